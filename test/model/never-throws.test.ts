// Whatever is written, a mistake ends as a finding: real schemas with random damage, and none may be thrown at.

import { readdirSync } from 'node:fs';
import fc from 'fast-check';
import { expect, test } from 'vitest';
import { load, type SourceFile } from '../../src/load/index.js';
import { buildModel } from '../../src/model/index.js';
import { schemaFiles } from '../compute/compute-model.js';
import { SETTINGS } from './story.js';

const BROKEN = 'test/cases/broken';

function sources(): readonly (readonly SourceFile[])[] {
  const broken = readdirSync(BROKEN).map((story) => schemaFiles(`${BROKEN}/${story}`));
  return [schemaFiles('schemas/compute'), ...broken];
}

const WORDS = /[\w@?<>|.-]+/g;

test('no damage to a schema makes the compiler throw, and every finding has its place', () => {
  const all = sources();
  const words = [...new Set(all.flat().flatMap(({ text }) => text.match(WORDS) ?? []))];
  const damage = fc.record({
    source: fc.nat(all.length - 1),
    file: fc.nat(),
    at: fc.nat(),
    word: fc.constantFrom(...words),
    other: fc.nat(),
    children: fc.constantFrom('manifest', 'cascade'),
  });
  fc.assert(
    fc.property(damage, ({ source, file, at, word, other, children }) => {
      const files = all[source] ?? [];
      const damaged = files.map((one, index) =>
        index === file % files.length
          ? { ...one, text: replaceWord(one.text, at, word, other) }
          : one,
      );
      const { declarations, findings } = load(damaged);
      const modelled = buildModel(declarations, { ...SETTINGS, children });
      for (const { span, message } of [...findings, ...modelled.findings]) {
        expect(span, message).toBeDefined();
      }
    }),
    { numRuns: 400, seed: 20261122 },
  );
});

/** One word of the text replaced by another word, or by one that the text has elsewhere. */
function replaceWord(text: string, at: number, word: string, other: number): string {
  const found = [...text.matchAll(WORDS)];
  const target = found[at % found.length];
  if (target === undefined) return text;
  const near = found[other % found.length]?.[0] ?? word;
  const substitute = other % 3 === 0 ? word : near;
  return text.slice(0, target.index) + substitute + text.slice(target.index + target[0].length);
}
