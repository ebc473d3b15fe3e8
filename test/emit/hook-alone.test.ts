// A hook where the types alone would carry the value: its step must not be taken for one that does nothing.

import { mkdirSync, writeFileSync } from 'node:fs';
import { resolve } from 'node:path';
import { describe, expect, test } from 'vitest';
import { hookName } from '../../src/emit/index.js';
import { modelOf, twoVersions } from '../model/story.js';
import { registryOf } from '../support/generated.js';

const [older, newer] = [
  { major: 1, minor: 0 },
  { major: 1, minor: 1 },
];

const folder = resolve('test/output/hook-alone-hooks');
mkdirSync(folder, { recursive: true });
writeFileSync(
  `${folder}/thing.ts`,
  `export function ${hookName('upgrade', newer)}(far, near) {
  if (near.size !== undefined) far.size = near.size * 1024;
}
export function ${hookName('backport', older)}(far, near) {
  if (near.size !== undefined) far.size = Math.ceil(near.size / 1024);
}
`,
);

const registry = await registryOf(
  'hook-alone',
  modelOf([
    twoVersions(
      'size: { type: integer, max: 9999999 }',
      '- { change: size, was: { type: integer, max: 99 }, backport: hook, upgrade: hook }',
    ),
  ]),
  { hooksFolder: '../hook-alone-hooks' },
);

function thing(version: string, size: number): object {
  return {
    'versioned_object.name': 'Thing',
    'versioned_object.namespace': 'test',
    'versioned_object.version': version,
    'versioned_object.data': { size },
  };
}

describe('a hook that changes the unit of a number', () => {
  test('is run when an object is read from the older version', () => {
    expect(registry.decode(thing('1.0', 3)).toJSON()).toEqual({ size: 3072 });
  });

  test('is run when an object is written for an older peer', () => {
    const made = registry.decode(thing('1.1', 3072));
    expect(made.objToPrimitive({ version: '1.0' })).toEqual(thing('1.0', 3));
  });

  test('is run for plain data, both ways', () => {
    expect(registry.upgrade(thing('1.0', 3)).primitive).toEqual(thing('1.1', 3072));
    expect(registry.backport(thing('1.1', 3000), { to: '1.0' }).primitive).toEqual(thing('1.0', 3));
  });
});
