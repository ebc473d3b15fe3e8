// Tests and programs that the documents show are run as a reader would run them.

import { readdirSync, readFileSync } from 'node:fs';
import { expect, test } from 'vitest';
import { runExamples, runFragments } from './support/documented.js';

test.each([
  ['docs/testing.md', { 'laws.ts': 1, 'peer.ts': 3 }],
  ['docs/rpc.md', { 'calls.ts': 2 }],
  ['docs/database.md', { 'store.ts': 1 }],
])('a reader can copy the examples of %s', async (path, wanted) => {
  const printed = await runExamples(path);
  const passed = [...printed].map(([name, out]) => [name, Number(/pass (\d+)/.exec(out)?.[1])]);
  expect(Object.fromEntries(passed)).toEqual(wanted);
});

test.each([
  ['docs/objects.md', 4],
  ['docs/rpc.md', 2],
  ['docs/database.md', 3],
])('a reader can copy the few lines that %s shows', async (path, count) => {
  expect(await runFragments(path)).toBe(count);
});

test('no TypeScript of the documents is run by nobody', () => {
  const pages = readdirSync('docs').filter((name) => name.endsWith('.md'));
  const loose = pages.flatMap((name) => {
    const page = readFileSync(`docs/${name}`, 'utf8');
    const blocks = [
      ...page.matchAll(/^(-->\n\n)?```(?:ts|js|typescript|javascript)\b(.*)\n(.*)/gm),
    ];
    return blocks
      .filter(([, given, info = '', first = '']) => {
        return given === undefined && info === '' && !/^\/\/ (?:example|file): /.test(first);
      })
      .map(([, , , first]) => `${name}: ${first ?? ''}`);
  });
  expect(loose).toEqual([]);
});
