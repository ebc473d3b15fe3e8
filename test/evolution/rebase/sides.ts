// Three states of one file, and what a rebase makes of them.

import { rebaseFile, type RebasedFile, type Source } from '../../../src/evolution/index.js';
import { load } from '../../../src/load/index.js';

export interface Texts {
  /** Where the two parted; the tip itself, where it was merged. */
  readonly base?: string;
  readonly mine: string;
  readonly tip: string;
  /** The newest version that stands fast; all that the baseline has, where it is not said. */
  readonly pending?: readonly string[];
}

export function rebased({ base, mine, tip, pending = [] }: Texts): RebasedFile {
  return rebaseFile({
    base: sourceOf(base ?? tip),
    mine: sourceOf(mine),
    tip: sourceOf(tip),
    isReleased: (version) => !pending.includes(version),
  });
}

export function sourceOf(text: string): Source {
  const [declaration] = load([{ path: 'schemas/thing.yaml', text }]).declarations;
  if (declaration === undefined) throw new Error(`no declaration in\n${text}`);
  return { text, declaration };
}

/** The numbers that changed, as a line each. */
export function numbers({ renumbered }: RebasedFile): readonly string[] {
  return renumbered.map(({ from, to }) => `${from.major}.${from.minor} ${to.major}.${to.minor}`);
}
