import { readdirSync, readFileSync } from 'node:fs';
import { expect, test } from 'vitest';
import { HISTORY } from '../../src/diagnostics/catalogue/history.js';
import { MODEL } from '../../src/diagnostics/catalogue/model.js';
import { STORAGE } from '../../src/diagnostics/catalogue/storage.js';

const CASES = ['test/cases/broken', 'test/cases/gate'];

test('every code about models, histories and storage has schemas that provoke it', () => {
  const provoked = CASES.flatMap((folder) =>
    readdirSync(folder).map((story) => readFileSync(`${folder}/${story}/expected.json`, 'utf8')),
  ).join('\n');
  const codes = [MODEL, HISTORY, STORAGE].flatMap((area) => Object.keys(area));
  expect(codes.filter((code) => !provoked.includes(`"${code}"`))).toEqual([]);
});
