// Schemas that nobody thought of, and values of them: what generated code makes of these is what the
// interpreter of histories makes of them, or a user's schema will be the first to show a fault.

import { mkdirSync, writeFileSync } from 'node:fs';
import { describe, expect, test } from 'vitest';
import type { ValueRule } from '../../src/model/index.js';
import { type Domain, expectObjectAgrees } from '../support/agreement.js';
import { registryOf } from '../support/generated.js';
import { randomHookFiles, randomHooks } from '../support/random-hooks.js';
import { type RandomSchemas, randomSchemas, SEEDS } from '../support/random-schemas.js';

const schemas = SEEDS.map((seed) => ({ seed, ...randomSchemas(seed) }));

describe.each(schemas)('random schemas (seed $seed)', ({ seed, model, settings }) => {
  test('cross to every version as their histories say', async () => {
    const folder = `test/output/random-${seed}/hooks`;
    mkdirSync(folder, { recursive: true });
    for (const [path, text] of Object.entries(randomHookFiles(model, '../generated'))) {
      writeFileSync(`${folder}/${path}`, text);
    }
    const { propertyNames } = settings;
    const registry = await registryOf(`random-${seed}/generated`, model, { propertyNames });
    const hooks = randomHooks(model);
    const domain: Domain = {
      name: `seed ${seed}`,
      model,
      registry,
      prefix: 'versioned_object',
      hooks,
      comparesPlaces: false,
    };
    for (const object of model.objects.values()) expectObjectAgrees(domain, object);
  });
});

// A run of fewer may miss some.
test.runIf(SEEDS.length >= 12)('random schemas use every change and every rule', () => {
  const used = new Set(schemas.flatMap(rulesIn));
  expect(EVERY_RULE.filter((rule) => !used.has(rule))).toEqual([]);
});

const EVERY_RULE = [
  'add backport drop',
  'add backport hook',
  'add backport into',
  'add backport refuse',
  'add upgrade copy',
  'add upgrade from',
  'add upgrade hook',
  'add upgrade unset',
  'add upgrade value',
  'carry convert first',
  'carry convert parse',
  'carry convert round',
  'carry convert set',
  'carry else',
  'carry hook',
  'carry limits clamp',
  'carry limits refuse',
  'carry members',
  'carry values',
  'carry whenEmpty',
  'carry whenNull',
  'remove backport copy',
  'remove backport from',
  'remove backport hook',
  'remove backport refuse',
  'remove backport unset',
  'remove backport value',
  'remove upgrade drop',
  'remove upgrade hook',
  'remove upgrade into',
  'remove upgrade refuse',
  'replace',
];

function rulesIn({ model }: Pick<RandomSchemas, 'model'>): readonly string[] {
  const steps = [...model.objects.values()].flatMap(({ steps }) => steps);
  return steps
    .flatMap(({ changes }) => changes)
    .flatMap((change): readonly string[] => {
      if (change.kind === 'replace') return ['replace'];
      if (change.kind !== 'carry') {
        return [
          `${change.kind} backport ${change.backport.kind}`,
          `${change.kind} upgrade ${change.upgrade.kind}`,
        ];
      }
      return [change.backport, change.upgrade].flatMap(({ hook, ...rule }) => [
        ...Object.entries(rule).map(([key, value]) => `carry ${key}${nameOf(value)}`),
        ...(hook ? ['carry hook'] : []),
      ]);
    });
}

/** A conversion's name, or what becomes of a value outside the limits. */
function nameOf(value: ValueRule[keyof ValueRule]): string {
  if (typeof value === 'string') return ` ${value}`;
  return typeof value === 'object' && 'refuse' in value ? ' refuse' : '';
}
