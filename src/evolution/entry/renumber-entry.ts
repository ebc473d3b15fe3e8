// Gives an entry another number, where a branch that was merged first has taken the one it had.

import { formatVersion, sameVersion, type Version } from '../../core/version.js';
import type { EnumDeclaration, ObjectDeclaration } from '../../load/index.js';
import { applyEdits } from './edits.js';
import { historyText, keyFor } from './history-text.js';
import { versionEdit } from './version-text.js';

/** Which one of the entries of a version, from the top: a merge may have kept both. */
export interface Occurrence {
  readonly index?: number;
}

/**
 * The text with the entry's key, and `version:` if it said the same, at `to`. The entry stays where it stands. That
 * there is such an entry is the caller's to know.
 */
export function renumberEntry(
  text: string,
  declaration: ObjectDeclaration | EnumDeclaration,
  from: Version,
  to: Version,
  { index }: Occurrence = {},
): string {
  const { keys } = historyText(text, declaration);
  const { value, span } = declaration.version;
  return applyEdits(text, [
    ...(sameVersion(value, from) ? versionEdit(text, span, to) : []),
    ...versionEdit(text, keyFor(keys, formatVersion(from), index), to),
  ]);
}
