// The four keys of an object on the wire, read and written.

import type { JsonValue } from '../core/json.js';
import { parseWireVersion } from '../core/version.js';
import type { Version } from '../core/version.js';

export type JsonObject = { readonly [key: string]: JsonValue };

export interface Envelope {
  readonly name: string;
  readonly namespace: string;
  readonly version: Version;
  /** The label as it came, with a third part if it has one. */
  readonly label: string;
  readonly data: JsonObject;
  readonly changes: readonly string[];
}

export function isJsonObject(value: JsonValue | undefined): value is JsonObject {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}

/** An own property; keys come from outside and may be those of Object.prototype. */
export function own(object: JsonObject, key: string): JsonValue | undefined {
  return Object.hasOwn(object, key) ? object[key] : undefined;
}

/** Reads an envelope; undefined for what is none. */
export function readEnvelope(value: JsonValue, prefix: string): Envelope | undefined {
  if (!isJsonObject(value)) return undefined;
  const name = own(value, `${prefix}.name`);
  const namespace = own(value, `${prefix}.namespace`);
  const label = own(value, `${prefix}.version`);
  const data = own(value, `${prefix}.data`);
  const changes = own(value, `${prefix}.changes`) ?? [];
  if (typeof name !== 'string' || typeof namespace !== 'string' || typeof label !== 'string') {
    return undefined;
  }
  const version = parseWireVersion(label);
  if (version === undefined || !isJsonObject(data) || !isTexts(changes)) return undefined;
  return { name, namespace, version, label, data, changes };
}

/** Writes an envelope; `changes` is left out when there are none. */
export function writeEnvelope(
  envelope: Omit<Envelope, 'version'>,
  prefix: string,
): { readonly [key: string]: JsonValue } {
  const { name, namespace, label, data, changes } = envelope;
  return {
    [`${prefix}.name`]: name,
    [`${prefix}.namespace`]: namespace,
    [`${prefix}.version`]: label,
    [`${prefix}.data`]: data,
    ...(changes.length === 0 ? {} : { [`${prefix}.changes`]: changes }),
  };
}

function isTexts(value: JsonValue): value is readonly string[] {
  return Array.isArray(value) && value.every((item) => typeof item === 'string');
}
