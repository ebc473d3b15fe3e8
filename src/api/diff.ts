// What changed between two states of a project.

import type { Diagnostic } from '../diagnostics/index.js';
import { diffStates, type ThingReport } from '../pipeline/gate/diff.js';
import { CONFIG_NAME } from '../pipeline/settings.js';
import { projectTree, treeOf, type Files } from './files.js';
import { emptyMemory } from './memory.js';

/** What changed. */
export interface Difference {
  /** Errors of a state, which keep the two from being compared; else empty. */
  readonly findings: readonly Diagnostic[];
  /** Objects and enums that differ, sorted by key. */
  readonly things: readonly ThingReport[];
}

/**
 * Tells each change between two states, the version that it asks for, and what older peers lose by it, as `backlevel
 * diff` does. Mistakes are findings; a throw is a bug of ours.
 */
export async function diff(before: Files, now: Files): Promise<Difference> {
  const outcome = await diffStates({
    tree: projectTree(now),
    config: CONFIG_NAME,
    from: { kind: 'trees', name: 'the state before', base: treeOf(before) },
    memory: emptyMemory(),
  });
  return outcome.ok
    ? { findings: [], things: outcome.things }
    : { findings: outcome.findings, things: [] };
}
