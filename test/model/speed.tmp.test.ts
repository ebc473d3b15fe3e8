import { test } from 'vitest';
import { schemaFiles } from '../compute/compute-model.js';
import { load } from '../../src/load/index.js';
import { buildModel } from '../../src/model/index.js';
test('speed', () => {
  const { declarations } = load(schemaFiles('test/corpus/nova/schemas'));
  for (let i = 0; i < 6; i++) {
    const t = performance.now();
    const m = buildModel(declarations, { namespace: 'nova', children: 'manifest', propertyNames: 'camelCase' });
    console.log('model', performance.now() - t, m.findings.length);
  }
  const compute = load(schemaFiles('schemas/compute'));
  const m = buildModel(compute.declarations, { namespace: 'compute', children: 'manifest', propertyNames: 'camelCase' });
  console.log(compute.findings.length, m.findings.map((f) => `${f.span?.file}:${f.span?.line}:${f.span?.column} ${f.code} ${f.message}`).join('\n'));
});
