import { test } from 'vitest';
import { format } from 'prettier';
import { writeFileSync, mkdirSync, rmSync } from 'node:fs';
import { emitted } from '../support/generated.js';
import { randomSchemas } from '../support/random-schemas.js';
import { computeModel } from '../compute/compute-model.js';
import { novaWithRules } from '../corpus/nova-corpus.js';
import type { Model } from '../../src/model/index.js';
test('x', async () => {
  rmSync('/tmp/pt', { recursive: true, force: true });
  mkdirSync('/tmp/pt', { recursive: true });
  let bad = 0, all = 0;
  const one = async (seed: string, model: Model, s = {}) => {
    let files; try { files = emitted(model, s); } catch (e) { console.log(seed, String(e), (e as Error).stack); return; }
    for (const f of files) {
      all++;
      let p; try { p = await format(f.text, { parser: 'typescript' }); } catch (e) { writeFileSync(`/tmp/pt/${seed}-${f.path}`, f.text); console.log(seed, f.path, String(e).slice(0, 300)); continue; }
      if (p !== f.text) { bad++; writeFileSync(`/tmp/pt/${seed}-${f.path}`, f.text); writeFileSync(`/tmp/pt/${seed}-${f.path}.p`, p); }
    }
  };
  const [a, b] = (process.env.N ?? '1-20').split('-').map(Number);
  for (let seed = a!; seed <= b!; seed++) {
    const { model, settings } = randomSchemas(seed);
    await one(String(seed), model, { propertyNames: settings.propertyNames });
  }
  if (process.env.REAL) { await one('compute', computeModel().model); await one('nova', novaWithRules().model); }
  console.log('bad', bad, 'of', all);
});
