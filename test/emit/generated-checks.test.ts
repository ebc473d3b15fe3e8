// What generated code lets in: each version's own values and no others, whichever version is the newest.

import { describe, expect, test } from 'vitest';
import type { VersionedObject } from '../../src/runtime/index.js';
import { modelOf } from '../model/story.js';
import { errorOf } from '../runtime/things.js';
import { registryOf } from '../support/generated.js';

const registry = await registryOf(
  'generated-checks',
  modelOf([
    `object: Thing
version: "1.1"
fields:
  note: string?
  size: { type: integer, max: 99 }
  kind: { type: string, pattern: cat|dog }
  title: { type: string, maxLength: 3 }
  secrets: { type: map<integer>, sensitive: true }
  token: { type: string, readOnly: true }
history:
  "1.1":
    - change: note
      was: string
      backport: { whenNull: "" }
    - change: size
      was: { type: integer, max: 9 }
      backport: clamp
  "1.0": First version
`,
  ]),
);

function read(version: string, data: object): VersionedObject {
  return registry.decode({
    'versioned_object.name': 'Thing',
    'versioned_object.namespace': 'test',
    'versioned_object.version': version,
    'versioned_object.data': data,
  });
}

describe('a value', () => {
  test('may be null in the versions that have it, and in no other', () => {
    expect(read('1.1', { note: null }).toJSON()).toEqual({ note: null });
    expect(errorOf(() => read('1.0', { note: null }))).toMatchObject({
      code: 'invalid-value',
      path: 'Thing.note',
    });
  });

  test('is held to the limits of its own version', () => {
    expect(read('1.1', { size: 99 }).toJSON()).toEqual({ size: 99 });
    expect(errorOf(() => read('1.1', { size: 100 })).code).toBe('invalid-value');
    expect(read('1.0', { size: 9 }).toJSON()).toEqual({ size: 9 });
    expect(errorOf(() => read('1.0', { size: 10 })).code).toBe('invalid-value');
  });

  test('must match its pattern as a whole, every alternative of it', () => {
    for (const kind of ['cat', 'dog']) expect(read('1.1', { kind }).toJSON()).toEqual({ kind });
    for (const kind of ['cats', 'hotdog', 'ca', 'cat\n']) {
      expect(errorOf(() => read('1.1', { kind })).code, kind).toBe('invalid-value');
    }
  });

  test('is as long as it has characters', () => {
    expect(read('1.1', { title: '😀😁😂' }).toJSON()).toEqual({ title: '😀😁😂' });
    expect(errorOf(() => read('1.1', { title: '😀😁😂!' })).code).toBe('invalid-value');
  });

  test('of a sensitive field is not told by the error, nor are its keys', () => {
    const error = errorOf(() => read('1.1', { secrets: { hidden: 'secret' } }));
    expect(error).toMatchObject({ path: 'Thing.secrets["***"]', found: '***' });
    expect(`${error.message}${error.stack ?? ''}`).not.toMatch(/hidden|"secret"/);
  });

  test('of a sensitive field is not told when an edit in place made it wrong', () => {
    const made = read('1.1', { secrets: { a: 1 } });
    Object.assign(Reflect.get(made, 'secrets'), { hidden: 'secret' });
    const error = errorOf(() => made.objToPrimitive());
    expect(error).toMatchObject({ code: 'invalid-value', found: '***' });
    expect(error.message).not.toMatch(/hidden|"secret"/);
  });
});

test('a field that may be set once may not be set again', () => {
  const made = read('1.1', {});
  Reflect.set(made, 'token', 'a');
  expect(errorOf(() => Reflect.set(made, 'token', 'b')).code).toBe('read-only');
  expect(made.toJSON()).toEqual({ token: 'a' });
});
