// Was it renamed, or was one removed and another added? Shapes do not say, so that a person must.

import { sameJson } from '../../core/same-json.js';
import { recordField, type Change, type FieldShape } from '../../model/index.js';

/** What a person has said so far. */
export interface RenameChoices {
  /** `old=new`, the old name first. */
  readonly renames: ReadonlyMap<string, string>;
  /** What was removed and added is just that. */
  readonly noRenames: boolean;
}

/** Something that is gone, and what may have come in its place. */
export interface Doubt {
  readonly removed: string;
  readonly added: readonly string[];
}

export interface Renamed {
  readonly was: FieldShape;
  readonly is: FieldShape;
}

/** The pairs that were said to be renames, and the doubts that nobody has said anything about. */
export function renamesIn(
  changes: readonly Change[],
  { renames, noRenames }: RenameChoices,
  home: string,
): { readonly renamed: readonly Renamed[]; readonly doubts: readonly Doubt[] } {
  const added = changes.flatMap((one) => (one.kind === 'field-added' ? [one.newer] : []));
  const removed = changes.flatMap((one) => (one.kind === 'field-removed' ? [one.older] : []));
  const renamed = removed.flatMap((was) => {
    const is = added.find(({ name }) => name === renames.get(was.name));
    return is === undefined ? [] : [{ was, is }];
  });
  if (noRenames) return { renamed, doubts: [] };
  const free = added.filter((is) => !renamed.some((pair) => pair.is === is));
  const doubts = removed
    .filter((was) => !renamed.some((pair) => pair.was === was))
    .flatMap((was) => {
      const alike = free.filter((is) => isAlike(was, is, home)).map(({ name }) => name);
      return alike.length === 0 ? [] : [{ removed: was.name, added: alike }];
    });
  return { renamed, doubts };
}

function isAlike(was: FieldShape, is: FieldShape, home: string): boolean {
  const [before, now] = [recordField(was, home), recordField(is, home)];
  return (
    sameJson(before['type'] ?? null, now['type'] ?? null) &&
    sameJson(before['enum'] ?? null, now['enum'] ?? null)
  );
}

/** The same for the values of an enum, which all have one type. */
export function renamedValues(
  was: readonly string[],
  is: readonly string[],
  { renames, noRenames }: RenameChoices,
): {
  readonly renamed: readonly (readonly [string, string])[];
  readonly doubts: readonly Doubt[];
} {
  const added = is.filter((value) => !was.includes(value));
  const removed = was.filter((value) => !is.includes(value));
  const renamed = removed.flatMap((old): (readonly [string, string])[] => {
    const to = renames.get(old);
    return to !== undefined && added.includes(to) ? [[old, to]] : [];
  });
  if (noRenames) return { renamed, doubts: [] };
  const free = added.filter((value) => !renamed.some(([, to]) => to === value));
  const left = removed.filter((value) => !renamed.some(([old]) => old === value));
  const doubts = free.length === 0 ? [] : left.map((one) => ({ removed: one, added: free }));
  return { renamed, doubts };
}
