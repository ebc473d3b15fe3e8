// The world as a command sees it: streams, place and environment. Tests hand in their own.

import type { Readable, Writable } from 'node:stream';

export interface Terminal {
  readonly stdin: Readable;
  readonly stdout: Writable;
  readonly stderr: Writable;
  /** Absolute. */
  readonly cwd: string;
  readonly env: Readonly<Record<string, string | undefined>>;
  /** Whether findings are read by a person. */
  readonly isInteractive: boolean;
}

/** Findings and results: what a pipe wants. */
export function print(terminal: Terminal, text: string): void {
  terminal.stdout.write(text);
}

/** Progress and summaries: everything else. */
export function tell(terminal: Terminal, text: string): void {
  terminal.stderr.write(`${text}\n`);
}

/** By https://no-color.org, NO_COLOR counts when it is there and not empty. */
export function hasColour({ env, isInteractive }: Terminal): boolean {
  if (env['NO_COLOR']) return false;
  if (env['FORCE_COLOR'] && env['FORCE_COLOR'] !== '0') return true;
  return isInteractive && env['TERM'] !== 'dumb';
}
