// What is written together is written whole: Ctrl-C ends the program behind it, not within.

import { setImmediate as nextTurn } from 'node:timers/promises';

const SIGNALS: readonly NodeJS.Signals[] = ['SIGINT', 'SIGTERM'];

/**
 * Runs it to its end, though the program is told to stop meanwhile; ends the program then. What takes long
 * may ask between two turns whether it shall stop, and end where all is whole.
 */
export async function uninterrupted<T>(
  write: (isStopped: () => boolean) => T | Promise<T>,
): Promise<T> {
  let heard: NodeJS.Signals | undefined;
  const awaited = SIGNALS.filter((signal) => process.listenerCount(signal) > 0);
  const hear = (signal: NodeJS.Signals): void => {
    heard ??= signal;
  };
  process.on('SIGINT', hear).on('SIGTERM', hear);
  try {
    const written = await write(() => heard !== undefined);
    // A signal comes to its listeners between two turns; the first of these may be one that is half done.
    await nextTurn();
    await nextTurn();
    return written;
  } finally {
    process.removeListener('SIGINT', hear).removeListener('SIGTERM', hear);
    // Whoever else waited for it has heard it too, and ends the program in its own way.
    if (heard !== undefined && !awaited.includes(heard)) process.kill(process.pid, heard);
  }
}
