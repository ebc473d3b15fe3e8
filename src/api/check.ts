// The gate: schemas held to what was released.

import type { Diagnostic } from '../diagnostics/index.js';
import { runGate } from '../pipeline/gate/check.js';
import { CONFIG_NAME } from '../pipeline/settings.js';
import { projectTree, treeOf, type Files } from './files.js';
import { emptyMemory } from './memory.js';

/** What the gate says. */
export interface Checked {
  /** All that was found; the gate is passed where none of them is an error. */
  readonly findings: readonly Diagnostic[];
  /** How many objects were looked at. */
  readonly objects: number;
  /** Why nothing was compared, where nothing was: there is no lock yet, or `against` has errors of its own, which are the findings. */
  readonly without?: string;
}

/**
 * Holds schemas, histories, hooks, releases and the lock to a baseline, as `backlevel check` does; generated code is not
 * looked at. Mistakes are findings; a throw is a bug of ours.
 *
 * @param against The files of what was released; without it the lock among `files` is the baseline.
 */
export async function check(files: Files, against?: Files): Promise<Checked> {
  const { findings, objects, without, broken } = await runGate({
    tree: projectTree(files),
    config: CONFIG_NAME,
    source:
      against === undefined
        ? { kind: 'lock' }
        : { kind: 'trees', name: 'the baseline', base: treeOf(against) },
    memory: emptyMemory(),
  });
  if (broken !== undefined) {
    return { findings: broken.findings, objects, without: `${broken.name} has errors` };
  }
  return { findings, objects, ...(without === undefined ? {} : { without }) };
}
