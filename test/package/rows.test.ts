// The package is tried in a few of all combinations: these are the ones that leave no two things untried together.

import { expect, it } from 'vitest';
import { missingPairs, ROWS, SHORT, VALUES } from '../../scripts/package-matrix/rows.mjs';

it('any two things that a user may combine are tried together', () => {
  expect(missingPairs(ROWS)).toEqual([]);
});

it('the short matrix tries everything once', () => {
  for (const column of ['node', 'load', 'typescript', 'resolution'] as const) {
    expect(new Set(SHORT.map((row) => row[column]))).toEqual(new Set(VALUES[column]));
  }
});

it('a pair that is missing would be told', () => {
  const without = ROWS.filter(({ node, load }) => node !== '26' || load !== 'esm');
  expect(missingPairs(without)).toContain('node 26, load esm');
});
