// What crossing keeps of a value, for what is saved at one version and read again: the rest is said in docs/crossing.md.

import type { JsonValue } from '../../../src/core/json.js';
import { sameJson } from '../../../src/core/same-json.js';
import { readEnvelope } from '../../../src/interpret/envelope.js';
import { eachInside, PREFIX } from './steps.js';

/** Fields of objects inside that older versions of them do not know, and what they are filled with. */
const FILLS: Readonly<Record<string, Readonly<Record<string, JsonValue>>>> = {
  Lid: { shine: 0, knob: null },
  Knob: { mark: '' },
};

/**
 * Without what is not kept: whether a map that other fields are put into was unset, null or empty, and whether a field
 * of an object inside was unset that an older version does not know.
 */
export function kept(name: string, value: JsonValue | undefined): JsonValue | undefined {
  if (value === undefined) return undefined;
  if (name === 'extra' && (value === null || sameJson(value, {}))) return undefined;
  return eachInside(value, withFills);
}

function withFills(nested: JsonValue): JsonValue {
  const envelope = readEnvelope(nested, PREFIX);
  if (envelope === undefined) throw new Error('this is no object');
  const { name, namespace, label, data } = envelope;
  const filled = { ...FILLS[name], ...data };
  return {
    [`${PREFIX}.name`]: name,
    [`${PREFIX}.namespace`]: namespace,
    [`${PREFIX}.version`]: label,
    [`${PREFIX}.data`]: eachInside(filled, withFills),
  };
}
