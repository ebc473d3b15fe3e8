// The worked domain's own upgrades: what is promised of them in its schemas must hold for the code of its
// releases.

import { expect, test } from 'vitest';
import { rehearse } from '../../../src/testing/rehearsal/index.js';
import { codeOf, hooks, model, releaseNamed } from './worked-domain.js';

/** The command's test rehearses the newest two; all three at once take a minute, with BACKLEVEL_PLANS=all. */
const ALL = [
  { names: ['2025.1', '2025.2'], states: 17, mixes: 11, cases: 1 },
  { names: ['2025.1', '2025.2', '2026.1'], states: 62, mixes: 30, cases: 0 },
];
const PLANS = process.env['BACKLEVEL_PLANS'] === 'all' ? ALL : ALL.slice(0, 1);

test.each(PLANS)(
  'nothing breaks on the way over $names',
  async ({ names, states, mixes, cases }) => {
    const report = await rehearse({
      model,
      prefix: 'versioned_object',
      hooks,
      releases: names.map(releaseNamed),
      load: codeOf,
      seed: 1,
      cases,
    });
    expect(report.breaks).toEqual([]);
    expect(report).toMatchObject({ states, asked: 0, store: { isRehearsed: true, mixes } });
    expect(report.exchanges).toBeGreaterThan(5000);
    const refused = report.refusals.map(({ field, from, to }) => `${field}, ${from} to ${to}`);
    if (names.includes('2026.1')) {
      expect(refused).toContain('Instance.trusted_certs, 2026.1 to 2025.2');
      expect(refused).toContain('Port.vnic, 2026.1 to 2025.2');
    }
    const pins = report.guards.find(({ guard }) => guard.name === 'pins-until-all-are-new');
    expect(pins?.breaking).toBe(pins?.states);
  },
);
