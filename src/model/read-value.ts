// Values that schemas write down (defaults, substitutes), read by the type they stand for and not by
// what YAML would guess: `on` is a text where a text is wanted.

import { canonicalScalar } from '../core/canonical-scalar.js';
import type { JsonValue } from '../core/json.js';
import type { Scalar } from '../core/type-expr.js';
import type { Span } from '../diagnostics/diagnostic.js';
import { nearest } from '../diagnostics/nearest.js';
import type { MapNode, Node, ScalarNode, SequenceNode } from '../load/index.js';
import type { Type } from './model.js';
import { sortedSet } from './set-order.js';
import { mayBeNull } from './type-walk.js';

/** A value in canonical wire form, or what should have stood where. */
export type ReadValue =
  | { readonly ok: true; readonly value: JsonValue }
  | { readonly ok: false; readonly wanted: string; readonly span: Span; readonly near?: string };

export function readValue(node: Node, type: Type): ReadValue {
  if (isNull(node)) return mayBeNull(type) ? { ok: true, value: null } : readNullText(node, type);
  switch (type.kind) {
    case 'scalar':
      return readScalar(node, type.scalar);
    case 'enum':
      return readEnumValue(node, type.values);
    case 'list':
    case 'set':
      return readElements(node, type);
    case 'map':
      return readMap(node, type.element);
    case 'object':
    case 'union':
      return wanted(wordsFor(type), node);
  }
}

/** What YAML means by null: the word, `~`, or nothing at all. */
export function isNull(node: Node): boolean {
  return (
    node.kind === 'scalar' && !node.quoted && ['', '~', 'null', 'Null', 'NULL'].includes(node.text)
  );
}

/** An enum may have a value that is spelled `null`; a text that is must be quoted, lest it be taken for null. */
function readNullText(node: Node, type: Type): ReadValue {
  if (type.kind === 'enum') return readEnumValue(node, type.values);
  return wanted(`${wordsFor(type)}, and null is none`, node);
}

function readScalar(node: Node, scalar: Scalar): ReadValue {
  if (scalar === 'json') return { ok: true, value: freeJson(node) };
  if (node.kind === 'scalar') {
    const found = canonicalScalar(scalar, spelled(node, scalar));
    if (found !== undefined) return { ok: true, value: found.value };
  }
  return wanted(SCALAR_WORDS[scalar], node);
}

function wordsFor(type: Type): string {
  switch (type.kind) {
    case 'scalar':
      return SCALAR_WORDS[type.scalar];
    case 'enum':
      return oneOf(type.values);
    case 'list':
    case 'set':
      return 'a list';
    case 'map':
      return 'a map';
    case 'object':
    case 'union':
      // An object has no literal in a schema.
      return type.nullable ? 'null' : 'left out';
  }
}

const SCALAR_WORDS = {
  string: 'a text',
  integer: 'an integer between -(2^53 - 1) and 2^53 - 1',
  bigint: 'an integer',
  float: 'a number',
  boolean: '`true` or `false`',
  datetime: 'a date and time, such as "2026-01-31T12:00:00Z"',
  uuid: 'a UUID',
  ip: 'an IP address',
  ipv4: 'an IPv4 address',
  ipv6: 'an IPv6 address',
  cidr: 'a network, such as "10.0.0.0/24"',
  mac: 'a MAC address',
  bytes: 'bytes in base64',
  json: 'any JSON value',
} satisfies Record<Scalar, string>;

const NUMBER = /^[-+]?(?:\d+(?:\.\d*)?|\.\d+)(?:[eE][-+]?\d+)?$/;

/** What the source text is on the wire. Quotes make a text of a number. */
function spelled({ text, quoted }: ScalarNode, scalar: Scalar): JsonValue | undefined {
  if (scalar === 'boolean') return quoted ? undefined : BOOLEANS.get(text);
  if (scalar === 'integer' || scalar === 'float') {
    return !quoted && NUMBER.test(text) ? Number(text) : undefined;
  }
  return scalar === 'bigint' ? text.replace(/^\+/, '') : text;
}

const BOOLEANS: ReadonlyMap<string, boolean> = new Map([
  ['true', true],
  ['false', false],
]);

function readEnumValue(node: Node, values: readonly string[]): ReadValue {
  if (node.kind !== 'scalar') return wanted(oneOf(values), node);
  if (values.includes(node.text)) return { ok: true, value: node.text };
  const near = nearest(node.text, values);
  return { ...wanted(oneOf(values), node), ...(near === undefined ? {} : { near }) };
}

const SHOWN_VALUES = 8;

function oneOf(values: readonly string[]): string {
  const shown = values.slice(0, SHOWN_VALUES).join(', ');
  return values.length > SHOWN_VALUES ? `one of ${shown}, …` : `one of ${shown}`;
}

type ContainerType = Extract<Type, { kind: 'list' | 'set' | 'map' }>;

function readElements(node: Node, type: ContainerType): ReadValue {
  if (node.kind !== 'sequence') return wanted(wordsFor(type), node);
  const elements: JsonValue[] = [];
  for (const item of node.items) {
    const read = readValue(item, type.element);
    if (!read.ok) return read;
    elements.push(read.value);
  }
  return { ok: true, value: type.kind === 'set' ? sortedSet(elements, type.element) : elements };
}

function readMap(node: Node, element: Type): ReadValue {
  if (node.kind !== 'map') return wanted('a map', node);
  const entries: [string, JsonValue][] = [];
  for (const { key, value } of node.entries) {
    const read = readValue(value, element);
    if (!read.ok) return read;
    entries.push([key.text, read.value]);
  }
  // By `fromEntries`, which makes own properties of keys such as `__proto__`.
  return { ok: true, value: Object.fromEntries(entries) };
}

/** Only where any JSON may stand does YAML's own guess count. */
function freeJson(node: Node): JsonValue {
  switch (node.kind) {
    case 'scalar':
      return freeScalar(node);
    case 'sequence':
      return freeItems(node);
    case 'map':
      return freeEntries(node);
  }
}

function freeItems(node: SequenceNode): JsonValue {
  return node.items.map(freeJson);
}

function freeEntries(node: MapNode): JsonValue {
  return Object.fromEntries(node.entries.map(({ key, value }) => [key.text, freeJson(value)]));
}

function freeScalar(node: ScalarNode): JsonValue {
  if (node.quoted) return node.text;
  if (isNull(node)) return null;
  const word = BOOLEANS.get(node.text);
  if (word !== undefined) return word;
  const number = NUMBER.test(node.text) ? Number(node.text) : NaN;
  return Number.isFinite(number) ? number : node.text;
}

function wanted(what: string, node: Node): Extract<ReadValue, { ok: false }> {
  return { ok: false, wanted: what, span: node.span };
}
