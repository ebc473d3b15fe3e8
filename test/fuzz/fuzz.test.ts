// A short run of what `npm run fuzz` does for longer: always the same cases.

import { beforeAll, describe, expect, test } from 'vitest';
import { novaModel } from '../corpus/nova-corpus.js';
import { registryOf } from '../support/generated.js';
import { campaign } from './campaign.js';
import type { Target } from './case.js';
import { computeDomain, novaDomain } from './domain.js';
import { schemaTexts } from './schema-texts.js';
import { targetsOf } from './targets/index.js';

const SEED = 20261123;
const CASES = 5000;

describe('whatever comes in', () => {
  let targets: readonly Target[];

  beforeAll(async () => {
    const registry = await registryOf('fuzz-nova', novaModel().model, { prefix: 'nova_object' });
    const nova = novaDomain(registry);
    targets = targetsOf({ compute: computeDomain(), nova, schemas: schemaTexts() });
  });

  test.each([
    ['arbitrary', 'values where primitives should be'],
    ['primitive', 'primitives with wrong places'],
    ['primitive-of-code', 'primitives with what no JSON has'],
    ['nova-vector', "Nova's own primitives with wrong places"],
    ['json-text', 'damaged JSON'],
    ['schema-file', 'damaged schema files'],
    ['schema-project', 'damaged schemas among whole ones'],
    ['schema-long', 'schemas that repeat themselves'],
    ['settings', 'damaged settings and releases'],
    ['lock', 'damaged locks'],
    ['request', 'damaged lines for convert'],
    ['scalar', 'texts that are nearly types and scalars'],
  ])('%s: %s end in a result or in an error of ours', (name) => {
    const target = targets.find((one) => one.name === name);
    const cases = ((target?.share ?? 0) * CASES) / 1000;
    expect(cases).toBeGreaterThan(0);
    expect(target && campaign(target, SEED, 0, cases)).toBeUndefined();
  });

  test('every target has its turn here', () => {
    expect(targets).toHaveLength(12);
    expect(targets.reduce((sum, { share }) => sum + share, 0)).toBe(1000);
  });
});
