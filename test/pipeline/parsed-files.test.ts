// What earlier runs parsed is what a new parsing would give, and is used only for the very same file.

import { readdirSync, readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { load, type SourceFile } from '../../src/load/index.js';
import { parsedFiles } from '../../src/pipeline/parsed-files.js';
import { sealedCache } from '../../src/pipeline/sealed.js';
import { memoryCache, type MemoryCache } from '../support/memory-host.js';

const FOLDERS = ['schemas', 'test/corpus/nova/schemas'];
const FILES = FOLDERS.flatMap((folder) =>
  readdirSync(folder, { recursive: true, encoding: 'utf8' })
    .filter((name) => name.endsWith('.yaml') && !name.includes('lock'))
    .map((name) => ({
      path: `${folder}/${name}`,
      text: readFileSync(`${folder}/${name}`, 'utf8'),
    })),
);

const TAG =
  'object: Tag\nversion: "1.0"\nfields:\n  id: integer\nhistory:\n  "1.0": First version\n';

const knownIn = (cache: MemoryCache, program = 'a') => parsedFiles(sealedCache(cache, program));

function read(files: readonly SourceFile[], cache: MemoryCache, program?: string) {
  const known = knownIn(cache, program);
  const loaded = load(files, known);
  known.keep();
  return loaded;
}

describe('files that were parsed before', () => {
  it('are read as if they were parsed anew, every file with every place in it', () => {
    const cache = memoryCache();
    const first = read(FILES, cache);
    expect(first.findings).toEqual([]);
    const known = knownIn(cache);
    expect(FILES.filter((file) => known.get(file) === undefined)).toEqual([]);
    expect(load(FILES, known)).toStrictEqual(load(FILES));
    expect(first).toStrictEqual(load(FILES));
  });

  it('are forgotten with another text, another path, or another program', () => {
    const cache = memoryCache();
    const file = { path: 'schemas/tag.yaml', text: TAG };
    read([file], cache);
    expect(knownIn(cache).get(file)).toBeDefined();
    expect(knownIn(cache).get({ ...file, text: `${TAG}\n` })).toBeUndefined();
    expect(knownIn(cache).get({ ...file, path: 'schemas/label.yaml' })).toBeUndefined();
    expect(knownIn(cache, 'b').get(file)).toBeUndefined();
  });

  it.each([
    ['an error', TAG.replace('integer', 'whole number')],
    ['a warning alone', TAG.replace('"1.0"\n', '1.0\n')],
    ['broken YAML', `${TAG}  - ]`],
  ])('are not kept with %s: it is told at every run', (_, text) => {
    const cache = memoryCache();
    const file = { path: 'schemas/tag.yaml', text };
    const { findings } = read([file], cache);
    expect(findings).not.toEqual([]);
    expect(read([file], cache).findings).toEqual(findings);
    expect(knownIn(cache).get(file)).toBeUndefined();
  });

  it.each([
    ['cut off', (text: string) => text.slice(0, -20)],
    ['changed', (text: string) => text.replace('integer', 'string')],
    ['emptied', () => ''],
  ])('are parsed anew where the cache was %s', (_, damage) => {
    const cache = memoryCache();
    const file = { path: 'schemas/tag.yaml', text: TAG };
    const first = read([file], cache);
    for (const [name, text] of cache.entries) cache.write(name, damage(text));
    expect(knownIn(cache).get(file)).toBeUndefined();
    expect(read([file], cache)).toStrictEqual(first);
  });

  it('are written again only for more than a tenth that is new, and without what is gone', () => {
    const cache = memoryCache();
    const numbered = Array.from({ length: 20 }, (_, i) => ({
      path: `schemas/tag${i}.yaml`,
      text: TAG.replace('Tag', `Tag${i}`),
    }));
    const [gone, ...left] = numbered;
    read(numbered, cache);
    const written = [...cache.entries];
    const added = (count: number) =>
      Array.from({ length: count }, (_, i) => ({ path: `schemas/new${i}.yaml`, text: TAG }));
    read([...numbered, ...added(2)], cache);
    expect([...cache.entries]).toEqual(written);
    read([...left, ...added(4)], cache);
    expect(knownIn(cache).get({ path: 'schemas/new3.yaml', text: TAG })).toBeDefined();
    expect(gone && knownIn(cache).get(gone)).toBeUndefined();
  });
});
