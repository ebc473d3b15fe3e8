// `release`: what each release speaks; cut from the schemas as they are, listed, compared, retired.

import type { Invocation } from '../command.js';
import { CannotRun, type ExitCode } from '../exit.js';
import { cut } from '../release/cut.js';
import { compareReleases, list } from '../release/list.js';
import { retire } from '../release/retire.js';

interface Action {
  /** What stands behind its name. */
  readonly names: readonly string[];
  readonly run: (invocation: Invocation, names: readonly string[]) => Promise<ExitCode>;
}

const ACTIONS: ReadonlyMap<string, Action> = new Map([
  ['cut', { names: ['NAME'], run: cut }],
  ['list', { names: [], run: list }],
  ['diff', { names: ['A', 'B'], run: compareReleases }],
  ['retire', { names: ['NAME'], run: retire }],
]);

export async function release(invocation: Invocation): Promise<ExitCode> {
  const [word = '', ...names] = invocation.args;
  const action = ACTIONS.get(word);
  if (action === undefined) {
    const all = [...ACTIONS.keys()].join(', ');
    throw new CannotRun(`\`release\` does not know \`${word}\`; it knows ${all}`);
  }
  if (names.length !== action.names.length) {
    const usage = ['backlevel release', word, ...action.names].join(' ');
    throw new CannotRun(`\`${usage}\` is how it is called`);
  }
  return action.run(invocation, names);
}
