// Nova's primitives, taken apart and put together again by the tests.

import type { JsonValue } from '../../src/core/json.js';
import { compareVersions, parseVersion } from '../../src/core/version.js';

/** Plain data of a primitive. */
export type Data = Readonly<Record<string, JsonValue>>;

const NAME = 'nova_object.name';
const VERSION = 'nova_object.version';
const DATA = 'nova_object.data';
const CHANGES = 'nova_object.changes';

export function isMap(value: JsonValue | undefined): value is Data {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}

/** An object of Nova's in its envelope. */
export function novaPrimitive(name: string, version: string, data: Data): JsonValue {
  return { [NAME]: name, 'nova_object.namespace': 'nova', [VERSION]: version, [DATA]: data };
}

/** The fields of a primitive; none where there is no primitive. */
export function dataOf(primitive: JsonValue | undefined): Data {
  const data = isMap(primitive) ? primitive[DATA] : undefined;
  return isMap(data) ? data : {};
}

/** The primitive with these fields in place of its own. */
export function withData(primitive: JsonValue | undefined, data: Data): JsonValue {
  return isMap(primitive) ? { ...primitive, [DATA]: data } : {};
}

/** The primitive without a field, in its data and in its changes. */
export function without(primitive: JsonValue | undefined, field: string): JsonValue {
  if (!isMap(primitive)) return {};
  const data = Object.fromEntries(
    Object.entries(dataOf(primitive)).filter(([name]) => name !== field),
  );
  const { [CHANGES]: changes, ...rest } = primitive;
  if (!Array.isArray(changes)) return { ...rest, [DATA]: data };
  return { ...rest, [DATA]: data, [CHANGES]: changes.filter((name) => name !== field) };
}

/** The primitive under another version. */
export function relabelled(primitive: JsonValue, version: string): JsonValue {
  return isMap(primitive) ? { ...primitive, [VERSION]: version } : {};
}

/** Objects at any depth that are newer than the manifest allows: `PciDevice 1.7`. */
export function tooNew(
  value: JsonValue | undefined,
  manifest: Readonly<Record<string, string>>,
): readonly string[] {
  if (Array.isArray(value)) return value.flatMap((element: JsonValue) => tooNew(element, manifest));
  if (!isMap(value)) return [];
  const { [NAME]: name, [VERSION]: version } = value;
  const nested = Object.values(value).flatMap((member) => tooNew(member, manifest));
  if (typeof name !== 'string' || typeof version !== 'string') return nested;
  const [has, may] = [parseVersion(version), parseVersion(manifest[name] ?? '')];
  if (has === undefined || may === undefined) return nested;
  return compareVersions(has, may) > 0 ? [`${name} ${version}`, ...nested] : nested;
}

/**
 * What of a primitive is compared: all of it, but for the order of sets (of numbers, in Nova) and of
 * changes, and the changes of nested objects, where Nova leaves names of fields that are gone.
 */
export function comparable(primitive: JsonValue | undefined): JsonValue {
  if (!isMap(primitive)) return {};
  const { [CHANGES]: changes, ...rest } = primitive;
  const names = Array.isArray(changes) ? changes.map(String).sort() : [];
  // A primitive without changes may say so with an empty list, or not at all.
  return { ...withoutChanges(rest), [CHANGES]: names };
}

function withoutChanges(value: Data): Data {
  const entries = Object.entries(value).filter(([key]) => key !== CHANGES);
  return Object.fromEntries(entries.map(([key, member]) => [key, plain(member)]));
}

function plain(value: JsonValue): JsonValue {
  if (isMap(value)) return withoutChanges(value);
  if (!Array.isArray(value)) return value;
  const elements = value.map(plain);
  return elements.every((element) => typeof element === 'number')
    ? [...elements].sort((a, b) => a - b)
    : elements;
}
