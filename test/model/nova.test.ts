import { expect, test } from 'vitest';
import { load } from '../../src/load/index.js';
import { buildModel, manifestOf, treeOf } from '../../src/model/index.js';
import { schemaFiles } from '../compute/compute-model.js';
import { objectOf, SETTINGS } from './story.js';

const loaded = load(schemaFiles('test/corpus/nova/schemas'));
const { model, findings } = buildModel(loaded.declarations, { ...SETTINGS, namespace: 'nova' });

test('the 145 files of Nova make a model without a finding', () => {
  expect([...loaded.findings, ...findings]).toEqual([]);
  expect([model.objects.size, model.enums.size]).toEqual([106, 39]);
});

test('each older version of an instance has lost what came later', () => {
  const counts = objectOf(model, 'nova/Instance').shapes.map(({ fields }) => fields.size);
  expect(counts).toEqual([66, 67, 68, 69, 70, 70, 71, 72]);
});

test('an object’s tree ends where it meets itself again', () => {
  const instance = objectOf(model, 'nova/Instance');
  const names = treeOf(model, instance).map(({ name }) => name);
  expect(new Set(names).size).toBe(names.length);
  expect(manifestOf(model, instance)).toMatchObject({ Instance: '2.7', Flavor: '1.2' });
});
