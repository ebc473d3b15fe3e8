import { readdirSync, readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { expect, test } from 'vitest';
import { load } from '../../src/load/index.js';
import { buildModel, shapesOf } from '../../src/model/index.js';

const SCHEMAS = fileURLToPath(new URL('../corpus/nova/schemas/', import.meta.url));

function novaDeclarations() {
  const files = readdirSync(SCHEMAS).map((path) => ({
    path,
    text: readFileSync(SCHEMAS + path, 'utf8'),
  }));
  return load(files);
}

const SETTINGS = { namespace: 'nova', children: 'manifest', propertyNames: 'camelCase' } as const;

test('the 145 files of Nova make a model without a finding', () => {
  const { declarations, findings } = novaDeclarations();
  expect(findings).toEqual([]);
  const t = performance.now();
  const modelled = buildModel(declarations, SETTINGS);
  console.log(performance.now() - t);
  expect(modelled.findings).toEqual([]);
  expect(modelled.model.objects.size).toBe(106);
  expect(modelled.model.enums.size).toBe(39);
  const instance = modelled.model.objects.get('nova/Instance');
  expect(instance && shapesOf(instance).map((shape) => shape.fields.size)).toMatchInlineSnapshot(`
    [
      66,
      67,
      68,
      69,
      70,
      70,
      71,
      72,
    ]
  `);
});
