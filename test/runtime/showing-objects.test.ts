// What a person may see of an object: everything but what is sensitive, wherever they look.

import { format, inspect } from 'node:util';
import { describe, expect, test } from 'vitest';
import {
  BlockDevice,
  ConsoleToken,
  Instance,
  KeyPair,
  NumaCell,
  registry,
  Volume,
} from '../../generated/index.js';
import {
  isError,
  type VersionedObject,
  VersionedObjectSerializer,
} from '../../src/runtime/index.js';
import { envelope, errorOf, flavor, UUID } from './things.js';

const SECRET = 'hunter2-hunter2-hunter2-hunter2-hunter2';

function withSecrets(): Instance {
  return new Instance({
    uuid: UUID,
    displayName: 'web',
    userData: new TextEncoder().encode(SECRET),
    blockDevices: [
      new BlockDevice({
        source: 'blank',
        connectionInfo: { [SECRET]: SECRET },
        encryptionSecretUuid: UUID,
      }),
    ],
  });
}

const BASE64 = Buffer.from(SECRET).toString('base64');

function expectMasked(text: string): void {
  expect(text).not.toContain(SECRET);
  expect(text).not.toContain(BASE64);
  expect(text).toContain('***');
}

describe('a sensitive value is masked, at any depth,', () => {
  test.each<[string, (object: VersionedObject) => string]>([
    ['by util.inspect', (o) => inspect(o, { depth: 9 })],
    ['in a log line', (o) => format('%o %s %j', o, o, o)],
    ['inside of other data', (o) => inspect({ list: [o] }, { depth: 9 })],
    ['by JSON.stringify', (o) => JSON.stringify({ o })],
    ['by toString', (o) => String(o)],
  ])('%s', (_where, show) => {
    expectMasked(show(withSecrets()));
    expectMasked(show(new KeyPair({ privateKey: SECRET })));
    expectMasked(show(new ConsoleToken({ token: SECRET })));
    expectMasked(show(new Volume({ encryptionKey: new TextEncoder().encode(SECRET) })));
  });

  test('but not on the wire, where the peer needs it', () => {
    expect(JSON.stringify(withSecrets().objToPrimitive())).toContain(BASE64);
  });

  test('and null is shown: that there is no secret is none', () => {
    expect(JSON.stringify(new KeyPair({ privateKey: null }))).toBe('{"privateKey":null}');
  });
});

describe('an error does not repeat a sensitive value', () => {
  test.each<[string, () => unknown]>([
    ['that was assigned', () => new ConsoleToken({ token: SECRET.slice(0, 20) })],
    ['that came over the wire', () => decode({ user_data: `${SECRET}!` })],
    [
      'in a nested object',
      () => decode({ block_devices: [device({ encryption_secret_uuid: SECRET })] }),
    ],
    ['that is a key', () => new BlockDevice({ connectionInfo: { [SECRET]: wrong() } })],
    [
      'that a rule refuses',
      () =>
        new Volume({ encryptionKey: new TextEncoder().encode(SECRET) }).objToPrimitive({
          version: '1.1',
        }),
    ],
    [
      'that a rule refuses in a nested object',
      () => withSecrets().objToPrimitive({ manifest: { Instance: '2.7', BlockDevice: '1.5' } }),
    ],
    ['that is text and no JSON', () => parse(`${SECRET}{`)],
  ])('%s', (_what, run) => {
    const error = errorOf(run);
    const all = `${error.message} ${String(error.stack)} ${JSON.stringify(error)} ${inspect(error)}`;
    for (const secret of [SECRET, SECRET.slice(0, 20), BASE64]) expect(all).not.toContain(secret);
  });

  function decode(data: object): Instance {
    return Instance.objFromPrimitive(envelope('Instance', '2.7', data));
  }

  function device(data: object): object {
    return envelope('BlockDevice', '1.8', data);
  }

  /** What no JSON value may be, past the types. */
  function wrong(): string {
    return JSON.parse('"x"', () => new Date()) as string;
  }

  function parse(text: string): unknown {
    return new VersionedObjectSerializer(registry).parse(text, ConsoleToken);
  }
});

describe('toJSON', () => {
  test('is plain data by property, without envelopes', () => {
    const made = new Instance({
      flavor: flavor(),
      launchedAt: new Date('2026-01-01T00:00:00Z'),
      vmState: null,
    });
    expect(JSON.parse(JSON.stringify(made))).toEqual({
      vmState: null,
      launchedAt: '2026-01-01T00:00:00Z',
      flavor: {
        id: 1,
        name: 'm1.tiny',
        memoryMb: 512,
        extraSpecs: { 'hw:cpu': '2' },
        projects: ['a', 'b'],
      },
    });
  });

  test('shows sets sorted and bigints as text, so that JSON can say them', () => {
    const made = new NumaCell({ cpuset: new Set([10, 9]), pageSizes: new Set([10n, 9n]) });
    expect(JSON.stringify(made)).toBe('{"cpuset":[9,10],"pageSizes":["9","10"]}');
  });

  test('shares nothing with the object', () => {
    const made = flavor();
    Reflect.set(made.toJSON()['extraSpecs'] as object, 'x', 'y');
    expect(made.extraSpecs).toEqual({ 'hw:cpu': '2' });
  });
});

describe('looking at an object', () => {
  test('tells its name and what is set, and leaves out what is not', () => {
    expect(inspect(new Volume({ id: UUID, bootable: true }))).toBe(
      `Volume { id: '${UUID}', bootable: true }`,
    );
    expect(String(new Volume({ id: UUID, bootable: true }))).toBe(
      `Volume(id="${UUID}", bootable=true)`,
    );
  });

  test('changes nothing', () => {
    const made = flavor();
    inspect(made);
    JSON.stringify(made);
    expect(String(made)).toContain('m1.tiny');
    expect(made.objWhatChanged()).toEqual([]);
  });

  test('works for one with nothing set', () => {
    expect(inspect(new Volume())).toBe('Volume {}');
    expect(String(new Volume())).toBe('Volume()');
    expect(JSON.stringify(new Volume())).toBe('{}');
  });
});

describe('errors', () => {
  test('are told apart by code, so that two copies of the package understand each other', () => {
    const error: unknown = errorOf(() => flavor().swap);
    expect(isError(error)).toBe(true);
    expect(isError(error, 'field-unset')).toBe(true);
    expect(isError(error, 'read-only')).toBe(false);
    const fromAnotherCopy = Object.assign(new Error('x'), {
      code: 'field-unset',
      object: 'Flavor',
      path: 'Flavor.swap',
    });
    expect(isError(fromAnotherCopy, 'field-unset')).toBe(true);
    expect(isError(Object.assign(new Error('x'), { code: 'ENOENT' }))).toBe(false);
    expect(isError('field-unset')).toBe(false);
  });
});
