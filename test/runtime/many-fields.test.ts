// Changes are kept thirty fields to a word: the fields at the seams must be like all others.

import { expect, test } from 'vitest';
import { modelOf } from '../model/story.js';
import { registryOf } from '../support/generated.js';
import { partOf } from './things.js';

const NAMES = Array.from({ length: 95 }, (_, i) => `f${i}`);

const registry = await registryOf(
  'many-fields',
  modelOf([
    `object: Large\nversion: "1.0"\nfields:\n${NAMES.map((name) => `  ${name}: integer\n`).join('')}history: { "1.0": First version }\n`,
  ]),
);

function large(data: Readonly<Record<string, number>> = {}, changes?: readonly string[]) {
  return registry.decode({
    'versioned_object.name': 'Large',
    'versioned_object.namespace': 'test',
    'versioned_object.version': '1.0',
    'versioned_object.data': data,
    ...(changes === undefined ? {} : { 'versioned_object.changes': changes }),
  });
}

test.each(NAMES)('a change of %s is one of this field, and of no other', (name) => {
  const made = large();
  Reflect.set(made, name, 1);
  expect(made.objWhatChanged()).toEqual([name]);
  expect(partOf(made.objToPrimitive(), 'changes')).toEqual([name]);
  made.objResetChanges();
  expect(made.objWhatChanged()).toEqual([]);
});

test('each of many received changes is kept, and none is made up', () => {
  const data = Object.fromEntries(NAMES.map((name, i) => [name, i]));
  expect(large(data, NAMES).objWhatChanged()).toEqual(NAMES);
  const some = NAMES.filter((_, i) => i % 29 === 1);
  const made = large(data, some);
  expect(made.objWhatChanged()).toEqual(some);
  expect(partOf(made.objToPrimitive(), 'changes')).toEqual(some);
});
