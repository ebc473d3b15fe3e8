// An enum's file: its values, and a history of values.

import type {
  ChangeDeclaration,
  EnumDeclaration,
  EnumValueDeclaration,
  MapNode,
  Node,
} from './declarations.js';
import { joined } from './places.js';
import { readHistory } from './read-history.js';
import { readRule } from './read-rule.js';
import { readHeader } from './read-header.js';
import {
  drop,
  given,
  optional,
  readNames,
  readText,
  readVersion,
  type Reading,
} from './reading.js';
import { valueOf } from './locate.js';

export function readEnum(root: MapNode, reading: Reading): EnumDeclaration | undefined {
  const header = readHeader(root, 'enum', reading);
  const version = optional(root, 'version', readVersion, reading);
  if (header === undefined || version === undefined) {
    drop(root, 'an enum', reading);
    return undefined;
  }
  return {
    kind: 'enum',
    ...header,
    ...given('typescriptName', optional(root, 'typescriptName', readText, reading)),
    version,
    values: optional(root, 'values', readValues, reading) ?? [],
    history:
      optional(root, 'history', (node) => readHistory(node, readEnumChange, reading), reading) ??
      [],
    ...given('allow', valueOf(root, 'allow')),
  };
}

function readValues(node: Node, reading: Reading): readonly EnumValueDeclaration[] | undefined {
  if (node.kind !== 'sequence') {
    drop(node, 'a list of values', reading);
    return undefined;
  }
  return node.items.flatMap((item) => readValue(item, reading) ?? []);
}

/** `nvme`, or `{ value: nvme, doc: … }`. */
function readValue(node: Node, reading: Reading): EnumValueDeclaration | undefined {
  const isLong = node.kind === 'map';
  const name = isLong ? optional(node, 'value', readText, reading) : readText(node, reading);
  if (name === undefined) return undefined;
  const doc = isLong ? optional(node, 'doc', readText, reading)?.value : undefined;
  return { name, ...given('doc', doc) };
}

/** `add` and `remove` of values with what stands in for them, and `rename`, which is its own inverse. */
function readEnumChange(map: MapNode, reading: Reading): ChangeDeclaration | undefined {
  const entry = map.entries.find(({ key }) => ['add', 'remove', 'rename'].includes(key.text));
  if (entry === undefined) {
    drop(map, 'a change of an enum', reading);
    return undefined;
  }
  const span = joined(entry.key.span, entry.value.span);
  const names = readNames(entry.value, reading);
  if (entry.key.text === 'add') {
    return {
      kind: 'add',
      names,
      ...given('backport', optional(map, 'backport', readRule, reading)),
      span,
    };
  }
  if (entry.key.text === 'remove') {
    return {
      kind: 'remove',
      names,
      ...given('upgrade', optional(map, 'upgrade', readRule, reading)),
      span,
    };
  }
  const [name] = names;
  const to = optional(map, 'to', readText, reading);
  if (name === undefined || to === undefined) {
    drop(map, 'a `rename`', reading);
    return undefined;
  }
  return { kind: 'rename', name, to, span };
}
