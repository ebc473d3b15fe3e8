import { test } from 'vitest';
import { format } from 'prettier';
import { writeFileSync, mkdirSync } from 'node:fs';
import { computeModel } from '../compute/compute-model.js';
import { novaWithRules } from '../corpus/nova-corpus.js';
import { emitted } from '../support/generated.js';
test('x', async () => {
  mkdirSync('/tmp/pt', { recursive: true });
  let bad = 0;
  for (const m of [computeModel().model, novaWithRules().model]) {
    for (const f of emitted(m)) {
      const p = await format(f.text, { parser: 'typescript' });
      if (p !== f.text) { bad++; writeFileSync(`/tmp/pt/${f.path}`, f.text); writeFileSync(`/tmp/pt/${f.path}.p`, p); }
    }
  }
  console.log('bad', bad);
});
