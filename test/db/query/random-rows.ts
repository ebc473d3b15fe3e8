// Rows of all labels, as a fleet in the middle of upgrades leaves them: made and changed by processes of different
// pins, with every state of every field among them.

import { openStore, type Database } from '../../../src/db/index.js';
import type { Manifest } from '../../../src/core/envelope.js';
import type { Registry, VersionedObject } from '../../../src/runtime/index.js';
import { define } from '../../../src/runtime/wire.js';

export type Random = () => number;

/** https://en.wikipedia.org/wiki/Lehmer_random_number_generator */
export function randomFrom(seed: number): Random {
  let state = seed % 2147483647 || 1;
  return () => (state = (state * 48271) % 2147483647) / 2147483647;
}

export function pick<T>(random: Random, from: readonly T[]): T {
  // There is one for every index below the length, be it undefined.
  return from[Math.floor(random() * from.length)] as T;
}

/** Few values of each field, so that conditions meet; `undefined` leaves it unset. */
export const VALUES: Readonly<Record<string, readonly unknown[]>> = {
  title: [undefined, null, '', 'a', 'ab', 'b', 'Ä', '\u{1F600}', "'; drop table boxes; --", '%_\\'],
  state: [undefined, 'ready', 'away', 'gone'],
  size: [undefined, 0, 1, 2, 9007199254740991],
  weight: [undefined, null, -1.5, 0, 2.25],
  big: [undefined, '0', '12', '-3', '123456789012345678901234567890'],
  seen_at: [
    undefined,
    null,
    '2024-01-02T03:04:05Z',
    '2024-01-02T03:04:05.500Z',
    '0001-01-01T00:00:00Z',
  ],
  photo: [undefined, null, '', 'AAE='],
  is_open: [undefined, true, false],
  nickname: [undefined, null, 'n', 'm'],
  origin: [undefined, 'unknown', 'here', 'there'],
  ports: [undefined, null, [], [1, 1]],
  tags: [undefined, [], ['x']],
};

function randomBox(random: Random, registry: Registry, code: string): VersionedObject {
  const data: Record<string, unknown> = { code };
  for (const [name, values] of Object.entries(VALUES)) {
    const value = pick(random, values);
    if (value !== undefined) define(data, name, value);
  }
  const type = registry.find('Box');
  if (type === undefined) throw new Error('there is no Box');
  return registry.decode(type.wire.seal('Box', 'test', type.version, data, Object.keys(data)));
}

/** Fills the table; gives how many rows there are. */
export async function fillRandomly(
  random: Random,
  database: Database,
  registry: Registry,
  pins: readonly Manifest[],
  count: number,
): Promise<void> {
  const stores = await Promise.all(
    pins.map((pin) => openStore({ database, registry, pin: () => pin })),
  );
  for (let n = 0; n < count; n++) {
    const box = randomBox(random, registry, `code-${n}`);
    await pick(random, stores).create(box);
    while (random() < 0.5) {
      const other = randomBox(random, registry, `code-${n}`);
      for (const name of Object.keys(VALUES)) {
        const field = box.$$type.fields.find((one) => one.name === name);
        const value = field && other.$$value(field);
        if (field === undefined || value === undefined || random() < 0.6) continue;
        Reflect.set(box, field.property, Reflect.get(other, field.property));
      }
      await pick(random, stores).save(box);
    }
  }
}
