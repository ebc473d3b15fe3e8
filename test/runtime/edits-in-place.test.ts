// An edit in place goes past the setters, so it is checked when the object is written: a peer gets
// canonical values, or its sender an error that says where.

import { describe, expect, test } from 'vitest';
import { type Registry, type VersionedObject } from '../../src/runtime/index.js';
import { modelOf } from '../model/story.js';
import { registryOf } from '../support/generated.js';
import { Flavor, Instance, Volume } from '../../generated/index.js';
import { dataOf, envelope, errorOf, flavor, OTHER_UUID, UUID, volume } from './things.js';

const registry: Registry = await registryOf(
  'edits-in-place',
  modelOf([
    `
object: Things
version: "1.0"
fields:
  times: list<datetime>
  days: map<datetime?>
  ids: list<uuid>
  owners: map<list<uuid>>
  blobs: list<bytes>
  numbers: set<bigint>
  nets: set<cidr>
  ratios: list<float>
  any: list<json>
  secrets: { type: map<list<integer>>, sensitive: true }
history: { "1.0": First version }
`,
  ]),
);

const DATA = {
  times: ['2026-01-01T00:00:00Z'],
  days: { a: '2026-01-01T00:00:00Z', b: null },
  ids: [UUID],
  owners: { a: [UUID] },
  blobs: ['AQID'],
  numbers: ['5'],
  nets: ['10.0.0.0/8'],
  ratios: [1.5],
  any: [{ a: 1 }],
};

function things(): VersionedObject {
  return registry.decode(envelope('Things', '1.0', DATA, { namespace: 'test' }));
}

/** What stands in a field, past the types: these edits are the ones that types would stop. */
function held(object: VersionedObject, property: string): Held {
  return Reflect.get(object, property) as Held;
}

/** A list, a set or a map, whichever it is. */
type Held = unknown[] & Set<unknown> & Record<string, unknown>;

describe('a value of the wrong type is refused when the object is written', () => {
  test.each<[string, (o: VersionedObject) => void, string]>([
    ['text among times', (o) => held(o, 'times').push('soon'), 'Things.times[1]'],
    ['an invalid Date', (o) => (held(o, 'times')[0] as Date).setTime(NaN), 'Things.times[0]'],
    ['a number where a time may be null', (o) => (held(o, 'days')['b'] = 5), 'Things.days["b"]'],
    ['an array among bytes', (o) => held(o, 'blobs').push([1]), 'Things.blobs[1]'],
    ['a number among bigints', (o) => held(o, 'numbers').add(6), 'Things.numbers[1]'],
    ['undefined in a list', (o) => held(o, 'ids').push(undefined), 'Things.ids[1]'],
    [
      'a list that became something else',
      (o) => (held(o, 'owners')['a'] = 'x'),
      'Things.owners["a"]',
    ],
    ['NaN', (o) => held(o, 'ratios').push(NaN), 'Things.ratios[1]'],
    ['a function in JSON', (o) => held(o, 'any').push(() => 1), 'Things.any[1]'],
  ])('%s', (_what, change, path) => {
    const object = things();
    change(object);
    expect(errorOf(() => object.objToPrimitive())).toMatchObject({ code: 'invalid-value', path });
  });

  test('in a nested object too, with the path from the root', () => {
    const made = new Instance({ flavor: flavor() });
    (made.flavor.projects as unknown[]).push(5);
    expect(errorOf(() => made.objToPrimitive())).toMatchObject({
      code: 'invalid-value',
      path: 'Instance.flavor.projects[2]',
    });
  });

  test('an object of another class in a list of objects', () => {
    const made = new Instance({ tags: [] });
    (made.tags as unknown[]).push(flavor());
    expect(errorOf(() => made.objToPrimitive())).toMatchObject({
      code: 'unsupported-object',
      path: 'Instance.tags[0]',
    });
  });
});

describe('a value in another form is written in the canonical one', () => {
  test.each<[string, (o: VersionedObject) => void, string, unknown]>([
    [
      'a UUID in capitals',
      (o) => held(o, 'ids').push(OTHER_UUID.toUpperCase()),
      'ids',
      [UUID, OTHER_UUID],
    ],
    [
      'one in a list in a map',
      (o) => (held(o, 'owners')['a'] as string[]).push(OTHER_UUID.toUpperCase()),
      'owners',
      { a: [UUID, OTHER_UUID] },
    ],
    [
      'text for a time',
      (o) => held(o, 'times').push('2026-01-01T02:00:00+02:00'),
      'times',
      ['2026-01-01T00:00:00Z', '2026-01-01T00:00:00Z'],
    ],
    ['−0', (o) => held(o, 'ratios').push(-0), 'ratios', [1.5, 0]],
  ])('%s', (_what, change, name, wanted) => {
    const object = things();
    change(object);
    expect(dataOf(object.objToPrimitive())[name]).toEqual(wanted);
    expect(object.objWhatChanged()).toEqual([name]);
  });

  test('two forms of one member of a set are one member', () => {
    const made = volume();
    made.attachments.add(UUID.toUpperCase());
    expect(dataOf(made.objToPrimitive())['attachments']).toEqual([UUID]);
  });

  test('for an older peer as well', () => {
    const made = new Volume({ attachments: new Set([UUID]) });
    made.attachments.add(OTHER_UUID.toUpperCase());
    expect(dataOf(made.objToPrimitive({ version: '1.5' }))['attachments']).toEqual([
      UUID,
      OTHER_UUID,
    ]);
  });
});

test('no container of a copy, nor what stands in it, is shared with the original', () => {
  const made = things();
  const before = made.objToPrimitive();
  const copy = made.objClone();
  (held(copy, 'times')[0] as Date).setTime(0);
  (held(copy, 'owners')['a'] as string[]).pop();
  (held(copy, 'blobs')[0] as Uint8Array)[0] = 9;
  (held(copy, 'any')[0] as Record<string, unknown>)['a'] = 2;
  held(copy, 'numbers').clear();
  expect(copy.objWhatChanged()).toEqual(['times', 'owners', 'blobs', 'numbers', 'any']);
  expect(made.objToPrimitive()).toEqual(before);
  expect(made.objWhatChanged()).toEqual([]);
});

test('a sensitive map tells neither its values nor its keys', () => {
  const error = errorOf(() => Reflect.set(things(), 'secrets', { 'a"b\\': [1, 'x'] }));
  expect(error).toMatchObject({ path: 'Things.secrets["***"][1]', found: '***' });
});

test('what was never handed out is written as it was checked', () => {
  const made = Flavor.objFromPrimitive(envelope('Flavor', '1.1', { projects: ['a'] }));
  expect(dataOf(made.objToPrimitive())).toEqual({ projects: ['a'] });
});
