// `audit`: stored data of any size, counted: at which versions it is, and what each hop would lose or refuse.

import { createReadStream } from 'node:fs';
import { resolve } from 'node:path';
import type { Readable } from 'node:stream';
import { amount } from '../../core/amount.js';
import { auditJson, formatAudit } from '../audit/format.js';
import { hopsOf } from '../audit/hops.js';
import { countPrimitive, countUnreadable, labelOf, newTally, type Tally } from '../audit/tally.js';
import type { Invocation } from '../command.js';
import { linesOf, type Line } from '../convert/lines.js';
import { openCode, type OpenCode } from '../convert/open-code.js';
import { CannotRun, type ExitCode } from '../exit.js';
import { progressOf } from '../progress.js';
import { openReleases } from '../release/open-releases.js';
import { print } from '../terminal.js';

/** A longer line is read past, and counted as unreadable. */
const LONGEST = 64 * 1024 * 1024;

export async function audit(invocation: Invocation): Promise<ExitCode> {
  const { terminal, options, args } = invocation;
  const opened = options.has('schemas') ? undefined : await openReleases(invocation);
  if (opened?.ok === false) return opened.code;
  const code = await openCode(invocation);
  const tally = newTally(hopsOf(invocation, opened));
  const progress = progressOf(terminal, options.has('quiet'));
  try {
    for (const file of args) {
      await read(invocation, file, code, tally, () => {
        progress.count(`${file}: ${amount(tally.primitives, 'primitive')}`);
      });
    }
  } finally {
    progress.end();
  }
  const isJson = options.text('format') === 'json';
  print(
    terminal,
    isJson ? `${JSON.stringify(auditJson(tally), undefined, 2)}\n` : formatAudit(tally),
  );
  const isRefused = tally.hops.some(({ stopped }) => stopped > 0);
  return tally.unreadable > 0 || isRefused ? 1 : 0;
}

async function read(
  { terminal }: Invocation,
  file: string,
  { code, settings }: OpenCode,
  tally: Tally,
  onLine: () => void,
): Promise<void> {
  const stream: Readable =
    file === '-' ? terminal.stdin : createReadStream(resolve(terminal.cwd, file));
  let line = 0;
  try {
    for await (const one of linesOf(stream, LONGEST)) {
      line++;
      onLine();
      if (one.kind === 'text' && one.text.trim() === '') continue;
      const found = valueOf(one);
      const why = found.ok ? reasonAgainst(found.value, settings.prefix) : found.why;
      if (why !== undefined || !found.ok) {
        countUnreadable(tally, { file, line, why: why ?? '' });
      } else countPrimitive(tally, found.value, settings.prefix, code);
    }
  } catch (error) {
    if (!isOfFiles(error)) throw error;
    throw new CannotRun(`${file} cannot be read: ${error.message}`);
  }
}

type Found =
  { readonly ok: true; readonly value: unknown } | { readonly ok: false; readonly why: string };

function valueOf(line: Line): Found {
  if (line.kind === 'unreadable') return { ok: false, why: line.why };
  try {
    return { ok: true, value: JSON.parse(line.text) };
  } catch (error) {
    if (!(error instanceof SyntaxError || error instanceof RangeError)) throw error;
    return { ok: false, why: `no JSON: ${error.message}` };
  }
}

function reasonAgainst(value: unknown, prefix: string): string | undefined {
  return labelOf(value, prefix) === undefined
    ? `no envelope with \`${prefix}.name\` and \`${prefix}.version\``
    : undefined;
}

function isOfFiles(error: unknown): error is Error {
  return error instanceof Error && 'syscall' in error;
}
