// How an object was stored one version before: fields keep their columns through renames, and a `was` says what was
// different.

import type { FieldListDeclaration, StorageDeclaration } from '../../load/index.js';
import { columnsByField, type StorageMapping } from './mapping.js';

/** What of a step matters to storage: which field became which. */
export type Moved =
  | { readonly kind: 'add'; readonly newer: Name }
  | { readonly kind: 'remove' }
  | { readonly kind: 'carry'; readonly older: Name; readonly newer: Name }
  | { readonly kind: 'replace'; readonly newer: readonly Name[] };

interface Name {
  readonly name: string;
}

export function takeBackStorage(
  newer: StorageMapping,
  changes: readonly Moved[],
  was: StorageDeclaration | undefined,
): StorageMapping {
  const olderName = olderNames(changes);
  // A constraint or an index of something that was not there yet was not there either.
  const olderLists = (lists: readonly FieldListDeclaration[]): readonly FieldListDeclaration[] =>
    lists.flatMap(({ fields, span }) => {
      const older = fields.flatMap(({ value, span: at }) => {
        const name = olderName(value);
        return name === undefined ? [] : [{ value: name, span: at }];
      });
      return older.length === fields.length ? [{ fields: older, span }] : [];
    });
  const columns = [...newer.columns].flatMap(([field, column]) => {
    const name = olderName(field);
    return name === undefined ? [] : [[name, column] as const];
  });
  const { key } = newer;
  return {
    ...newer,
    key: { ...key, value: olderName(key.value) ?? key.value },
    unique: was?.unique ?? olderLists(newer.unique),
    indexes: was?.indexes ?? olderLists(newer.indexes),
    columns: new Map([...columns, ...columnsByField(was?.columns ?? [])]),
  };
}

/** What a field was called before; undefined where it is new. */
function olderNames(changes: readonly Moved[]): (name: string) => string | undefined {
  const names = new Map<string, string | undefined>();
  for (const change of changes) {
    if (change.kind === 'add') names.set(change.newer.name, undefined);
    else if (change.kind === 'carry') names.set(change.newer.name, change.older.name);
    else if (change.kind === 'replace') {
      for (const { name } of change.newer) names.set(name, undefined);
    }
  }
  return (name) => (names.has(name) ? names.get(name) : name);
}
