import { readdirSync, readFileSync } from 'node:fs';
import { expect, it } from 'vitest';
import { load } from '../../src/load/index.js';

const FOLDER = 'test/corpus/nova/schemas';
const files = readdirSync(FOLDER).map((path) => ({
  path,
  text: readFileSync(`${FOLDER}/${path}`, 'utf8'),
}));

it("all of Nova's 106 objects and 39 enums are read, and nothing in them is called a mistake", () => {
  const { declarations, findings } = load(files);
  expect(findings).toEqual([]);
  const count = (kind: string) => declarations.filter((declared) => declared.kind === kind).length;
  expect({ objects: count('object'), enums: count('enum') }).toEqual({ objects: 106, enums: 39 });
  expect(declarations.some(({ isIncomplete }) => isIncomplete)).toBe(false);
});

it('every entry of every file is in what was read', () => {
  const { declarations } = load(files);
  for (const [index, declaration] of declarations.entries()) {
    const written = files[index]?.text.match(/^ {2}"\d+\.\d+":/gm)?.length;
    const read = declaration.kind === 'mixin' ? 0 : declaration.history.length;
    expect([declaration.name.value, read]).toEqual([declaration.name.value, written]);
    const adds =
      files[index]?.text.match(/^ {4}- (?:add|remove|rename|change|replace):/gm)?.length ?? 0;
    const changes =
      declaration.kind === 'mixin' ? [] : declaration.history.flatMap((e) => e.changes);
    expect([declaration.name.value, changes.length]).toEqual([declaration.name.value, adds]);
  }
});
