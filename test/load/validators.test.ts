import { execFileSync } from 'node:child_process';
import { readFileSync } from 'node:fs';
import { expect, it } from 'vitest';

it('the compiled validators say what the JSON Schemas say, so that editor and compiler agree', () => {
  expect(() =>
    execFileSync(process.execPath, ['scripts/build-validators.mjs', '--check'], { stdio: 'pipe' }),
  ).not.toThrow();
});

it('the compiled validators import nothing, so that no run pays for a schema compiler', () => {
  const text = readFileSync('src/load/validators/structure.js', 'utf8');
  expect(text).not.toMatch(/\brequire\(|^import /m);
});
