// The proof of what is written: every entry of every history that we have, forgotten and written again from the two
// shapes beside it, leads back to the same older shapes.

import { describe, expect, test } from 'vitest';
import type { EntryPlan } from '../../../src/evolution/entry/entry-plan.js';
import { removeEntry } from '../../../src/evolution/entry/remove-entry.js';
import { writeEntry } from '../../../src/evolution/entry/write-entry.js';
import { COMPUTE, schemaFiles, withoutStorage } from '../../compute/compute-model.js';
import { SETTINGS } from '../../model/story.js';
import { randomSchemas, SEEDS } from '../../support/random-schemas.js';
import {
  declarationOf,
  planOf,
  rewritten,
  Schemas,
  versionsOf,
  type Historied,
} from './histories.js';

const NOVA = { ...SETTINGS, namespace: 'nova' };

describe('an entry written again says what it said', () => {
  test('in the worked domain', () => {
    expect(
      writtenAgain(new Schemas(withoutStorage(schemaFiles('schemas/compute')), COMPUTE)),
    ).toBeGreaterThan(60);
  });

  test('in the worked domain, where parents record the versions of children', () => {
    const settings = { ...COMPUTE, children: 'cascade' } as const;
    expect(
      writtenAgain(new Schemas(withoutStorage(schemaFiles('schemas/compute')), settings)),
    ).toBeGreaterThan(10);
  });

  test('in Nova', () => {
    expect(
      writtenAgain(new Schemas(schemaFiles('test/corpus/nova/schemas'), NOVA)),
    ).toBeGreaterThan(100);
  });

  test.each(SEEDS)('in random schemas of seed %i', (seed) => {
    const { files, settings } = randomSchemas(seed);
    expect(writtenAgain(new Schemas(files, settings))).toBeGreaterThan(0);
  });
});

/** How many entries were written again, those of a file at once, each to the same shapes. */
function writtenAgain(schemas: Schemas): number {
  let count = 0;
  for (const historied of schemas.historied) {
    const { file, key, declaration, home } = historied;
    const plans = declaration.history.flatMap(
      ({ version }) => planOf(schemas.model, historied, version.value) ?? [],
    );
    const [newest, ...others] = plans;
    // What the settings make a finding of is in no model.
    if (newest === undefined || versionsOf(schemas.model, key) === undefined) continue;
    const all = plans.reduce((text, plan) => rewritten(text, plan, home), file.text);
    expectSameShapes(schemas, historied, all);
    const isNewest = newest.version === declaration.history[0]?.version.value;
    if (isNewest && declaration.history.length > 1) {
      expectSameShapes(schemas, historied, anew(historied, newest));
    }
    count += 1 + others.length;
  }
  return count;
}

function expectSameShapes(
  schemas: Schemas,
  { file, key, declaration }: Historied,
  text: string,
): void {
  const before = versionsOf(schemas.model, key);
  const rule = declaration.kind === 'enum' ? 'unset' : 'hook';
  const settled = schemas.with({ ...file, text }, rule);
  const fresh = settled.findings.filter((finding) => !schemas.findings.includes(finding));
  expect(fresh, settled.text).toEqual([]);
  expect(versionsOf(settled.model, key), settled.text).toBe(before);
}

/** The newest entry taken out and written as a new one; what stays, stays to the last character. */
function anew({ file, declaration, home }: Historied, plan: EntryPlan): string {
  const without = removeEntry(file.text, declaration, plan.version);
  const text = writeEntry(without, declarationOf(without), plan, home);
  const back = removeEntry(text, declarationOf(text), plan.version);
  expect(back).toBe(without);
  expect(writeEntry(text, declarationOf(text), { ...plan, changes: [] }, home)).toBe(text);
  return text;
}
