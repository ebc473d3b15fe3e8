// What every process of the fleet does alike: reads its order, hears commands, and leaves on SIGTERM, or with the
// process that started it.

import type { Command, Told } from '../messages.js';

/** What this process was started with. */
export function orderGiven(): unknown {
  return JSON.parse(process.argv[2] ?? '');
}

/** Tells the process that started this one. */
export function tell(told: Told): void {
  process.send?.(told);
}

/** Hears commands; `leave` comes before the end on SIGTERM. */
export function serve(hear: (command: Command) => void, leave: () => Promise<void>): void {
  process.on('message', (message) => {
    if (isCommand(message)) hear(message);
  });
  // Nobody is there any more who could end it.
  process.on('disconnect', () => process.exit(1));
  process.once('SIGTERM', () => {
    void leave().then(() => {
      process.removeAllListeners('disconnect');
      process.disconnect();
    });
  });
}

function isCommand(message: unknown): message is Command {
  return typeof message === 'object' && message !== null && 'kind' in message;
}
