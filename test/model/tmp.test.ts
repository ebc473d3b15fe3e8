import { readdirSync, readFileSync } from 'node:fs';
import { test } from 'vitest';
import { load } from '../../src/load/index.js';
import { buildModel } from '../../src/model/index.js';
import { CATALOGUE } from '../../src/diagnostics/catalogue.js';
test('x', () => {
  const seen = new Set<string>();
  const out: string[] = [];
  for (const s of readdirSync('test/cases/broken')) {
    const files = readdirSync('test/cases/broken/' + s).filter((n) => n.endsWith('.yaml')).map((path) => ({ path, text: readFileSync(`test/cases/broken/${s}/${path}`, 'utf8') }));
    const l = load(files);
    const m = buildModel(l.declarations, { namespace: 'test', children: s.includes('child') ? 'cascade' : 'manifest', propertyNames: 'camelCase' });
    for (const f of [...l.findings, ...m.findings]) { seen.add(f.code); if (/^(model|history)/.test(f.code)) out.push(`${f.code}: ${f.message}\n      → ${f.cure}`); }
  }
  console.log(out.join('\n'));
  console.log(Object.keys(CATALOGUE).filter((c) => /^(yaml|schema|model|history)/.test(c) && !seen.has(c)));
});
