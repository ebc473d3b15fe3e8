// How an object is stored at one version, with every column written out.

import type { ColumnDeclaration } from '../../load/index.js';
import type { FieldShape, StorageShape, Stored } from '../model.js';
import { columnTypesFor } from './column-types.js';
import type { StorageMapping } from './mapping.js';

export function storageAt(
  { table, key, unique, indexes, unlabelled, columns, span }: StorageMapping,
  fields: ReadonlyMap<string, FieldShape>,
): StorageShape {
  const stored = [...fields.values()].flatMap((field) => {
    const one = storedField(field, columns.get(field.name));
    return one === undefined ? [] : [[field.name, one] as const];
  });
  const texts = (lists: StorageMapping['unique']): readonly (readonly string[])[] =>
    lists.map((list) => list.fields.map(({ value }) => value));
  return {
    table: table.value,
    key: key.value,
    unique: texts(unique),
    indexes: texts(indexes),
    ...(unlabelled === undefined ? {} : { unlabelled: unlabelled.value }),
    fields: new Map(stored),
    source: span,
  };
}

/** Undefined where it is not stored. */
function storedField(
  { name, type }: FieldShape,
  said: ColumnDeclaration | undefined,
): Stored | undefined {
  const [byRule] = columnTypesFor(type);
  if (said?.kind === 'none') return undefined;
  if (said?.kind !== 'table') {
    return {
      kind: 'column',
      column: said?.column?.value ?? name,
      type: said?.type?.value ?? byRule,
    };
  }
  // Of anything else a finding tells that it has no elements.
  const [ofElement] = columnTypesFor('element' in type ? type.element : type);
  return {
    kind: 'table',
    table: said.table.value,
    owner: said.owner?.value ?? 'owner',
    ...(type.kind === 'set' ? {} : { place: said.place?.value ?? 'place' }),
    value: said.value?.value ?? 'value',
    type: ofElement,
  };
}
