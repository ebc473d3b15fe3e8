// What a process writes while the fleet is mixed, why, and when it may not take part at all.

import { describe, expect, test } from 'vitest';
import { Flavor, Instance, registry } from '../../generated/index.js';
import {
  assertMayStart,
  AutoPin,
  isRpcError,
  leastOf,
  pinnedTo,
  type ServiceReport,
  supports,
} from '../../src/rpc/index.js';

function reported(
  service: string,
  manifest: Record<string, string>,
  reportedAt = 0,
): ServiceReport {
  return { service, manifest, reportedAt };
}

describe('the least of the live services', () => {
  test('has for each name the oldest version by number, and only names that all have', () => {
    const least = leastOf([
      reported('a', { Flavor: '1.10', Tag: '1.0', Instance: '2.7' }),
      reported('b', { Flavor: '1.9', Instance: '2.10' }),
    ]);
    expect(least).toEqual({ Flavor: '1.9', Instance: '2.7' });
    expect(leastOf([])).toEqual({});
  });

  test('is asked anew when it is too old, once for all who ask, and says why', async () => {
    let now = 10_000;
    let asked = 0;
    const pin = new AutoPin({
      registry,
      now: () => now,
      timeToLiveMs: 5_000,
      services: () => {
        asked++;
        return Promise.resolve([
          reported('api-1', { Flavor: '1.1' }, 9_000),
          reported('compute-17', { Flavor: asked === 1 ? '1.0' : '1.1' }, 6_000),
        ]);
      },
    });
    expect(pin.manifest).toBeUndefined();
    const [one, two] = await Promise.all([pin.current(), pin.current()]);
    expect([one, two]).toEqual([{ Flavor: '1.0' }, { Flavor: '1.0' }]);
    expect(asked).toBe(1);
    expect(pin.explain('Flavor')).toBe('Flavor is at 1.0: compute-17 reported it 4 s ago');
    expect(pin.explain('Tag')).toBe('api-1 does not speak Tag');
    now += 4_999;
    await pin.current();
    expect(asked).toBe(1);
    now += 1;
    expect(await pin.current()).toEqual({ Flavor: '1.1' });
  });
});

test('business code learns whether a field may be used yet', () => {
  const old = pinnedTo('2025.2', { Flavor: '1.0', Instance: '2.6' });
  expect(supports(old, Flavor, 'foobars')).toBe(false);
  expect(supports(old, Flavor, 'name')).toBe(true);
  expect(supports(old, Instance, 'trustedCerts')).toBe(false);
  expect(supports(old, Instance, 'oldFlavors')).toBe(true);
  expect(supports(pinnedTo('later', { Flavor: '1.9' }), Flavor, 'foobars')).toBe(true);
  expect(supports(pinnedTo('none', {}), Flavor, 'name')).toBe(false);
  expect(supports({ manifest: undefined }, Flavor, 'foobars')).toBe(true);
  expect(old.explain('Flavor')).toContain('pinned to 2025.2');
});

describe('a process starts', () => {
  test('only if it reads what the fleet writes', () => {
    assertMayStart(registry, { writes: [reported('a', { Flavor: '1.0', Unknown: '9.9' })] });
    const refused = (): void => {
      assertMayStart(registry, { writes: [reported('compute-9', { Flavor: '1.2' })] });
    };
    expect(refused).toThrow('compute-9 already writes Flavor 1.2');
    try {
      refused();
    } catch (error) {
      expect(isRpcError(error, 'may-not-start')).toBe(true);
    }
  });

  test('only if it is not older than what is supported', () => {
    const start = (oldest: string): void => {
      assertMayStart(registry, { writes: [], oldestSupported: { Flavor: oldest } });
    };
    start('1.1');
    expect(() => {
      start('1.2');
    }).toThrow('it is too old');
  });
});
