// Random fields, as a schema file writes them.

import { formatType } from '../../../src/core/format-type.js';
import type { JsonValue } from '../../../src/core/json.js';
import type { TypeExpr } from '../../../src/core/type-expr.js';
import type { Random } from '../../../src/testing/values/index.js';
import { leafOf, otherType, randomType, type World, writtenValue } from './types.js';
import { oddDoc, oddText } from './words.js';

/** A part of a schema file before it is YAML. */
export type Written = { readonly [key: string]: JsonValue };

export interface Field {
  readonly type: TypeExpr;
  /** Everything of the long form but the type. */
  readonly rest: Written;
}

export function randomField(world: World): Field {
  const type = randomType(world);
  return { type, rest: { ...valueKeys(type, world), ...describingKeys(world.random) } };
}

/** The field as it may have been before; with a type alone where all the rest stayed. */
export function olderField(
  { type, rest }: Field,
  world: World,
): Field & { readonly short: boolean } {
  const { random } = world;
  if (random.once(3)) return { type: otherType(type, world), rest, short: true };
  const older = random.once(3) ? type : otherType(type, world);
  return { type: older, rest: valueKeys(older, world), short: false };
}

/** The long form. */
export function writeField({ type, rest }: Field): Written {
  if (type.kind === 'values') {
    return { enum: type.values, ...(type.nullable ? { nullable: true } : {}), ...rest };
  }
  return { type: formatType(type), ...rest };
}

/** What a change's `was` says. */
export function writeWas(field: Field & { readonly short: boolean }): JsonValue {
  return field.short && field.type.kind !== 'values' ? formatType(field.type) : writeField(field);
}

/** Keys that older versions have too. */
function valueKeys(type: TypeExpr, world: World): Written {
  const { random } = world;
  const limits = random.once(2) ? limitsFor(type, random) : undefined;
  const value = limits === undefined ? writtenValue(type, world) : limits.example;
  const isPlain = limits === undefined || !('element' in type);
  return {
    ...(value !== undefined && isPlain && random.once(2) ? { default: value } : {}),
    ...limits?.keys,
    ...(random.once(8) ? { readOnly: true } : {}),
    ...(random.once(8) ? { sensitive: true } : {}),
  };
}

function describingKeys(random: Random): Written {
  return {
    ...(random.once(2) ? { doc: oddDoc(random) } : {}),
    ...(random.once(10) ? { deprecated: { message: oddText(random), since: '1.0' } } : {}),
  };
}

interface Bounded {
  readonly keys: Written;
  /** A value within them. */
  readonly example: JsonValue;
}

const NUMBERS: readonly [Bounded, ...Bounded[]] = [
  { keys: { min: 0 }, example: 0 },
  { keys: { min: -5, max: 100 }, example: 7 },
  { keys: { max: 1000 }, example: -3 },
  { keys: { min: 1, max: 9007199254740991 }, example: 4096 },
];

const DIGITS: readonly [Bounded, ...Bounded[]] = [
  { keys: { min: '-5', max: '100' }, example: '7' },
  { keys: { max: '123456789012345678901234567890' }, example: '-3' },
];

const TEXTS: readonly [Bounded, ...Bounded[]] = [
  { keys: { maxLength: 20 }, example: 'short' },
  { keys: { minLength: 1, maxLength: 255 }, example: 'x' },
  { keys: { pattern: '[a-z0-9-]+(/[^"]+)?' }, example: 'a-b/c' },
  { keys: { minLength: 2, pattern: '\\p{Lu}.*' }, example: 'Ünicode' },
  {
    keys: { pattern: '(?:[a-z]+[.](?:[0-9]+|[A-Z]+)){1,4}|nothing-of-that-sort|漢+|"quoted"' },
    example: '漢',
  },
];

function limitsFor(type: TypeExpr, random: Random): Bounded | undefined {
  const leaf = leafOf(type);
  if (leaf.kind !== 'scalar') return undefined;
  if (leaf.scalar === 'string') return random.pick(TEXTS);
  if (leaf.scalar === 'bigint') return random.pick(DIGITS);
  return leaf.scalar === 'integer' || leaf.scalar === 'float' ? random.pick(NUMBERS) : undefined;
}
