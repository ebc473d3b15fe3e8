// One field of a stored object: where it stands, what may be asked of it, and what an older version's name and
// values of it are at the newest.

import type { JsonValue } from '../core/json.js';
import { sameJson } from '../core/same-json.js';
import { Decoding, namesAt } from './decoding.js';
import { NotComparableError, UnknownFieldError } from './errors.js';
import { atChild, bad, short } from './fault.js';
import { type AnyObjectType, type FieldInfo, labelOf, lineAt, nameAt } from './object-type.js';
import type { WireValue } from './query.js';
import type { CarryRow, ColumnRow } from './storage.js';
import { define } from './wire.js';

/** A field as a query may name it. */
export interface StoredField {
  readonly field: FieldInfo;
  /** At the newest version; undefined where its elements are rows of another table. */
  readonly column: ColumnRow | undefined;
  /** The steps between a version and the newest that change more than nothing of it, oldest first. */
  readonly carries: readonly CarryRow[];
}

/** The stored field of this name at the newest version. */
export function storedField(type: AnyObjectType, field: FieldInfo): StoredField {
  const { newest, storage } = type;
  const isNow = (row: { field: string; since: number; until: number }): boolean =>
    row.field === field.name && row.since <= newest && newest <= row.until;
  const column = storage?.columns.find(isNow);
  if (column === undefined && storage?.sides.some(isNow) !== true) {
    throw new NotComparableError(type.name, field.name, 'it is not stored');
  }
  return { field, column, carries: [] };
}

/** The stored field that a version calls so; its steps between that version and the newest are with it. */
export function storedFieldAt(type: AnyObjectType, name: string, version: number): StoredField {
  const line = lineAt(type, name, version);
  if (line === undefined) {
    throw new UnknownFieldError(type.name, short(name), namesAt(type, version));
  }
  const field = type.fields[line];
  if (field === undefined) {
    throw new NotComparableError(type.name, name, 'the newest version does not have it any more');
  }
  return withCarries(type, storedField(type, field), version);
}

/** The same, and what stands between a version and the newest. */
export function withCarries(
  type: AnyObjectType,
  stored: StoredField,
  version: number,
): StoredField {
  const line = type.fields.indexOf(stored.field);
  const carries = (type.storage?.carries ?? [])
    .filter(({ at, field }) => at > version && field === nameAt(type, line, at))
    .sort((a, b) => a.at - b.at);
  const opaque = carries.find(({ was }) => was === undefined);
  if (opaque === undefined) return { ...stored, carries };
  const since = labelOf(type, opaque.at);
  throw new NotComparableError(
    type.name,
    stored.field.name,
    `${since} makes it of what was there before`,
  );
}

/** What an older version's value is at the newest. */
export function valueNow(carries: readonly CarryRow[], value: JsonValue): JsonValue {
  return carries.reduce((now: JsonValue, { values, whenNull }) => {
    if (now === null) return whenNull ?? null;
    return values.find(([older]) => sameJson(older, now))?.[1] ?? now;
  }, value);
}

/** What the newest value was at an older version; undefined where it was several, or none. */
export function valueBefore(carries: readonly CarryRow[], value: JsonValue): JsonValue | undefined {
  return carries.reduceRight((now: JsonValue | undefined, carry) => {
    if (now === undefined) return undefined;
    const [only, other] = before(carry, now);
    return other === undefined ? only : undefined;
  }, value);
}

function before({ values, whenNull }: CarryRow, now: JsonValue): readonly JsonValue[] {
  const known = values.filter(([, newer]) => sameJson(newer, now)).map(([older]) => older);
  const stays = now === null ? whenNull === undefined : !values.some(([o]) => sameJson(o, now));
  const wasNull = whenNull !== undefined && sameJson(whenNull, now);
  // What others become is not itself among the older values unless the pairs say so.
  return [...known, ...(stays && known.length === 0 ? [now] : []), ...(wasNull ? [null] : [])];
}

