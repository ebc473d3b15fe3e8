import { readdirSync, readFileSync } from 'node:fs';
import { expect, test } from 'vitest';
import { HISTORY } from '../../src/diagnostics/catalogue/history.js';
import { MODEL } from '../../src/diagnostics/catalogue/model.js';

const BROKEN = 'test/cases/broken';

test('every code about models and histories has a schema that provokes it', () => {
  const provoked = readdirSync(BROKEN)
    .map((story) => readFileSync(`${BROKEN}/${story}/expected.json`, 'utf8'))
    .join('\n');
  const codes = [...Object.keys(MODEL), ...Object.keys(HISTORY)];
  expect(codes.filter((code) => !provoked.includes(`"${code}"`))).toEqual([]);
});
