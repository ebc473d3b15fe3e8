// A `was` of storage as the language writes it.

import type { Stored, StorageWas } from '../../model/index.js';
import type { YamlEntry, YamlValue } from '../../load/yaml-value.js';

export function writtenStorage({ unique, indexes, columns }: StorageWas): YamlValue {
  const stored = [...columns].map(([field, how]) => [field, writtenColumn(field, how)] as const);
  return map([
    ...(unique === undefined ? [] : [['unique', lists(unique)] as const]),
    ...(indexes === undefined ? [] : [['indexes', lists(indexes)] as const]),
    ...(stored.length === 0 ? [] : [['columns', map(stored)] as const]),
  ]);
}

/** Always with its type: what follows by rule may not follow where it is written. */
function writtenColumn(field: string, stored: Stored | undefined): YamlValue {
  if (stored === undefined) return text('none');
  if (stored.kind === 'column') {
    const { column, type } = stored;
    if (column === field) return text(type);
    return map([
      ['column', text(column)],
      ['type', text(type)],
    ]);
  }
  const { table, owner, place, value } = stored;
  return map([
    ['table', text(table)],
    ...(owner === 'owner' ? [] : [['owner', text(owner)] as const]),
    ...(place === undefined || place === 'place' ? [] : [['place', text(place)] as const]),
    ...(value === 'value' ? [] : [['value', text(value)] as const]),
  ]);
}

function lists(all: readonly (readonly string[])[]): YamlValue {
  return {
    kind: 'items',
    items: all.map((names) => {
      const [first, second] = names;
      return first !== undefined && second === undefined
        ? text(first)
        : { kind: 'items', items: names.map(text) };
    }),
  };
}

function text(of: string): YamlValue {
  return { kind: 'text', text: of };
}

function map(entries: readonly YamlEntry[]): YamlValue {
  return { kind: 'map', entries };
}
