// One line on a terminal that says how far long work is; nothing in a pipe.

import type { Terminal } from '../terminal.js';

export interface Progress {
  tell(text: string): void;
  /** Takes the line away. */
  end(): void;
}

export function progressOf({ stderr, env }: Terminal): Progress {
  const isShown = 'isTTY' in stderr && stderr.isTTY === true && env['TERM'] !== 'dumb';
  const write = (text: string): void => {
    // Back to the line's beginning, and away with what stood there.
    if (isShown) stderr.write(`\r\u001b[K${text}`);
  };
  return {
    tell: write,
    end: () => {
      write('');
    },
  };
}
