// The changes of an object's history: fields, methods and storage.

import type {
  At,
  ChangeDeclaration,
  FieldDeclaration,
  MapNode,
  MethodDeclaration,
  Node,
} from './declarations.js';
import type { Span } from '../diagnostics/diagnostic.js';
import { valueOf } from './locate.js';
import { joined } from './places.js';
import { readDeclaration, readFields, readMethodDeclaration } from './read-fields.js';
import { readRule } from './read-rule.js';
import { readStorage } from './read-storage.js';
import { drop, given, itemsOf, optional, readNames, readText, type Reading } from './reading.js';

const KINDS = ['add', 'remove', 'rename', 'change', 'replace'] as const;
type Kind = (typeof KINDS)[number];

export function readObjectChange(map: MapNode, reading: Reading): ChangeDeclaration | undefined {
  for (const kind of KINDS) {
    const entry = map.entries.find(({ key }) => key.text === kind);
    if (entry === undefined) continue;
    const span = joined(entry.key.span, entry.value.span);
    return READERS[kind]({ map, subject: entry.value, span }, reading);
  }
  drop(map, 'a change', reading);
  return undefined;
}

interface ChangeNode {
  readonly map: MapNode;
  /** What stands behind the word that says what the change does. */
  readonly subject: Node;
  readonly span: Span;
}

type Reader = (change: ChangeNode, reading: Reading) => ChangeDeclaration | undefined;

const READERS: Readonly<Record<Kind, Reader>> = {
  add: readAdd,
  remove: readRemove,
  rename: readRename,
  change: readChanged,
  replace: readReplace,
};

function readAdd(change: ChangeNode, reading: Reading): ChangeDeclaration | undefined {
  if (isOfMethods(change.subject)) return readMethodChange('add-method', change, reading);
  const names = readNames(change.subject, reading);
  return { kind: 'add', names, ...rulesOf(change, reading) };
}

function readRemove(change: ChangeNode, reading: Reading): ChangeDeclaration | undefined {
  if (isOfMethods(change.subject)) return readMethodChange('remove-method', change, reading);
  const names = readNames(change.subject, reading);
  const was = given('was', olderField(names[0], change, reading));
  return { kind: 'remove', names, ...was, ...rulesOf(change, reading) };
}

function readRename(change: ChangeNode, reading: Reading): ChangeDeclaration | undefined {
  const name = readText(change.subject, reading);
  const to = optional(change.map, 'to', readText, reading);
  if (name === undefined || to === undefined) {
    drop(change.map, 'a `rename`', reading);
    return undefined;
  }
  const was = given('was', olderField(name, change, reading));
  return { kind: 'rename', name, to, ...was, ...rulesOf(change, reading) };
}

function readChanged(change: ChangeNode, reading: Reading): ChangeDeclaration | undefined {
  if (isOfMethods(change.subject)) return readMethodChange('change-method', change, reading);
  const name = readText(change.subject, reading);
  if (name === undefined) return undefined;
  const { map, span } = change;
  if (isOfStorage(name, map)) {
    const was = given('was', optional(map, 'was', readStorage, reading));
    return { kind: 'change-storage', ...was, span };
  }
  const was = given('was', olderField(name, change, reading));
  return { kind: 'change', name, ...was, ...rulesOf(change, reading) };
}

function readReplace(change: ChangeNode, reading: Reading): ChangeDeclaration {
  const old = readFields(change.subject, reading);
  const names = optional(change.map, 'with', readNames, reading) ?? [];
  return { kind: 'replace', old, with: names, ...rulesOf(change, reading) };
}

function readMethodChange(
  kind: 'add-method' | 'remove-method' | 'change-method',
  { map, subject, span }: ChangeNode,
  reading: Reading,
): ChangeDeclaration {
  const names = readNames(subject, reading).map(({ value, span: at }) => ({
    value: value.replace(/\(\)$/, ''),
    span: at,
  }));
  const older = valueOf(map, 'was');
  const [name] = names;
  const was: MethodDeclaration | undefined =
    older && name && readMethodDeclaration(name, older, reading);
  return { kind, names, ...given('was', was), span };
}

function olderField(
  name: At<string> | undefined,
  { map }: ChangeNode,
  reading: Reading,
): FieldDeclaration | undefined {
  const was = valueOf(map, 'was');
  return was && name && readDeclaration(name, was, reading);
}

function rulesOf({ map, span }: ChangeNode, reading: Reading) {
  return {
    ...given('backport', optional(map, 'backport', readRule, reading)),
    ...given('upgrade', optional(map, 'upgrade', readRule, reading)),
    span,
  };
}

/** `m()` or a list with such a name in it. */
function isOfMethods(subject: Node): boolean {
  return itemsOf(subject).some((item) => item.kind === 'scalar' && item.text.includes('('));
}

/** A field may be named `storage` too; its `was` is a type, or a map that has one. */
function isOfStorage(name: At<string>, map: MapNode): boolean {
  const was = valueOf(map, 'was');
  if (name.value !== 'storage' || was?.kind !== 'map') return false;
  return valueOf(was, 'type') === undefined && valueOf(was, 'enum') === undefined;
}
