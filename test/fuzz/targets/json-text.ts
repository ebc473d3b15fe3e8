// JSON text with some of it changed, read as a peer's: by the serializer, and by `JSON.parse` and `decode`,
// which must agree.

import * as generated from '../../../generated/index.js';
import {
  type ClassOf,
  type VersionedObject,
  VersionedObjectSerializer,
} from '../../../src/runtime/index.js';
import type { Target } from '../case.js';
import type { Domain } from '../domain.js';
import { mutatedText } from '../mutate-text.js';
import { attempt, flawOfObject } from '../runtime-laws.js';
import { textCase } from '../value-case.js';

const { Instance, registry } = generated;
const CLASSES = Object.values<unknown>(generated).filter(isClass);

function isClass(one: unknown): one is ClassOf<VersionedObject> {
  return typeof one === 'function' && '$$type' in one;
}

const WORDS = [
  'null',
  'true',
  '{}',
  '[]',
  '"__proto__":',
  '"__proto__":{"polluted":1},',
  '"constructor":',
  '1e999',
  '-0',
  '1.5',
  '9007199254740993',
  '"\\ud800"',
  '[[[[',
  '"versioned_object.changes":["__proto__"],',
];

export function jsonTextTarget(domain: Domain): Target {
  return {
    name: 'json-text',
    share: 150,
    make(random) {
      const text = JSON.stringify(domain.primitive(random));
      const other = JSON.stringify(domain.primitive(random));
      return textCase(mutatedText(text, random, WORDS, other), judgeText);
    },
  };
}

function judgeText(text: string): string | undefined {
  const serializer = new VersionedObjectSerializer(registry);
  const value = valueOf(text);
  const type = attempt(() => registry.typeOf(value));
  const expected: ClassOf<VersionedObject> =
    CLASSES.find((one) => type.ok && one.$$type === type.value) ?? Instance;
  const parsed = attempt(() => serializer.parse(text, expected));
  const read = attempt(() => registry.decode(value));
  if (parsed.ok !== read.ok) return 'parse and decode do not agree';
  if (!parsed.ok || !read.ok) return undefined;
  if (!parsed.value.objEquals(read.value)) return 'parse and decode read two objects';
  return flawOfObject(parsed.value, registry);
}

/** Undefined, which is no object, where the text is no JSON. */
function valueOf(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch (error) {
    if (error instanceof SyntaxError) return undefined;
    throw error;
  }
}
