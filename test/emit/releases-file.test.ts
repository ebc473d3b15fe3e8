// The releases in generated code: a process is pinned to one by its name, so the names must be the very ones
// of the file, and all files around them must stay as they would be without.

import { format } from 'prettier';
import { expect, test } from 'vitest';
import { emit, type EmittedFile, type Release } from '../../src/emit/index.js';
import { computeModel } from '../compute/compute-model.js';
import { complaints } from '../support/compiler.js';
import { SETTINGS, templates } from '../support/generated.js';

const { model } = computeModel();

function filesWith(releases: readonly Release[]): ReadonlyMap<string, string> {
  const input = { model, releases, settings: SETTINGS, templates: templates() };
  return new Map(emit(input).map(({ path, text }: EmittedFile) => [path, text]));
}

const HOSTILE = [
  '__proto__',
  'constructor',
  '2026',
  '2026.10',
  'a b',
  'with "quotes"',
  "it's",
  'é𝒳',
];

test('names that mean something to JavaScript are names of releases like any other', async () => {
  const versions = [
    { name: 'Flavor', version: '1.1' },
    { name: 'os_vif/VIF', version: '2.0' },
    { name: '__proto__', version: '1.0' },
  ];
  const text = filesWith(HOSTILE.map((name) => ({ name, versions }))).get('releases.ts') ?? '';
  expect(await format(text, { parser: 'typescript' })).toBe(text);
  expect(complaints({ 'test/output/releases-hostile/releases.ts': text })).toEqual([]);
  const url = `data:text/javascript,${encodeURIComponent(text.replace('} as const', '}'))}`;
  const { releases } = (await import(/* @vite-ignore */ url)) as { releases: object };
  expect(Object.keys(releases).sort()).toEqual([...HOSTILE].sort());
  for (const one of Object.values(releases) as object[]) {
    expect(Object.entries(one)).toEqual(versions.map(({ name, version }) => [name, version]));
  }
});

test('a release of nothing, and of one object, are in the style of all others', async () => {
  const releases = [
    { name: 'empty', versions: [] },
    { name: 'one', versions: [{ name: 'Flavor', version: '1.0' }] },
  ];
  const text = filesWith(releases).get('releases.ts') ?? '';
  expect(await format(text, { parser: 'typescript' })).toBe(text);
  expect(text).toContain('  empty: {},\n  one: {\n    Flavor: "1.0",\n  },\n');
});

test('without a release there is no file of them, and the index names none', () => {
  const without = filesWith([]);
  expect(without.has('releases.ts')).toBe(false);
  expect(without.get('index.ts')).not.toContain('releases');
  const added = filesWith([{ name: 'a', versions: [] }]);
  expect(added.get('index.ts')).toContain('export * from "./releases.js";\n');
  const changed = [...added].filter(([path, text]) => without.get(path) !== text);
  expect(changed.map(([path]) => path)).toEqual(['index.ts', 'releases.ts']);
});
