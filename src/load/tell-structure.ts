// What each keyword of JSON Schema, where it is not met, means to the person who wrote the file. The
// titles in our schemas are written to fit: they say what should stand in a place.

import { diagnose } from '../diagnostics/diagnose.js';
import type { Diagnostic } from '../diagnostics/diagnostic.js';
import { nearest } from '../diagnostics/nearest.js';
import type { ScalarNode } from './declarations.js';
import {
  describeNode,
  headOf,
  isMissing,
  shortened,
  type Located,
  type Locator,
} from './locate.js';
import type { StructureError } from './validators/structure.js';

type Teller = (error: StructureError, at: Located, locator: Locator) => Diagnostic | undefined;

/** How each keyword that our schemas use is told. */
const TELLERS: ReadonlyMap<string, Teller> = new Map<string, Teller>([
  ['additionalProperties', unknownKey],
  ['required', missingKey],
  ['propertyNames', wrongKey],
  ['type', wrongKind],
  ['minimum', wrongKind],
  ['pattern', wrongText],
  ['enum', notOneOf],
  ['minItems', empty],
  ['minProperties', empty],
  ['maxProperties', tooMany],
  ['false schema', eitherOr],
  ['anyOf', unknownChange],
]);

/** The finding that says what the error means; undefined where another one says it already. */
export function tellStructure(error: StructureError, locator: Locator): Diagnostic | undefined {
  const tell = TELLERS.get(error.keyword);
  if (tell === undefined) throw new Error(`No finding tells of the keyword ${error.keyword}.`);
  return tell(error, locator.at(error.instancePath), locator);
}

function unknownKey(error: StructureError, { node }: Located, locator: Locator) {
  const key = keyIn(node, error.params['additionalProperty'], locator);
  if (key === undefined) return undefined;
  const near = nearKey(error, locator);
  return diagnose('schema/unknown-key', key.span, { key: key.text, owner: titleOf(error), near });
}

/** The key that an unknown one was probably meant to be: one that its map may still get. */
export function nearKey(error: StructureError, locator: Locator): string | undefined {
  const key = error.params['additionalProperty'];
  if (typeof key !== 'string') return undefined;
  const { node } = locator.at(error.instancePath);
  const allowed = Object.keys(objectIn(error.parentSchema, 'properties'));
  return nearest(
    key,
    allowed.filter((name) => locator.entry(node, name) === undefined),
  );
}

function missingKey(error: StructureError, at: Located): Diagnostic | undefined {
  const key = error.params['missingProperty'];
  if (typeof key !== 'string') return undefined;
  return diagnose('schema/missing-key', headOf(at), { key, owner: titleOf(error) });
}

function wrongKey(error: StructureError, { node }: Located, locator: Locator) {
  const key = keyIn(node, error.params['propertyName'], locator);
  return key && badText(key, textIn(objectIn(error.parentSchema, 'propertyNames'), 'title'));
}

function wrongText(error: StructureError, at: Located): Diagnostic | undefined {
  // A key that does not fit is told by `propertyNames`; here it shows as an error of its map.
  if (at.node.kind !== 'scalar') return undefined;
  return isMissing(at.node) ? missingValue(titleOf(error), at) : badText(at.node, titleOf(error));
}

function badText(scalar: ScalarNode, expected: string): Diagnostic {
  const text = shortened(scalar.text);
  if (expected.startsWith('a version')) {
    return diagnose('schema/bad-version', scalar.span, { found: text });
  }
  if (text === '') {
    return diagnose('schema/wrong-kind', scalar.span, { expected, found: describeNode(scalar) });
  }
  return diagnose('schema/bad-name', scalar.span, { name: text, expected });
}

function wrongKind(error: StructureError, at: Located): Diagnostic {
  const { node } = at;
  const expected = titleOf(error);
  if (isMissing(node)) return missingValue(expected, at);
  const [first, second] = node.kind === 'map' ? node.entries : [];
  const isPair = first !== undefined && second === undefined;
  if (isPair && expected.startsWith('a note') && !CHANGES.includes(first.key.text)) {
    return diagnose('schema/note-is-a-map', node.span, { key: first.key.text });
  }
  return diagnose('schema/wrong-kind', node.span, { expected, found: describeNode(node) });
}

function missingValue(expected: string, { key, node }: Located): Diagnostic {
  return diagnose('schema/missing-value', key?.span ?? node.span, { key: key?.text, expected });
}

function notOneOf(error: StructureError, at: Located): Diagnostic | undefined {
  const { node } = at;
  const values: unknown = error.params['allowedValues'];
  const allowed = Array.isArray(values) ? values.filter((value) => typeof value === 'string') : [];
  if (node.kind !== 'scalar') return undefined;
  if (allowed.length === 0 || isMissing(node)) return wrongKind(error, at);
  const near = nearest(node.text, allowed);
  return diagnose('schema/not-one-of', node.span, { found: shortened(node.text), allowed, near });
}

function empty(error: StructureError, at: Located): Diagnostic {
  return diagnose('schema/empty', headOf(at), { owner: titleOf(error) });
}

function tooMany(_error: StructureError, { node }: Located): Diagnostic | undefined {
  const [first, second] = node.kind === 'map' ? node.entries : [];
  if (first === undefined || second === undefined) return undefined;
  const parameters = { key: second.key.text, other: first.key.text };
  return diagnose('schema/either-or', second.key.span, parameters);
}

/** A key that only has a place beside, or without, another one: `type`, `enum` and `nullable`. */
function eitherOr(_error: StructureError, { key, parent }: Located, locator: Locator) {
  if (key === undefined || parent === undefined) return undefined;
  const other = key.text === 'type' ? 'enum' : 'type';
  if (locator.entry(parent, other) === undefined) return undefined;
  return diagnose('schema/either-or', key.span, { key: key.text, other });
}

const CHANGES = ['add', 'remove', 'rename', 'change', 'replace', 'from'];

function unknownChange(error: StructureError, at: Located): Diagnostic | undefined {
  if (at.node.kind !== 'map') return undefined;
  const [first, second] = at.node.entries.map(({ key }) => key);
  if (first === undefined) return empty(error, at);
  const near = nearest(first.text, CHANGES);
  const isNote = second === undefined && near === undefined && !CHANGES.includes(first.text);
  if (isNote) return diagnose('schema/note-is-a-map', at.node.span, { key: first.text });
  return diagnose('schema/unknown-change', first.span, { key: first.text, near });
}

/** What should stand in the place, from the part of the schema that was not met. */
function titleOf({ parentSchema }: StructureError): string {
  return textIn(parentSchema, 'title');
}

function textIn(value: unknown, name: string): string {
  const text = propertyOf(value, name);
  return typeof text === 'string' ? text : 'something else';
}

function objectIn(value: unknown, name: string): object {
  const found = propertyOf(value, name);
  return typeof found === 'object' && found !== null ? found : {};
}

function propertyOf(value: unknown, name: string): unknown {
  if (typeof value !== 'object' || value === null) return undefined;
  return Object.getOwnPropertyDescriptor(value, name)?.value;
}

function keyIn(node: Located['node'], name: unknown, locator: Locator): ScalarNode | undefined {
  return typeof name === 'string' ? locator.entry(node, name)?.key : undefined;
}
