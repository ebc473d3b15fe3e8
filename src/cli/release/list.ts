// `release list` and `release diff`: what was cut, for people and as JSON.

import { amount } from '../../core/amount.js';
import { formatVersion } from '../../core/version.js';
import { differingEntries, isSupported } from '../../evolution/releases/index.js';
import type { Invocation } from '../command.js';
import type { ExitCode } from '../exit.js';
import { print, tell } from '../terminal.js';
import { findRelease, openReleases } from './open-releases.js';

export async function list(invocation: Invocation): Promise<ExitCode> {
  const { terminal, options } = invocation;
  const opened = await openReleases(invocation);
  if (!opened.ok) return opened.code;
  const all = opened.file?.releases;
  const rows = (all?.releases ?? []).map(({ name, versions }) => ({
    name: name.value,
    objects: versions.length,
    supported: all !== undefined && isSupported(all, name.value),
  }));
  if (options.text('format') === 'json') {
    print(terminal, `${JSON.stringify({ releases: rows }, null, 2)}\n`);
    return 0;
  }
  const lines = rows.map(({ name, objects, supported }) => [
    name,
    amount(objects, 'object'),
    supported ? 'supported' : 'retired',
  ]);
  print(terminal, table(lines));
  if (rows.length === 0 && !options.has('quiet')) tell(terminal, 'no release was cut yet');
  return 0;
}

export async function compareReleases(
  invocation: Invocation,
  [from = '', to = '']: readonly string[],
): Promise<ExitCode> {
  const { terminal, options } = invocation;
  const opened = await openReleases(invocation);
  if (!opened.ok) return opened.code;
  const [older, newer] = [from, to].map((name) => findRelease(opened, name).release.versions);
  const changes = differingEntries(older ?? [], newer ?? []).map(({ name, was, is }) => ({
    object: name,
    from: was === undefined ? null : formatVersion(was),
    to: is === undefined ? null : formatVersion(is),
  }));
  if (options.text('format') === 'json') {
    print(terminal, `${JSON.stringify({ from, to, changes }, null, 2)}\n`);
    return 0;
  }
  print(terminal, table(changes.map((change) => [change.object, tellChange(change)])));
  if (changes.length === 0 && !options.has('quiet')) tell(terminal, `${from} and ${to} are alike`);
  return 0;
}

interface VersionChange {
  readonly from: string | null;
  readonly to: string | null;
}

function tellChange({ from, to }: VersionChange): string {
  if (from === null) return `added at ${to ?? ''}`;
  return to === null ? `gone, was ${from}` : `${from} → ${to}`;
}

/** Columns as wide as they must be; a line break behind each row. */
function table(rows: readonly (readonly string[])[]): string {
  const widths: number[] = [];
  for (const row of rows) {
    for (const [i, cell] of row.entries()) widths[i] = Math.max(widths[i] ?? 0, cell.length);
  }
  const lines = rows.map((row) => row.map((cell, i) => cell.padEnd(widths[i] ?? 0)).join('  '));
  return lines.map((line) => `${line.trimEnd()}\n`).join('');
}
