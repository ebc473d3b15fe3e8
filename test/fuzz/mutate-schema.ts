// Changes what a schema says and not how it is spelled: parts are exchanged for such as stand in other real
// files, so that much of what comes out is in form, and only the model can tell what is wrong with it.

import { parse, stringify } from 'yaml';
import type { Random } from '../../src/testing/values/index.js';
import { copyOf, isContainer, placesIn, put, remove, valueAt, type Place } from './mutate-value.js';

/** Parts of real schemas, by the key that they stand under. */
export type Parts = ReadonlyMap<string, readonly unknown[]>;

/** What stands under each key of these texts; all that is an element of a list stands under `0`. */
export function partsOf(texts: readonly string[]): Parts {
  const found = new Map<string, unknown[]>();
  for (const text of texts) {
    for (const { parent, key } of placesIn({ root: parse(text) as unknown })) {
      const name = Array.isArray(parent) ? '0' : key;
      const parts = found.get(name) ?? [];
      if (parts.length < ENOUGH) parts.push(valueAt(parent, key));
      found.set(name, parts);
    }
  }
  return found;
}

const ENOUGH = 500;

/** The text of a schema in which some parts are others. */
export function mutatedSchema(text: string, random: Random, parts: Parts): string {
  const root: Record<string, unknown> = { root: parse(text) as unknown };
  const times = random.pick([1, 1, 2, 3, 6]);
  for (let i = 0; i < times; i++) {
    const places = placesIn(root);
    const place = places[random.below(places.length)];
    if (place !== undefined) change(place, places, random, parts);
  }
  return stringify(root['root'] ?? null);
}

function change(place: Place, places: readonly Place[], random: Random, parts: Parts): void {
  const { parent, key } = place;
  const value = valueAt(parent, key);
  const isItem = Array.isArray(parent);
  switch (random.below(7)) {
    case 0: {
      remove(parent, key);
      return;
    }
    case 1:
      if (isContainer(value)) {
        addPart(value, random, parts);
        return;
      }
      {
        put(parent, key, like(value, places, random));
        return;
      }
    case 2:
      if (isItem) parent.push(copyOf(value));
      else addPart(parent, random, parts);
      return;
    case 3: {
      put(parent, key, like(value, places, random));
      return;
    }
    case 4: {
      const name = partNamed(random, parts);
      if (isItem) {
        put(parent, key, { [name]: value });
        return;
      }
      remove(parent, key);
      put(parent, name, value);
      return;
    }
    default: {
      put(parent, key, partUnder(isItem ? '0' : key, random, parts));
      return;
    }
  }
}

function addPart(container: Place['parent'], random: Random, parts: Parts): void {
  if (Array.isArray(container)) {
    container.splice(random.below(container.length + 1), 0, partUnder('0', random, parts));
    return;
  }
  const name = partNamed(random, parts);
  put(container, name, partUnder(name, random, parts));
}

function partNamed(random: Random, parts: Parts): string {
  const names = [...parts.keys()];
  return names[random.below(names.length)] ?? '0';
}

function partUnder(name: string, random: Random, parts: Parts): unknown {
  const choices = parts.get(name) ?? [];
  return copyOf(choices[random.below(choices.length)] ?? null);
}

/** Another value of the same file, of the same kind. */
function like(value: unknown, places: readonly Place[], random: Random): unknown {
  const others = places
    .map(({ parent, key }) => valueAt(parent, key))
    .filter((one) => typeof one === typeof value && Array.isArray(one) === Array.isArray(value));
  return copyOf(others[random.below(others.length)]);
}
