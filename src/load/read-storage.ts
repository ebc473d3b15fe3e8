// How an object is stored: `storage:`, and what a `was` says of it.

import { COLUMN_TYPES, type ColumnType } from '../core/storage.js';
import type {
  At,
  ColumnDeclaration,
  FieldListDeclaration,
  MapNode,
  Node,
  StorageDeclaration,
} from './declarations.js';
import { joined } from './places.js';
import {
  drop,
  given,
  itemsOf,
  optional,
  orDrop,
  readEntries,
  readNames,
  readText,
  readVersion,
  type Reading,
} from './reading.js';

export function readStorage(node: Node, reading: Reading): StorageDeclaration | undefined {
  if (node.kind !== 'map') {
    drop(node, 'a map of storage settings', reading);
    return undefined;
  }
  return {
    ...given('table', optional(node, 'table', readText, reading)),
    ...given('key', optional(node, 'key', readText, reading)),
    ...given('unique', optional(node, 'unique', readLists, reading)),
    ...given('indexes', optional(node, 'indexes', readLists, reading)),
    ...given('unlabelled', optional(node, 'unlabelled', readVersion, reading)),
    columns: optional(node, 'columns', readColumns, reading) ?? [],
    span: node.span,
  };
}

/** Each item is a field, or a list of several. */
function readLists(node: Node, reading: Reading): readonly FieldListDeclaration[] {
  return itemsOf(node).flatMap((item) => {
    const fields = readNames(item, reading);
    return fields.length === 0 ? [] : [{ fields, span: item.span }];
  });
}

function readColumns(node: Node, reading: Reading): readonly ColumnDeclaration[] {
  return readEntries(node, readColumn, reading);
}

function readColumn(
  field: At<string>,
  node: Node,
  reading: Reading,
): ColumnDeclaration | undefined {
  const span = joined(field.span, node.span);
  if (node.kind === 'map') return readLongColumn(field, node, reading);
  const word = readText(node, reading);
  if (word?.value === 'none') return { field, span, kind: 'none' };
  const type = word && columnType(word, node, reading);
  return type && { field, span, kind: 'column', type };
}

function readLongColumn(
  field: At<string>,
  map: MapNode,
  reading: Reading,
): ColumnDeclaration | undefined {
  const span = joined(field.span, map.span);
  const isTable = map.entries.some(({ key }) => key.text === 'table');
  const name = (key: string): At<string> | undefined => optional(map, key, readText, reading);
  if (!isTable) {
    const type = optional(map, 'type', readColumnType, reading);
    return {
      field,
      span,
      kind: 'column',
      ...given('column', name('column')),
      ...given('type', type),
    };
  }
  const table = name('table');
  return (
    table && {
      field,
      span,
      kind: 'table',
      table,
      ...given('owner', name('owner')),
      ...given('place', name('place')),
      ...given('value', name('value')),
    }
  );
}

function readColumnType(node: Node, reading: Reading): At<ColumnType> | undefined {
  const word = readText(node, reading);
  return word && columnType(word, node, reading);
}

function columnType(word: At<string>, node: Node, reading: Reading): At<ColumnType> | undefined {
  const value = COLUMN_TYPES.find((type) => type === word.value);
  return orDrop(value && { value, span: word.span }, node, 'a type of column', reading);
}
