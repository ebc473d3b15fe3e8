// Lists, sets and maps of any type. Decoding keeps the parsed container where nobody else holds it.

import type { Codec, Nested, ObjectTest } from './codec.js';
import { atElement, bad } from './fault.js';
import { compareMembers } from './set-order.js';
import { define, isData } from './wire.js';

/** Runs a check for each element; a fault learns the element's place on its way out. */
function each<T>(
  list: readonly unknown[],
  path: string,
  into: unknown[],
  check: (element: unknown) => T,
): T[] {
  let i = 0;
  try {
    for (; i < list.length; i++) into[i] = check(list[i]);
  } catch (error) {
    throw atElement(error, path, i);
  }
  // Every place was written by `check`.
  return into as T[];
}

/** Lists: arrays in memory and on the wire. */
export function list<T>(element: Codec<T>): Codec<T[]> {
  const { someObject, types, cross } = element;
  return {
    decode(value, path, at) {
      if (!Array.isArray(value)) return bad(path, 'a list', value);
      return each(value, path, at.adopts ? value : [], (v) => element.decode(v, path, at));
    },
    encode: (value, to) => value.map((v) => element.encode(v, to)),
    check(value, path, at) {
      if (!Array.isArray(value)) return bad(path, 'a list', value);
      return each(value, path, [], (v) => element.check(v, path, at));
    },
    assign(value, path) {
      if (!Array.isArray(value)) return bad(path, 'a list', value);
      return each(value, path, [], (v) => element.assign(v, path));
    },
    settle(value, path, at) {
      if (!Array.isArray(value)) return bad(path, 'a list', value);
      return each(value, path, value, (v) => element.settle(v, path, at));
    },
    equals: (a, b) => a.length === b.length && a.every((v, i) => same(element, v, b[i])),
    copy: (value) => value.map((v) => element.copy(v)),
    remember: (value) => value.map((v) => element.remember(v)),
    altered: (value, memory) =>
      !Array.isArray(memory) ||
      !Array.isArray(value) ||
      memory.length !== value.length ||
      value.some((v, i) => element.altered(v, memory[i])),
    plain: (value) => value.map((v) => element.plain(v)),
    ...(someObject === undefined
      ? {}
      : {
          someObject: (value: T[], test: ObjectTest) => {
            for (const v of value) if (someObject(v, test)) return true;
            return false;
          },
        }),
    ...(types === undefined ? {} : { types }),
    ...(cross === undefined
      ? {}
      : {
          cross: (value: unknown, path: string, x: Nested) =>
            Array.isArray(value)
              ? value.map((v, i) => cross(v, `${path}[${i}]`, x))
              : bad(path, 'a list', value),
        }),
  };
}

function same<T>(element: Codec<T>, a: T, b: T | undefined): boolean {
  return b !== undefined && element.equals(a, b);
}

/** A set is an array on the wire, sorted by value, each once. Its elements are compared by what they are on the wire. */
export function set<T>(element: Codec<T>): Codec<Set<T>> {
  const read = (value: unknown, path: string, check: (element: unknown) => T): Set<T> => {
    if (!Array.isArray(value)) return bad(path, 'a list of set members', value);
    return value.length === 0 ? new Set() : new Set(each(value, path, [], check));
  };
  const hasAll = (a: ReadonlySet<unknown>, b: ReadonlySet<unknown>): boolean => {
    if (a.size !== b.size) return false;
    for (const v of a) if (!b.has(v)) return false;
    return true;
  };
  return {
    decode: (value, path, at) => read(value, path, (v) => element.decode(v, path, at)),
    encode: (value, to) =>
      value.size === 0 ? [] : sorted([...value], (v) => element.encode(v, to)),
    check(value, path, at) {
      if (!Array.isArray(value)) return bad(path, 'a list of set members', value);
      return sorted(
        [...new Set(each(value, path, [], (v) => element.check(v, path, at)))],
        (v) => v,
      );
    },
    assign(value, path) {
      if (!(value instanceof Set)) return bad(path, 'a Set', value);
      return read([...value], path, (v) => element.assign(v, path));
    },
    settle(value, path, at) {
      if (!(value instanceof Set)) return bad(path, 'a Set', value);
      const right = new Set(each([...value], path, [], (v) => element.settle(v, path, at)));
      if (hasAll(value, right)) return value;
      value.clear();
      for (const v of right) value.add(v);
      return value;
    },
    equals: hasAll,
    copy: (value) => new Set(value),
    remember: (value) => new Set(value),
    altered: (value, memory) =>
      !(memory instanceof Set && (value as unknown) instanceof Set && hasAll(value, memory)),
    plain: (value) => sorted([...value], (v) => element.plain(v)),
  };
}

