import { describe, expect, test } from 'vitest';
import { jsonSchemaOf } from '../../src/emit/json-schema.js';
import type { Model, ObjectModel } from '../../src/model/index.js';
import { createJudges } from '../../src/testing/shape-schema.js';
import {
  createRandom,
  randomPrimitive,
  systematicPrimitives,
} from '../../src/testing/values/index.js';
import { modelOf, PREFIX, wire } from '../interpret/story.js';
import type { Data } from '../interpret/story.js';

const model = modelOf([
  `object: Node
version: "1.1"
fields:
  name: { type: string, pattern: "[a-z]{1,3}", deprecated: use id }
  size: { type: "integer?", min: 0, max: 9, default: 3 }
  tags: set<string>
  next: Node?
  others: map<list<(Node | Leaf)>>
  at: datetime
  big: bigint
  constructor: string
history:
  "1.1":
    - add: size
  "1.0": First version
`,
  `object: Leaf
version: "1.0"
fields:
  body: json
  mode: { enum: [a, b], nullable: true }
history:
  "1.0": First version
`,
]);
const node = objectNamed(model, 'Node');
const judges = await createJudges(model, { prefix: PREFIX });
const newest = { major: 1, minor: 1 };
const oldest = { major: 1, minor: 0 };

function objectNamed(of: Model, name: string): ObjectModel {
  const object = of.objects.get(`compute/${name}`);
  if (object === undefined) throw new Error(`no ${name}`);
  return object;
}

describe('the schema of a shape', () => {
  test('refuses what is not of that version, at any depth', () => {
    const judge = judges(node, newest);
    const older = judges(node, oldest);
    expect(judge(wire('Node 1.1', { size: 3 }))).toEqual([]);
    expect(older(wire('Node 1.0', { size: 3 }))).not.toEqual([]);
    expect(older(wire('Node 1.1', {}))).not.toEqual([]);
    expect(judge(wire('Node 1.1', { next: wire('Node 1.0', { size: 3 }) }))).not.toEqual([]);
    expect(judge(wire('Node 1.1', { next: wire('Node 1.1', { size: 3 }) }))).toEqual([]);
    expect(judge(wire('Node 1.1', { others: { k: [wire('Leaf 1.0', { mode: null })] } }))).toEqual(
      [],
    );
  });

  test.each<{ data: Data; wrong: string }>([
    { data: { name: 'ABC' }, wrong: 'pattern' },
    { data: { size: 10 }, wrong: 'limit' },
    { data: { size: 1.5 }, wrong: 'type' },
    { data: { tags: ['a', 'a'] }, wrong: 'set' },
    { data: { at: '2024-01-01T00:00:00+01:00' }, wrong: 'canonical form' },
    { data: { at: '2024-01-01T00:00:00.000Z' }, wrong: 'canonical form' },
    { data: { big: '007' }, wrong: 'canonical form' },
    { data: { big: 7 }, wrong: 'type' },
    { data: { toString: 'x' }, wrong: 'unknown field' },
    { data: { constructor: 1 }, wrong: 'type' },
    { data: JSON.parse('{"__proto__":"x"}') as Data, wrong: 'unknown field' },
    { data: { next: {} }, wrong: 'envelope' },
  ])('refuses $data: a wrong $wrong', ({ data }) => {
    const judge = judges(node, newest);
    expect(judge(wire('Node 1.1', data))).not.toEqual([]);
  });

  test('bounds nested objects to the versions that are allowed', async () => {
    const allowed = (): readonly (typeof oldest)[] => [oldest];
    const judge = (await createJudges(model, { prefix: PREFIX, allowed }))(node, newest);
    expect(judge(wire('Node 1.1', { next: wire('Node 1.0', {}) }))).toEqual([]);
    expect(judge(wire('Node 1.1', { next: wire('Node 1.1', {}) }))).not.toEqual([]);
  });

  test('bears what people want to know of a field', () => {
    const schema = JSON.stringify(jsonSchemaOf(model, node, newest, { prefix: PREFIX }));
    expect(schema).toContain('"default":3');
    expect(schema).toContain('"deprecated":true');
  });
});

describe('values made from a shape', () => {
  test('are valid at every version, hostile names and cycles included', () => {
    for (const version of node.versions) {
      const judge = judges(node, version);
      const random = createRandom(11);
      for (let i = 0; i < 300; i++) {
        const made = randomPrimitive(model, node, version, random);
        expect(made && judge(made.primitive), JSON.stringify(made)).toEqual([]);
      }
      for (const { about, primitive } of systematicPrimitives(model, node, version)) {
        expect(judge(primitive), about).toEqual([]);
      }
    }
  });

  test('keep to a manifest, which allows any mix of what is not newer', () => {
    const random = createRandom(12);
    const labels = new Set<string>();
    for (let i = 0; i < 300; i++) {
      const made = randomPrimitive(model, node, { Node: '1.1', Leaf: '1.0' }, random);
      const found = JSON.stringify(made).matchAll(/"versioned_object.version":"([^"]+)"/g);
      labels.add([...found].map(([, label]) => label).join(' '));
    }
    expect([...labels].some((all) => all.includes('1.0 1.1') || all.includes('1.1 1.0'))).toBe(
      true,
    );
    expect(randomPrimitive(model, node, { Leaf: '1.0' }, random)).toBeUndefined();
  });

  test('leave no field and no state out', () => {
    const seen = new Set<string>();
    for (const { primitive } of systematicPrimitives(model, node, newest)) {
      const text = JSON.stringify(primitive);
      for (const name of node.shape.fields.keys()) {
        if (text.includes(`"${name}":`)) seen.add(name);
        if (text.includes(`"${name}":null`)) seen.add(`${name} null`);
      }
      if (text.includes('"size":9')) seen.add('edge');
    }
    expect(seen).toContain('size null');
    expect(seen).toContain('next null');
    expect(seen).toContain('edge');
    for (const name of node.shape.fields.keys()) expect(seen).toContain(name);
  });

  test('own up to a pattern that nothing was found for', () => {
    const odd = modelOf([
      `object: Odd
version: "1.0"
fields:
  name: { type: string, pattern: "(?<=x)y" }
history:
  "1.0": First version
`,
    ]);
    const random = createRandom(1);
    const unmet = new Set<string>();
    for (let i = 0; i < 20; i++) {
      const made = randomPrimitive(odd, objectNamed(odd, 'Odd'), oldest, random);
      for (const field of made?.unmet ?? []) unmet.add(field);
    }
    expect([...unmet]).toEqual(['Odd.name']);
  });
});
