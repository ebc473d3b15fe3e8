// Findings as the user asked to see them, and what they make of the exit code.

import { basename, dirname, posix } from 'node:path';
import type { Writable } from 'node:stream';
import {
  isFormat,
  render,
  type Diagnostic,
  type Format,
  type ReportOptions,
} from '../diagnostics/index.js';
import type { Tree } from '../pipeline/host.js';
import type { ExitCode } from './exit.js';
import type { Options } from './options.js';
import { programVersion } from './program-version.js';
import { configPath } from './project.js';
import { hasColour, type Terminal } from './terminal.js';

export interface ReportContext {
  /** Where the texts of code frames come from. */
  readonly tree: Tree;
  /** How many objects were looked at. */
  readonly objects: number;
}

/** Prints findings to standard output; 1 if they are errors, or more warnings than allowed. */
export function report(
  terminal: Terminal,
  options: Options,
  findings: readonly Diagnostic[],
  context: ReportContext,
): Promise<ExitCode> {
  return reportTo(terminal.stdout, terminal, options, findings, context);
}

/** The same to another stream, for commands whose standard output is data. */
export async function reportTo(
  stream: Writable,
  terminal: Terminal,
  options: Options,
  findings: readonly Diagnostic[],
  { tree, objects }: ReportContext,
): Promise<ExitCode> {
  const format = formatOf(options, terminal);
  const told = {
    colour: hasColour(terminal),
    objects,
    toolVersion: programVersion(),
    ...(READ_FROM_TOP.has(format) ? await placeInRepository(terminal, options) : {}),
  };
  // Where nothing was found and no form of it asked for, what the command says of itself is enough.
  if (findings.length > 0 || options.text('format') !== undefined) {
    stream.write(render(format, findings, (file) => tree.read(file), told));
  }
  return exitCodeOf(findings, options.count('maxWarnings'));
}

/** The formats that are shown beside the code of the repository, wherever in it the project stands. */
const READ_FROM_TOP: ReadonlySet<Format> = new Set(['github', 'gitlab', 'sarif']);

async function placeInRepository(
  { cwd }: Terminal,
  options: Options,
): Promise<Pick<ReportOptions, 'fromTop' | 'home'>> {
  const config = configPath(cwd, options);
  if (config === undefined) return {};
  const { folderInRepository } = await import('./git/index.js');
  const folder = folderInRepository(dirname(config));
  const home = basename(config);
  return folder === undefined ? { home } : { home, fromTop: (file) => posix.join(folder, file) };
}

function exitCodeOf(findings: readonly Diagnostic[], most: number | undefined): ExitCode {
  if (findings.some(({ severity }) => severity === 'error')) return 1;
  const warnings = findings.filter(({ severity }) => severity === 'warning').length;
  return most !== undefined && warnings > most ? 1 : 0;
}

function formatOf(options: Options, { isInteractive }: Terminal): Format {
  const named = options.text('format');
  if (named !== undefined && isFormat(named)) return named;
  return isInteractive ? 'pretty' : 'text';
}