/** Numbers and texts of digits by value, texts by code point. */
function sorted<T>(values: readonly T[], wire: (value: T) => unknown): unknown[] {
  const numeric = typeof values[0] === 'bigint';
  return values.map(wire).sort((a, b) => compareMembers(a, b, numeric));
}

/** A set of bigints, whose members are texts of digits on the wire. */
export function digitSet(element: Codec<bigint>): Codec<Set<bigint>> {
  const codec = set(element);
  return {
    ...codec,
    check(value, path, at) {
      const texts = codec.check(value, path, at);
      if (!Array.isArray(texts)) return texts;
      return texts.map(String).sort((a, b) => compareMembers(a, b, true));
    },
  };
}

/** Maps by string: plain objects in memory and on the wire, whatever their keys are called. */
export function map<T>(element: Codec<T>): Codec<Record<string, T>> {
  const { someObject, types, cross } = element;
  return {
    decode(value, path, at) {
      if (!isData(value)) return bad(path, 'a map', value);
      return at.adopts
        ? inPlace(value, path, (v) => element.decode(v, path, at))
        : entries(value, path, (v) => element.decode(v, path, at));
    },
    encode: (value, to) => entries(value, '', (v) => element.encode(v, to)),
    check(value, path, at) {
      if (!isData(value)) return bad(path, 'a map', value);
      return entries(value, path, (v) => element.check(v, path, at));
    },
    assign(value, path) {
      if (!isData(value) || value instanceof Map || value instanceof Set) {
        return bad(path, 'a plain object', value);
      }
      return entries(value, path, (v) => element.assign(v, path));
    },
    settle(value, path, at) {
      if (!isData(value) || value instanceof Map || value instanceof Set) {
        return bad(path, 'a plain object', value);
      }
      return inPlace(value, path, (v) => element.settle(v, path, at));
    },
    equals: (a, b) => {
      const keys = Object.keys(a);
      return (
        keys.length === Object.keys(b).length &&
        keys.every((key) => Object.hasOwn(b, key) && same(element, a[key] as T, b[key]))
      );
    },
    copy: (value) => entries(value, '', (v) => element.copy(v)),
    remember: (value) => entries(value, '', (v) => element.remember(v)),
    altered: (value, memory) => {
      if (!isData(memory) || !isData(value)) return true;
      const keys = Object.keys(value);
      return (
        keys.length !== Object.keys(memory).length ||
        keys.some(
          (key) => !Object.hasOwn(memory, key) || element.altered(value[key] as T, memory[key]),
        )
      );
    },
    plain: (value) => entries(value, '', (v) => element.plain(v)),
    ...(someObject === undefined
      ? {}
      : {
          someObject: (value: Record<string, T>, test: ObjectTest) =>
            Object.values(value).some((v) => someObject(v, test)),
        }),
    ...(types === undefined ? {} : { types }),
    ...(cross === undefined
      ? {}
      : {
          cross: (value: unknown, path: string, x: Nested) => {
            if (!isData(value)) return bad(path, 'a map', value);
            const result: Record<string, unknown> = {};
            for (const [key, v] of Object.entries(value)) {
              define(result, key, cross(v, `${path}[${JSON.stringify(key)}]`, x));
            }
            return result;
          },
        }),
  };
}

/** A new map with each value changed; only own keys, whatever they are called. */
function entries<T, V>(
  value: Readonly<Record<string, T>>,
  path: string,
  change: (value: T) => V,
): Record<string, V> {
  const result: Record<string, V> = {};
  for (const key of Object.keys(value)) {
    try {
      // The key is an own one.
      define(result, key, change(value[key] as T));
    } catch (error) {
      throw atElement(error, path, key);
    }
  }
  return result;
}

/** The same map, each value checked where it stands and replaced only when its form changed. */
function inPlace<T>(
  value: Readonly<Record<string, unknown>>,
  path: string,
  check: (value: unknown) => T,
): Record<string, T> {
  // The map was parsed for us, and every value of it is checked here.
  const map = value as Record<string, T>;
  let at = '';
  try {
    for (const key in map) {
      at = key;
      const before: unknown = map[key];
      const after = check(before);
      // Not `!==`, to which −0 is the 0 that it has become.
      if (!Object.is(after, before)) define(map, key, after);
    }
  } catch (error) {
    throw atElement(error, path, at);
  }
  return map;
}
