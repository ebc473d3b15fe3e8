// Laws that cannot fail prove nothing: each of these faults must break one. `npm run verify:faults` seeds all
// of them; here are those of generated code whose objects are quick to go through.

import { spawnSync } from 'node:child_process';
import { resolve } from 'node:path';
import { afterAll, describe, expect, test } from 'vitest';
import { readFaults, type SeededFault } from '../../scripts/verify-faults/faults.mjs';

const ROOT = resolve(import.meta.dirname, '../..');

interface Tried extends SeededFault {
  /** Numbers of the laws that were broken. */
  readonly caught: readonly number[];
  /** How the first failure reads. */
  readonly first?: string;
}

const { stdout, stderr } = spawnSync(
  process.execPath,
  ['scripts/verify-faults.mjs', '--short', '--json'],
  { cwd: ROOT, encoding: 'utf8', maxBuffer: 2 ** 27 },
);
// Nothing was tried where the script could not run; then the first test says why.
const tried = stdout === '' ? [] : (JSON.parse(stdout) as readonly Tried[]);

describe('a fault in generated code is caught by the laws', () => {
  test('many were tried', () => {
    expect(stderr).toBe('');
    expect(tried.length).toBeGreaterThanOrEqual(40);
    expect(tried.length).toBeLessThan(readFaults(ROOT).length);
  });

  test.each(tried.map((fault) => [fault.name, fault] as const))('%s', (_name, fault) => {
    expect(fault.caught.filter((law) => fault.laws.includes(law))).not.toEqual([]);
    expect(fault.first).toContain(`${fault.object} `);
  });
});

afterAll(() => {
  const rows = tried.map(({ name, caught }) => `${name.padEnd(90)} laws ${caught.join(' ')}\n`);
  process.stdout.write(rows.join(''));
});
