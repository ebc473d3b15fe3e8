// What every process of a soak does alike: reads its order, opens the database, hears commands, and ends with the process
// that started it.

import { type Database, postgresDatabase, sqliteDatabase } from '../../../../src/db/index.js';
import type { Command, Told } from '../messages.js';

/** What this process was started with. */
export function orderGiven(): unknown {
  return JSON.parse(process.argv[2] ?? '');
}

/** Tells the process that started this one. */
export function tell(told: Told): void {
  process.send?.(told);
}

/** The last that is told; done when it has gone, and this process may end. */
export async function tellAndLeave(told: Told): Promise<void> {
  await new Promise((gone) => process.send?.(told, gone));
  process.removeAllListeners('disconnect');
  process.disconnect();
}

export function hear(command: (command: Command) => void): void {
  process.on('message', (message) => {
    if (isCommand(message)) command(message);
  });
}

// Nobody is there any more who could end it.
process.on('disconnect', () => process.exit(1));

const SQLITE = 'sqlite:';

export async function openDatabase(name: string): Promise<Database> {
  return name.startsWith(SQLITE)
    ? sqliteDatabase(name.slice(SQLITE.length), { busyTimeoutMs: 20_000 })
    : postgresDatabase(name, { connections: 1 });
}

function isCommand(message: unknown): message is Command {
  return typeof message === 'object' && message !== null && 'kind' in message;
}
