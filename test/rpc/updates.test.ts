// What a method did to its object, told in a map of fields and taken over field by field.

import { describe, expect, test } from 'vitest';
import { Flavor, Instance, Tag } from '../../generated/index.js';
import type { JsonValue } from '../../src/core/json.js';
import { mergedWith, takeOver, updatesBetween } from '../../src/rpc/updates.js';
import { UUID } from './fleet.js';

const TYPE = Instance.$$type;

function plain(instance: Instance): JsonValue {
  return instance.objToPrimitive() as JsonValue;
}

function stored(): Instance {
  const instance = new Instance({ uuid: UUID, host: 'a', tags: [new Tag({ tag: 'blue' })] });
  instance.objResetChanges();
  return instance;
}

describe('told', () => {
  test('are values that are other than before, fields that are gone, and what is still changed', () => {
    const before = stored();
    const after = stored();
    after.displayName = 'web';
    after.objUnset('host');
    expect(updatesBetween(TYPE, plain(before), plain(after))).toEqual({
      display_name: 'web',
      obj_unset: ['host'],
      obj_what_changed: ['display_name'],
    });
    expect(updatesBetween(TYPE, plain(before), plain(before))).toEqual({ obj_what_changed: [] });
  });

  test('are read as a map of fields, and nothing else', () => {
    const sent = plain(stored());
    for (const updates of [null, 7, 'x', [], [['host', 'b']]]) {
      expect(() => mergedWith(TYPE, sent, updates)).toThrow('is told in a map');
    }
    for (const name of ['obj_what_changed', 'obj_unset']) {
      for (const names of [7, { a: 1 }, [7], [['host']], ['host', null]]) {
        expect(() => mergedWith(TYPE, sent, { [name]: names })).toThrow('a list of names');
      }
    }
  });

  test('never show what a long answer holds', () => {
    const long = { obj_unset: [['x'.repeat(100_000)]] };
    try {
      mergedWith(TYPE, plain(stored()), long);
    } catch (error) {
      expect(String(error).length).toBeLessThan(300);
      return;
    }
    expect.unreachable();
  });

  test('keep what nobody spoke of, and the name that the object has', () => {
    const updates = JSON.parse(
      '{"host":"b","__proto__":{"x":1},"obj_unset":["tags"]}',
    ) as JsonValue;
    const merged = mergedWith(TYPE, plain(stored()), updates) as Record<string, object>;
    expect(merged['versioned_object.name']).toBe('Instance');
    expect(Object.keys(merged['versioned_object.data'] ?? {}).sort()).toEqual([
      '__proto__',
      'host',
      'uuid',
    ]);
  });
});

describe('taken over', () => {
  const over = (before: Instance, after: Instance, object = before.objClone()): Instance => {
    takeOver(object, before, after);
    return object;
  };

  test('nothing is changed that was not, and what is still changed stays so', () => {
    const after = stored();
    expect(over(stored(), after).objWhatChanged()).toEqual([]);
    after.host = 'b';
    expect(over(stored(), after).objWhatChanged()).toEqual(['host']);
    after.objResetChanges();
    const taken = over(stored(), after);
    expect([taken.host, taken.objWhatChanged()]).toEqual(['b', []]);
  });

  test('what both say alike stays the very object that it was, settled inside', () => {
    const before = stored();
    const [tag] = before.tags;
    if (tag === undefined) throw new Error('there is no tag');
    tag.tag = 'green';
    const after = before.objClone();
    after.objResetChanges();
    takeOver(before, before.objClone(), after);
    expect(before.tags[0]).toBe(tag);
    expect(tag.objWhatChanged()).toEqual([]);
  });

  test('what was not sent and did not come stays', () => {
    const object = stored();
    object.flavor = new Flavor({ name: 'm1' });
    const taken = over(stored(), stored(), object);
    expect(taken.flavor.name).toBe('m1');
  });
});
