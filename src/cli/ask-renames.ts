// Asks, where somebody is there to answer, whether a field was renamed or removed.

import { createInterface } from 'node:readline/promises';
import type { Diagnostic } from '../diagnostics/index.js';
import type { RenameChoices } from '../evolution/index.js';
import type { Terminal } from './terminal.js';

/** The choices with the answers; undefined where there was nothing to ask, or nobody to answer. */
export async function askRenames(
  terminal: Terminal,
  questions: readonly Diagnostic[],
  choices: RenameChoices,
): Promise<RenameChoices | undefined> {
  const open = questions.filter(({ code }) => code === 'bump/rename-or-remove');
  if (open.length === 0 || !terminal.isInteractive) return undefined;
  const lines = createInterface({ input: terminal.stdin, output: terminal.stderr });
  const renames = new Map(choices.renames);
  let isAnyRemoved = false;
  try {
    for (const { message, cure } of open) {
      // What may be a rename stands in the cure, as the option that would say so.
      const [, old = '', to = ''] = /--rename ([^=`]+)=([^`]+)`/.exec(cure) ?? [];
      const answer = await lines.question(`${message} [new name, or nothing if removed; ${to}] `);
      const name = answer.trim();
      if (name === '') isAnyRemoved = true;
      else renames.set(old, name);
    }
  } finally {
    lines.close();
  }
  return { renames, noRenames: isAnyRemoved };
}
