// A field as a `was` says it: its type alone where the language reads all else off the newer side, else the whole
// declaration.

import { formatType } from '../../core/format-type.js';
import { sameJson } from '../../core/same-json.js';
import type { FieldShape, Limits, Type } from '../../model/index.js';
import { sameLimits } from '../../model/limits.js';
import { leafOf } from '../../model/type-walk.js';
import { writtenValue } from './written-default.js';
import { typeExpr } from './written-type.js';
import { bareNumber, type YamlEntry, type YamlValue } from '../../load/yaml-value.js';

/** `is` is the field on the newer side of a change; a removed field and an argument have none. */
export function writtenField(was: FieldShape, is: FieldShape | undefined, home: string): YamlValue {
  const expr = typeExpr(was.type, is?.type, home);
  if (expr.kind === 'values')
    return { kind: 'map', entries: [...enumEntries(expr), ...marks(was)] };
  const type: YamlValue = { kind: 'type', text: formatType(expr) };
  const isShort = is === undefined ? marks(was).length === 0 : differsInTypeOnly(was, is);
  return isShort ? type : { kind: 'map', entries: [['type', type], ...marks(was)] };
}

/** An inline enum has no short form. */
function enumEntries({
  values,
  nullable,
}: {
  readonly values: readonly string[];
  readonly nullable: boolean;
}): readonly YamlEntry[] {
  const items = values.map((text) => ({ kind: 'text', text }) as const);
  return [['enum', { kind: 'items', items }], ...flag('nullable', nullable)];
}

/** All that is said besides the type. */
function marks({
  type,
  default: value,
  readOnly,
  sensitive,
  limits,
}: FieldShape): readonly YamlEntry[] {
  return [
    ...(value === undefined ? [] : [['default', writtenValue(value, type)] as const]),
    ...flag('readOnly', readOnly),
    ...flag('sensitive', sensitive),
    ...limitEntries(limits),
  ];
}

export function flag(key: string, isSet: boolean): readonly YamlEntry[] {
  return isSet ? [[key, { kind: 'bare', text: 'true' }]] : [];
}

function limitEntries({ min, max, minLength, maxLength, pattern }: Limits): readonly YamlEntry[] {
  const bounds = Object.entries({ min, max, minLength, maxLength }).flatMap(([name, bound]) => {
    if (bound === undefined) return [];
    // A bigint's bound is a text of digits, and a number in the schema all the same.
    const value =
      typeof bound === 'string' ? ({ kind: 'bare', text: bound } as const) : bareNumber(bound);
    return [[name, value] as const];
  });
  return pattern === undefined ? bounds : [...bounds, ['pattern', { kind: 'text', text: pattern }]];
}

/** Whether a type alone reads back as `was`, beside `is`. */
function differsInTypeOnly(was: FieldShape, is: FieldShape): boolean {
  return (
    was.readOnly === is.readOnly &&
    was.sensitive === is.sensitive &&
    sameLimits(was.limits, is.limits) &&
    sharesDefault(was, is)
  );
}

function sharesDefault(was: FieldShape, is: FieldShape): boolean {
  if (was.default === undefined || is.default === undefined) return was.default === is.default;
  return sameJson(was.default, is.default) && !mayRename(was.type, is.type);
}

/**
 * A default follows the values that its enum renamed. The types do not tell what was renamed, but where one side has
 * all the values of the other in the same order, none was.
 */
function mayRename(was: Type, is: Type): boolean {
  const [older, newer] = [leafOf(was), leafOf(is)];
  if (older.kind !== 'enum' || newer.kind !== 'enum' || older.key !== newer.key) return false;
  return !isWithin(older.values, newer.values) && !isWithin(newer.values, older.values);
}

function isWithin(part: readonly string[], whole: readonly string[]): boolean {
  const kept = whole.filter((value) => part.includes(value));
  return kept.length === part.length && kept.every((value, index) => part[index] === value);
}
