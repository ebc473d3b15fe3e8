// Changes a value made of lists and maps in a few places, so that most of it stays what was expected.

import type { Random } from '../../src/testing/values/index.js';
import { KEYS, VERSIONS, hostileJson, hostileValue } from './hostile.js';

/** `json`: nothing but JSON comes in. `code`: also what only code could hand in. */
export type Kind = 'json' | 'code';

export type Container = Record<string, unknown> | unknown[];

export interface Place {
  readonly parent: Container;
  readonly key: string;
}

/** The value, which is ours to change, with some places changed. */
export function mutated(value: unknown, random: Random, kind: Kind): unknown {
  const root: Record<string, unknown> = { root: value };
  const times = random.pick([1, 1, 2, 3, 8]);
  for (let i = 0; i < times; i++) {
    const places = placesIn(root);
    const place = places[random.below(places.length)];
    if (place !== undefined) mutate(place, places, random, kind);
  }
  return root['root'];
}

const DEEP_ENOUGH = 30;
const ENOUGH = 3000;
const FEW = 300;
const MANY = 200;

/** Every place of a value, but for those that are very deep or very many. */
export function placesIn(root: Container): readonly Place[] {
  const places: Place[] = [];
  collect(root, places, 0);
  return places;
}

function collect(container: Container, places: Place[], depth: number): void {
  if (depth > DEEP_ENOUGH) return;
  for (const key of Object.keys(container)) {
    if (places.length > ENOUGH) return;
    places.push({ parent: container, key });
    const value = valueAt(container, key);
    if (isContainer(value)) collect(value, places, depth + 1);
  }
}

function mutate(place: Place, places: readonly Place[], random: Random, kind: Kind): void {
  const { parent, key } = place;
  const value = valueAt(parent, key);
  switch (random.below(12)) {
    case 0:
    case 1: {
      put(parent, key, kind === 'code' ? hostileValue(random) : hostileJson(random));
      return;
    }
    case 2: {
      put(parent, key, hostileJson(random));
      return;
    }
    case 3: {
      const other = places[random.below(places.length)];
      // A copy: no value is to stand in two places, or in itself.
      put(parent, key, copyOf(other && valueAt(other.parent, other.key)));
      return;
    }
    case 4: {
      remove(parent, key);
      return;
    }
    case 5: {
      add(isContainer(value) ? value : parent, random, kind);
      return;
    }
    case 6: {
      rename(parent, key, random);
      return;
    }
    case 7: {
      put(parent, key, random.once(2) ? [value] : { [random.pick(KEYS)]: value });
      return;
    }
    case 8: {
      repeat(place, places.length < FEW && random.once(20) ? MANY : random.below(4));
      return;
    }
    case 9:
      if (key.endsWith('.version')) {
        put(parent, key, random.pick(VERSIONS));
        return;
      }
      {
        put(parent, key, bent(value, random));
        return;
      }
    default: {
      put(parent, key, bent(value, random));
      return;
    }
  }
}

/** A single value a little off. */
function bent(value: unknown, random: Random): unknown {
  if (typeof value === 'number') {
    return random.pick<unknown>([value + 1, -value, value + 0.5, value * 1e300, String(value)]);
  }
  if (typeof value === 'boolean')
    return random.pick<unknown>([!value, Number(value), String(value)]);
  if (typeof value !== 'string') return hostileJson(random);
  const at = random.below(value.length + 1);
  const letter = String.fromCharCode(random.once(2) ? random.below(128) : random.below(65536));
  const rest = value.slice(at + 1);
  return random.pick([
    value.slice(0, at) + letter + rest,
    value.slice(0, at) + letter + value.slice(at),
    value.slice(0, at) + rest,
    value.slice(0, at),
    value + value,
    value.toUpperCase(),
    ` ${value}`,
    random.once(30) ? value.repeat(500) : `${value}\n`,
    Number(value),
    random.pick(VERSIONS),
  ]);
}

function add(container: Container, random: Random, kind: Kind): void {
  const value = kind === 'code' && random.once(2) ? hostileValue(random) : hostileJson(random);
  if (Array.isArray(container)) container.splice(random.below(container.length + 1), 0, value);
  else put(container, random.pick(KEYS), value);
}

function rename(parent: Container, key: string, random: Random): void {
  if (Array.isArray(parent)) {
    parent.reverse();
    return;
  }
  const value = valueAt(parent, key);
  remove(parent, key);
  put(parent, random.once(2) ? random.pick(KEYS) : `${key}_`, value);
}

/** The same again, in a list a few times over. */
function repeat({ parent, key }: Place, times: number): void {
  const value = valueAt(parent, key);
  const copies = Array.from({ length: times }, () => copyOf(value));
  if (Array.isArray(parent)) parent.push(...copies);
  else put(parent, key, copies);
}

export function remove(parent: Container, key: string): void {
  if (Array.isArray(parent)) parent.splice(Number(key), 1);
  else Reflect.deleteProperty(parent, key);
}

export function isContainer(value: unknown): value is Container {
  if (typeof value !== 'object' || value === null) return false;
  const prototype: unknown = Object.getPrototypeOf(value);
  return prototype === Object.prototype || prototype === Array.prototype;
}

/** The value of an own property that is no getter: to ask one would change its answer. */
export function valueAt(container: Container, key: string): unknown {
  return Object.getOwnPropertyDescriptor(container, key)?.value;
}

export function put(container: Container, key: string, value: unknown): void {
  const property = { value, enumerable: true, configurable: true, writable: true };
  Object.defineProperty(container, key, property);
}

/** A copy of lists and maps, deep ones cut off; all else is itself. */
export function copyOf(value: unknown, depth = 0): unknown {
  if (!isContainer(value)) return value;
  if (depth > DEEP_ENOUGH) return null;
  const copy: Container = Array.isArray(value) ? [] : {};
  for (const key of Object.keys(value)) put(copy, key, copyOf(valueAt(value, key), depth + 1));
  return copy;
}

/** Values with less in them: a part alone, without a part, or with a simple thing in its place. */
export function* smallerValues(value: unknown): Generator {
  if (!isContainer(value)) return;
  for (const key of Object.keys(value)) {
    const copy = copyOf(value);
    if (!isContainer(copy)) return;
    remove(copy, key);
    yield copy;
  }
  for (const key of Object.keys(value)) {
    const member = valueAt(value, key);
    for (const less of simpler(member)) {
      const copy = copyOf(value);
      if (!isContainer(copy)) return;
      put(copy, key, less);
      yield copy;
    }
  }
}

function* simpler(value: unknown): Generator {
  if (typeof value === 'string' && value.length > 8) yield value.slice(0, value.length / 2);
  yield* smallerValues(value);
}
