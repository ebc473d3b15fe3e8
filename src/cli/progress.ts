// Progress of something long: one line on a terminal that is written over, and nothing in a pipe.

import type { Terminal } from './terminal.js';

/** How often a count is written at most, in milliseconds. */
const EVERY_MS = 100;

/** Back to the line's beginning, and away with what stood there. */
const AWAY = '\r\u001b[K';

export interface Progress {
  /** What begins now. */
  begin(text: string): void;
  /** How far it is; most of these are never seen. */
  count(text: string): void;
  /** Takes the line away; what is to stay is printed after it. */
  end(): void;
}

export function progressOf({ stderr, env }: Terminal, isQuiet = false): Progress {
  const isShown = 'isTTY' in stderr && stderr.isTTY === true && env['TERM'] !== 'dumb' && !isQuiet;
  if (!isShown) return SILENT;
  let last = -Infinity;
  let isThere = false;
  const write = (text: string): void => {
    stderr.write(`${AWAY}${text}`);
    isThere = true;
  };
  return {
    begin: write,
    count: (text) => {
      const now = performance.now();
      if (now - last < EVERY_MS) return;
      last = now;
      write(text);
    },
    end: () => {
      if (isThere) stderr.write(AWAY);
      isThere = false;
    },
  };
}

const SILENT: Progress = {
  begin: () => undefined,
  count: () => undefined,
  end: () => undefined,
};
