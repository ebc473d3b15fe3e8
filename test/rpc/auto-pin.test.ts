// A pin that is asked of the live services, who now and then cannot be asked.

import { expect, test } from 'vitest';
import { registry } from '../../generated/index.js';
import { AutoPin, pinnedTo } from '../../src/rpc/index.js';

test('services that could not be asked once are asked again', async () => {
  let asked = 0;
  const pin = new AutoPin({
    registry,
    services: () => {
      asked += 1;
      if (asked === 1) return Promise.reject(new Error('no database'));
      return Promise.resolve([{ service: 'a', manifest: { Flavor: '1.0' }, reportedAt: 0 }]);
    },
  });
  await expect(pin.current()).rejects.toThrow('no database');
  expect(pin.manifest).toBeUndefined();
  expect(pin.explain('Flavor')).toBe('no service was asked yet');
  expect(await pin.current()).toEqual({ Flavor: '1.0' });
});

test('what is known stays while a refresh fails, for a caller that asks for no more', async () => {
  let isUp = true;
  const pin = new AutoPin({
    registry,
    services: () =>
      isUp
        ? Promise.resolve([{ service: 'a', manifest: { Flavor: '1.0' }, reportedAt: 0 }])
        : Promise.reject(new Error('no database')),
  });
  await pin.refresh();
  isUp = false;
  await expect(pin.refresh()).rejects.toThrow('no database');
  expect(pin.manifest).toEqual({ Flavor: '1.0' });
});

test('a pin of a release says nothing of names that every map has', () => {
  const pin = pinnedTo('2025.2', { Flavor: '1.0' });
  expect(pin.explain('constructor')).toBe('2025.2 does not name constructor');
  expect(Object.isFrozen(pin.manifest)).toBe(true);
});
