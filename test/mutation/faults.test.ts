// The seeded faults are only worth something while they can be seeded: `npm run mutate` does that, this sees
// that it still could.

import { resolve } from 'node:path';
import { describe, expect, test } from 'vitest';
import { problemsOf, readFaults } from '../../scripts/mutate/faults.mjs';

const ROOT = resolve(import.meta.dirname, '../..');
const faults = readFaults(ROOT);

/** What every part of the product that could lose data must have faults of. */
const AREAS = [
  ...[
    'adopt',
    'core',
    'db',
    'emit',
    'interpret',
    'ledger',
    'load',
    'model',
    'plan',
    'rpc',
    'runtime',
    'transport',
  ],
];

describe('the seeded faults', () => {
  test('all have their place in the code, once, and tests that should show them', () => {
    expect(problemsOf(ROOT, faults)).toEqual([]);
  });

  test('are many, and of every area, or a hole in the tests would stay unseen', () => {
    expect(faults.length).toBeGreaterThanOrEqual(150);
    expect([...new Set(faults.map(({ area }) => area))].sort()).toEqual(AREAS);
  });

  test('have a few among them that every CI run seeds, of each area', () => {
    const short = faults.filter((fault) => fault.short);
    expect([...new Set(short.map(({ area }) => area))].sort()).toEqual(AREAS);
  });

  test('are told apart by their names', () => {
    const names = faults.map(({ area, name }) => `${area}: ${name}`);
    expect(names.filter((name, i) => names.indexOf(name) !== i)).toEqual([]);
  });
});

test('a fault whose text is gone, or stands there twice, is told and not passed over', () => {
  const [fault] = faults;
  if (fault === undefined) throw new Error('no fault');
  const problems = problemsOf(ROOT, [
    { ...fault, find: 'no such text' },
    { ...fault, find: 'const' },
    { ...fault, tests: ['test/none.test.ts'] },
    { ...fault, put: fault.find },
  ]);
  expect(problems.map((problem) => problem.slice(`${fault.area}: ${fault.name}: `.length))).toEqual(
    [
      `its text stands 0 times in ${fault.file}, not once`,
      expect.stringMatching(/^its text stands \d+ times in /),
      'there is no test/none.test.ts',
      'it changes nothing',
    ],
  );
});
