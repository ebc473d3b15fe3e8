// `db`: the steps that tables and rows go through in an upgrade, each when it is safe.

import type { Invocation } from '../command.js';
import { CannotRun, type ExitCode } from '../exit.js';

type Action = (invocation: Invocation) => Promise<ExitCode>;

const ACTIONS: ReadonlyMap<string, () => Promise<Action>> = new Map([
  ['plan', async () => (await import('../db/plan.js')).plan],
  ['migrate', async () => (await import('../db/migrate.js')).migrate],
  ['contract', async () => (await import('../db/contract.js')).contract],
  ['status', async () => (await import('../db/status.js')).status],
]);

export async function db(invocation: Invocation): Promise<ExitCode> {
  const [word = ''] = invocation.args;
  const load = ACTIONS.get(word);
  if (load === undefined) {
    throw new CannotRun(
      `\`db\` does not know \`${word}\`; it knows ${[...ACTIONS.keys()].join(', ')}`,
    );
  }
  return (await load())(invocation);
}
