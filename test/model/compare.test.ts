import { expect, test } from 'vitest';
import { compare, type Change, type ChangeKind, type Shape } from '../../src/model/index.js';
import type { StoredShape } from '../../src/model/compare.js';
import { storageMapping } from '../../src/model/storage/mapping.js';
import { objectOf as declared } from '../load/declared.js';
import { modelOf, objectOf } from './story.js';

const BUS = `
enum: Bus
version: "1.1"
values: [ide, nvme]
history:
  "1.1":
    - { add: nvme, backport: ide }
  "1.0": First version
`;

const FLAVOR = `
object: Flavor
version: "1.1"
fields: { id: integer, name: string }
history:
  "1.1":
    - add: name
  "1.0": First version
`;

function shape(fields: string, methods = '{}'): Shape {
  const text = `
object: Thing
version: "1.0"
fields: ${fields}
methods: ${methods}
history: { "1.0": First version }
`;
  return objectOf(modelOf([text, BUS, FLAVOR]), 'test/Thing').shape;
}

/** Every kind of change, with two shapes that differ in just that. */
const DIFFERENCES: Record<ChangeKind, () => readonly [StoredShape, StoredShape]> = {
  'field-added': () => [shape('{ a: integer }'), shape('{ a: integer, f: integer }')],
  'field-removed': () => [shape('{ a: integer, f: integer }'), shape('{ a: integer }')],
  'type-changed': () => [shape('{ f: integer }'), shape('{ f: list<integer> }')],
  'null-allowed': () => [shape('{ f: integer }'), shape('{ f: "integer?" }')],
  'null-refused': () => [shape('{ f: "integer?" }'), shape('{ f: integer }')],
  'enum-changed': () => [shape('{ f: { enum: [a, b] } }'), shape('{ f: { enum: [b, c] } }')],
  'child-version-changed': () => olderAndNewer('Flavor', 'Flavor@1.0'),
  'default-changed': () => [shape('{ f: integer }'), shape('{ f: { type: integer, default: 1 } }')],
  'limits-changed': () => [
    shape('{ f: { type: integer, min: 1, max: 3 } }'),
    shape('{ f: { type: integer, min: 2, max: 4 } }'),
  ],
  'read-only-changed': () => [
    shape('{ f: integer }'),
    shape('{ f: { type: integer, readOnly: true } }'),
  ],
  'sensitive-changed': () => [
    shape('{ f: integer }'),
    shape('{ f: { type: integer, sensitive: true } }'),
  ],
  'doc-changed': () => [shape('{ f: integer }'), shape('{ f: { type: integer, doc: What. } }')],
  'deprecated-changed': () => [
    shape('{ f: { type: integer, deprecated: soon } }'),
    shape('{ f: { type: integer, deprecated: { message: soon, since: "1.0" } } }'),
  ],
  'typescript-name-changed': () => [
    shape('{ f: integer }'),
    shape('{ f: { type: integer, typescriptName: g } }'),
  ],
  'method-added': () => [shape('{ f: integer }'), shape('{ f: integer }', '{ m: {} }')],
  'method-removed': () => [shape('{ f: integer }', '{ m: {} }'), shape('{ f: integer }')],
  'method-changed': () => [
    shape('{ f: integer }', '{ m: { args: { a: integer } } }'),
    shape('{ f: integer }', '{ m: { args: { a: string } } }'),
  ],
  'storage-changed': () => [stored('unique: []'), stored('unique: [[f, g]]')],
  'order-changed': () => [shape('{ f: integer, g: integer }'), shape('{ g: integer, f: integer }')],
};

function stored(storage: string): StoredShape {
  const { storage: said } = declared(`
object: Thing
version: "1.0"
fields: { f: integer, g: integer }
storage: { table: things, key: f, ${storage} }
history: { "1.0": First version }
`);
  const mapping = said && storageMapping(said);
  if (mapping === undefined) throw new Error('it is not stored');
  return { ...shape('{ f: integer, g: integer }'), storage: mapping };
}

function olderAndNewer(type: string, was: string): readonly [Shape, Shape] {
  const text = `
object: Thing
version: "1.1"
fields: { f: ${type} }
history:
  "1.1":
    - { change: f, was: '${was}' }
  "1.0": First version
`;
  const object = objectOf(modelOf([text, BUS, FLAVOR], { children: 'cascade' }), 'test/Thing');
  const [older, newer] = object.shapes;
  if (older === undefined || newer === undefined) throw new Error('no two shapes');
  return [older, newer];
}

const KINDS = Object.keys(DIFFERENCES) as ChangeKind[];

test.each(KINDS)('%s is seen, and nothing else with it', (kind) => {
  const [older, newer] = DIFFERENCES[kind]();
  expect(compare(older, newer).map((change) => change.kind)).toEqual([kind]);
  expect(compare(older, older)).toEqual([]);
});

test('a limit is told to be narrower or wider', () => {
  const [change] = compare(...DIFFERENCES['limits-changed']());
  expect(change).toMatchObject({ narrowed: ['min'], widened: ['max'] });
});

test('an enum at another version is the same type with other values', () => {
  const [change, ...others]: readonly Change[] = compare(
    ...olderAndNewer('set<Bus>', 'set<Bus@1.0>'),
  );
  expect(others).toEqual([]);
  expect(change).toMatchObject({ kind: 'enum-changed', added: ['nvme'], removed: [] });
});

test('of storage each constraint, index and column that differs is told by itself', () => {
  const changes = compare(
    stored('unique: [g], indexes: [[f, g]], columns: { g: numeric }'),
    stored('unique: [[g, f]], indexes: [[f, g]], columns: { g: { column: other } }'),
  );
  expect(changes).toEqual([
    {
      kind: 'storage-changed',
      part: 'column g',
      was: { type: 'numeric' },
      is: { column: 'other' },
    },
    { kind: 'storage-changed', part: 'unique g, f', is: true },
    { kind: 'storage-changed', part: 'unique g', was: true },
  ]);
});

test('storage that is written otherwise and means the same is no change', () => {
  const long = 'columns: { g: { column: g, type: integer } }, indexes: [[g]]';
  expect(compare(stored('indexes: [g]'), stored(long))).toEqual([]);
});

test('what only the older or only the newer is told to be stored by is no change', () => {
  const plain = shape('{ f: integer, g: integer }');
  expect(compare(plain, stored('unique: [g]'))).toEqual([]);
  expect(compare(stored('unique: [g]'), plain)).toEqual([]);
});

test('shapes of two builds of the same schemas do not differ', () => {
  const text = '{ f: { type: "map<set<Bus>>?", default: { a: [ide] } }, g: "(Flavor | Thing)?" }';
  expect(compare(shape(text), shape(text))).toEqual([]);
});
