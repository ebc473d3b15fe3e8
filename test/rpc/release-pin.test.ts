// A process is pinned to a release by its name. One that is not there must stop it, before it writes what nobody reads.

import { expect, test } from 'vitest';
import { Flavor, Instance, releases } from '../../generated/index.js';
import { isRpcError, pinnedToRelease, releaseNamed, supports } from '../../src/rpc/index.js';

function thrownBy(act: () => unknown): unknown {
  try {
    return act();
  } catch (error) {
    return error;
  }
}

test('a pin by name writes what that release speaks, and says so', () => {
  const pin = pinnedToRelease(releases, '2025.2');
  expect(pin.manifest).toMatchObject({ Flavor: '1.0', Instance: '2.3' });
  expect(supports(pin, Flavor, 'foobars')).toBe(false);
  expect(supports(pinnedToRelease(releases, '2026.1'), Flavor, 'foobars')).toBe(true);
  expect(pin.explain('Flavor')).toContain('pinned to 2025.2');
  const flavor = new Flavor({ name: 'm1', foobars: ['a'] });
  const options = pin.manifest === undefined ? {} : { manifest: pin.manifest };
  expect(flavor.objToPrimitive(options)).toMatchObject({ 'versioned_object.version': '1.0' });
  expect(new Instance({}).objToPrimitive(options)).toMatchObject({
    'versioned_object.version': '2.3',
  });
});

test('the name of a setting is one of those that there are, or the error lists them', () => {
  expect(pinnedToRelease(releases, releaseNamed(releases, '2026.1')).manifest).toMatchObject({
    Flavor: '1.1',
  });
  for (const name of ['2026.2', '', '__proto__', 'constructor', 'toString']) {
    const error = thrownBy(() => releaseNamed(releases, name));
    expect(isRpcError(error, 'unknown-release')).toBe(true);
    expect(String(error)).toContain('2025.2, 2026.1');
  }
});

test('a retired release is none to be pinned to', () => {
  const error = thrownBy(() => releaseNamed(releases, '2025.1'));
  expect(isRpcError(error, 'unknown-release')).toBe(true);
});

test('a long text of a setting is not shown in full', () => {
  expect(String(thrownBy(() => releaseNamed(releases, 'x'.repeat(10_000)))).length).toBeLessThan(
    400,
  );
});
