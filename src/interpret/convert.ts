// Scalars and enum values from one type to another: what the types alone say, and the conversions that
// a rule must ask for by name.

import type { JsonValue } from '../core/json.js';
import { parseScalar } from '../core/scalar-text.js';
import type { Type, ValueRule } from '../model/model.js';
import { textOf } from './types.js';

export interface Converted {
  readonly value: JsonValue;
  /** Whether the other direction could not find the value again. */
  readonly isLossy: boolean;
}

/** The far value; undefined where neither the types nor the rule say one. */
export function convertScalar(
  convert: ValueRule['convert'],
  value: JsonValue,
  near: Type,
  far: Type,
): Converted | undefined {
  const exact = byTypes(value, near, far);
  if (exact !== undefined) return { value: exact, isLossy: false };
  if (convert === 'round') return round(value, far);
  if (convert === 'parse') return parse(value, near, far);
  return undefined;
}

function byTypes(value: JsonValue, near: Type, far: Type): JsonValue | undefined {
  const from = near.kind === 'scalar' ? near.scalar : undefined;
  if (far.kind === 'enum') {
    const isText = near.kind === 'enum' || from === 'string';
    return isText && isValueOf(far, value) ? value : undefined;
  }
  if (far.kind !== 'scalar') return undefined;
  if (from === far.scalar) return value;
  if (far.scalar === 'string') return textOf(near, value);
  if (from === 'integer' && far.scalar === 'float') return value;
  if (from === 'integer' && far.scalar === 'bigint') return textOf(near, value);
  if ((from === 'ipv4' || from === 'ipv6') && far.scalar === 'ip') return value;
  return undefined;
}

function isValueOf(type: Type, value: JsonValue): boolean {
  return type.kind === 'enum' && typeof value === 'string' && type.values.includes(value);
}

/** To the nearest integer, halves upward, as Math.round has it. */
function round(value: JsonValue, far: Type): Converted | undefined {
  if (typeof value !== 'number' || far.kind !== 'scalar') return undefined;
  // Adding 0 makes 0 of −0.
  const rounded = Math.round(value) + 0;
  if (!Number.isSafeInteger(rounded)) return undefined;
  return {
    value: far.scalar === 'bigint' ? String(rounded) : rounded,
    isLossy: rounded !== value,
  };
}

function parse(value: JsonValue, near: Type, far: Type): Converted | undefined {
  const text = textOf(near, value);
  if (text === undefined) return undefined;
  if (far.kind === 'enum')
    return isValueOf(far, text) ? { value: text, isLossy: false } : undefined;
  const parsed = far.kind === 'scalar' ? parseScalar(far.scalar, text) : undefined;
  if (parsed === undefined) return undefined;
  return { value: parsed, isLossy: textOf(far, parsed) !== text };
}
