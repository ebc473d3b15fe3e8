// Every law is broken once by code that does what the law forbids, and is heard; else a user would trust a
// judge that sleeps.

import { describe, expect, test } from 'vitest';
import type { JsonValue } from '../../../src/core/json.js';
import { LAW } from '../../../src/diagnostics/catalogue/law.js';
import { formatVersion } from '../../../src/core/version.js';
import type { Outcome } from '../../../src/testing/laws/outcome.js';
import type { Subject } from '../../../src/testing/laws/subject.js';
import { findingOf } from '../../../src/testing/verify/index.js';
import { PREFIX } from '../../interpret/story.js';
import { editing, verifyTampered } from './tampered.js';

type Cross = Subject['cross'];

/** Only what is brought to this version of the root is tampered with. */
function to(
  label: string,
  tamper: (outcome: Outcome) => Outcome,
): (real: Subject) => { cross: Cross } {
  return (real) => ({
    cross: (primitive, goal) => {
      const outcome = real.cross(primitive, goal);
      const isMeant = goal !== 'newest' && 'root' in goal && formatVersion(goal.root) === label;
      return isMeant ? tamper(outcome) : outcome;
    },
  });
}

const label = (value: JsonValue): unknown => Reflect.get(Object(value), `${PREFIX}.version`);

const BROKEN: Readonly<Record<string, (real: Subject) => Partial<Subject>>> = {
  valid: to('1.0', (outcome) => editing(outcome, (data) => (data['title'] = 'left over'))),
  composed: (real) => ({
    step: (primitive, version) => {
      const outcome = real.step(primitive, version);
      const isLong = label(primitive) === '1.3' && version === '1.0';
      return isLong ? editing(outcome, (data) => (data['id'] = 7)) : outcome;
    },
  }),
  upgradable: (real) => ({
    cross: (primitive, goal) => {
      const outcome = real.cross(primitive, goal);
      const isUp = goal === 'newest' && label(primitive) === '1.2';
      return isUp ? editing(outcome, (data) => (data['note'] = 'made up')) : outcome;
    },
  }),
  thereAndBack: (real) => ({
    step: (primitive, version) => {
      const outcome = real.step(primitive, version);
      const isUp = label(primitive) === '1.0' && version === '1.1';
      return isUp ? editing(outcome, (data) => delete data['id']) : outcome;
    },
  }),
  backAndThere: (real) => ({
    step: (primitive, version) => {
      const outcome = real.step(primitive, version);
      const isDown = label(primitive) === '1.3' && version === '1.2';
      return isDown ? editing(outcome, (data) => delete data['id']) : outcome;
    },
  }),
  changes: to('1.0', (outcome) => {
    if (outcome.kind !== 'value') return outcome;
    const bare = Object.entries(mapOf(outcome.primitive)).filter(
      ([key]) => key !== `${PREFIX}.changes`,
    );
    return { ...outcome, primitive: Object.fromEntries(bare) as JsonValue };
  }),
  pure: (real) => ({
    cross: (primitive, goal) => {
      const outcome = real.cross(primitive, goal);
      if (goal === 'newest')
        delete (Reflect.get(Object(primitive), `${PREFIX}.data`) as { id?: number }).id;
      return outcome;
    },
  }),
  bounded: (real) => ({
    cross: (primitive, goal) =>
      // The root alone goes where the whole tree should.
      goal !== 'newest' && 'manifest' in goal
        ? real.step(primitive, lower(String(label(primitive)), goal.manifest['compute/Host'] ?? ''))
        : real.cross(primitive, goal),
  }),
  identity: to('1.2', (outcome) => editing(outcome, (data) => delete data['state'])),
  undeclaredLoss: to('1.2', (outcome) =>
    outcome.kind === 'value'
      ? { ...outcome, losses: outcome.losses.map((loss) => ({ ...loss, kind: 'clamp' as const })) }
      : outcome,
  ),
  unreachableRule: to('1.2', (outcome) =>
    outcome.kind === 'value' ? { ...outcome, losses: [] } : outcome,
  ),
};

function mapOf(value: unknown): Readonly<Record<string, unknown>> {
  return value as Readonly<Record<string, unknown>>;
}

function lower(a: string, b: string): string {
  return a < b ? a : b;
}

describe('code that breaks a law is caught by that law', () => {
  test.each(Object.entries(BROKEN))('%s', async (kind, tamper) => {
    const { failures } = await verifyTampered(tamper);
    expect(failures.map((failure) => failure.kind)).toContain(kind);
    const failure = failures.find((one) => one.kind === kind);
    expect(failure?.object).toBe('Host');
    expect(failure?.place.file).toMatch(/^schemas\/file-[01]\.yaml$/);
  });

  test('and what is sound breaks none', async () => {
    const report = await verifyTampered(() => ({}), ['Host', 'Disk']);
    expect(report.failures).toEqual([]);
    expect(report.losses.seen).toBe(report.losses.declared);
    expect(report).toMatchObject({ objects: 2, pairs: 20, unmet: [], closed: [] });
    expect(report.checks).toBeGreaterThan(2_000);
  });

  test('and every code of the catalogue is told of some failure', async () => {
    const reports = await Promise.all(
      Object.values(BROKEN).map((tamper) => verifyTampered(tamper)),
    );
    const codes = new Set(
      reports.flatMap(({ failures }) => failures).map((f) => findingOf(f).code),
    );
    // Values that are not valid come of schemas that no generator could satisfy.
    codes.add('law/no-value');
    expect([...codes].sort()).toEqual(Object.keys(LAW).sort());
  });
});

describe('what is told of a failure', () => {
  test('is the smallest value, and the line of the schema that it leads to', async () => {
    const { failures } = await verifyTampered((real) => ({
      cross: (primitive, goal) => {
        const outcome = real.cross(primitive, goal);
        const isDown = goal !== 'newest' && 'root' in goal;
        return isDown ? editing(outcome, (data) => delete data['name']) : outcome;
      },
    }));
    const failure = failures.find((one) => one.kind === 'valid' && one.to === '1.0');
    expect(failure?.value).toMatchObject({ [`${PREFIX}.data`]: { title: '' } });
    expect(Object.keys(mapOf(mapOf(failure?.value)[`${PREFIX}.data`]))).toEqual(['title']);
    expect(failure?.expected).toContain('"name":""');
    expect(failure?.place.line).toBe(17);
    expect(failure?.others).toBeGreaterThan(5);
  });

  test('is the same at the same seed', async () => {
    const tamper = BROKEN['valid'] ?? (() => ({}));
    const [one, other] = [await verifyTampered(tamper), await verifyTampered(tamper)];
    expect(one).toEqual(other);
  });
});