/** Whether values of it sort before and after an older version's as they do at the newest. */
export function sortsAlike(carries: readonly CarryRow[]): boolean {
  return carries.every(({ values }) => values.length === 0);
}

// ── Values ──────────────────────────────────────────────────────────────────────────────────────

/** A value from code as it stands on the wire, checked as an assignment is; `path` is of what it stands in. */
export function wireValueOf(
  type: AnyObjectType,
  stored: StoredField,
  value: unknown,
  path: string,
): WireValue {
  const object = type.create();
  // The setter of an object that has nothing yet: it checks the value, and masks what is sensitive.
  within(path, () => Reflect.set(object, stored.field.property, value));
  return single(type, stored, object.$$value(stored.field));
}

/** A value of the newest version from the wire, checked and canonical. */
export function checkedValue(
  type: AnyObjectType,
  stored: StoredField,
  value: JsonValue,
  path: string,
): WireValue {
  return single(type, stored, decoded(type, stored.field, value, path).$$value(stored.field));
}

/** A canonical value of the wire as code has it. */
export function memoryValue(type: AnyObjectType, field: FieldInfo, value: WireValue): unknown {
  return Reflect.get(decoded(type, field, value, type.name), field.property);
}

function decoded(type: AnyObjectType, field: FieldInfo, value: JsonValue, path: string) {
  const data: Record<string, unknown> = {};
  define(data, field.name, value);
  return within(path, () => type.decode(data, type.newest, new Decoding()));
}

/** What a slot holds, as a single value of the wire. */
function single(type: AnyObjectType, stored: StoredField, inSlot: unknown): WireValue {
  const { field } = stored;
  if (inSlot === null) return null;
  assertComparable(type, stored);
  const wire: unknown =
    field.codec === undefined ? inSlot : field.codec.encode(inSlot, type.known.newest);
  if (isSingle(wire)) return wire;
  throw new NotComparableError(type.name, field.name, 'its values are no single ones');
}

/** Whether a value of the wire is a single one. */
export function isSingle(value: unknown): value is WireValue {
  return value === null || ['string', 'number', 'boolean'].includes(typeof value);
}

/** Holds a field to what a column compares: single values. */
export function assertComparable(type: AnyObjectType, { field, column }: StoredField): void {
  if (column === undefined) {
    throw new NotComparableError(type.name, field.name, 'its elements are rows of another table');
  }
  // Bytes are the one single value that a slot does not keep as it is on the wire.
  const isSingle = field.codec === undefined || column.type === 'bytes';
  if (isSingle && column.type !== 'json') return;
  const why = 'of what is no single value only whether it is set or null can be asked';
  throw new NotComparableError(type.name, field.name, why);
}

/** Holds a field to what a column sorts by. */
export function assertOrdered(type: AnyObjectType, stored: StoredField): void {
  assertComparable(type, stored);
  const { field, column, carries } = stored;
  if (column?.ordered !== true) {
    throw new NotComparableError(
      type.name,
      field.name,
      'its column does not sort as its values do',
    );
  }
  if (sortsAlike(carries)) return;
  const why = 'its values go by other names at the version that asks, so they sort differently';
  throw new NotComparableError(type.name, field.name, why);
}

/** Holds a field to texts that sort as they stand. */
export function assertText(type: AnyObjectType, field: StoredField, path: string): void {
  assertOrdered(type, field);
  if (field.column?.type !== 'text') bad(path, 'asked of a field of texts', field.column?.type);
}

/** A field that is known to be there. */
export function newestField(type: AnyObjectType, name: string): FieldInfo {
  const field = type.fields.find((one) => one.name === name);
  if (field === undefined) throw new Error(`${type.name} has no field ${name}`);
  return field;
}

function within<T>(path: string, check: () => T): T {
  try {
    return check();
  } catch (error) {
    throw atChild(error, path);
  }
}
