// Values as rows of one table: each with a key of its own, and with values of its own where no two rows may share one.

import { isList, type JsonValue } from '../../../core/json.js';
import { sameVersion } from '../../../core/version.js';
import type { FieldShape, ObjectModel, StorageShape } from '../../../model/model.js';
import { isJsonObject, own, type JsonObject } from '../../laws/envelope.js';
import type { Lab } from '../../laws/lab.js';
import type { RehearsedValue } from '../values.js';

/** How the object is stored at its newest version. */
export function storageOf({ storage, versions, version }: ObjectModel): StorageShape | undefined {
  return storage?.[versions.findIndex((one) => sameVersion(one, version))];
}

/** Fields of which no two rows may have the same: the key, and what is unique. */
export function singleFields(object: ObjectModel): ReadonlySet<string> {
  const storage = storageOf(object);
  return new Set(storage === undefined ? [] : [storage.key, ...storage.unique.flat()]);
}

/** The same values, but for keys and what is unique; those that no column of texts can hold are left out. */
export function asRows(
  lab: Lab,
  object: ObjectModel,
  values: readonly RehearsedValue[],
): readonly RehearsedValue[] {
  const storage = storageOf(object);
  if (storage === undefined) return [];
  const taken = new Map<string, Set<string>>();
  return values
    .filter(({ value }) => isStorable(value))
    .flatMap(({ about, value }, i): readonly RehearsedValue[] => {
      // A row says what is, and not what was changed for it.
      let made = withoutChanges(value, `${lab.prefix}.changes`);
      for (const name of singleFields(object)) {
        const field = object.shape.fields.get(name);
        if (field === undefined) continue;
        const isKey = name === storage.key;
        const next = withSingle(lab, object, made, field, { isKey, turn: i + 1, taken });
        if (next === undefined) return [];
        made = next;
      }
      return [{ about, value: made }];
    });
}

function withoutChanges(value: JsonValue, key: string): JsonValue {
  if (isList(value)) return value.map((one) => withoutChanges(one, key));
  if (!isJsonObject(value)) return value;
  const entries = Object.entries(value).filter(([name]) => name !== key);
  return Object.fromEntries(entries.map(([name, one]) => [name, withoutChanges(one, key)]));
}

/** U+0000 and half a surrogate pair are typed errors of the store's own, and no matter of versions. */
export function isStorable(value: JsonValue): boolean {
  return !/\\u0000|\\ud[89a-f]/.test(JSON.stringify(value));
}

interface Turn {
  readonly isKey: boolean;
  readonly turn: number;
  /** By field, what rows before have. */
  readonly taken: Map<string, Set<string>>;
}

/** With a value that no row before has: its own if that is one, else one that is made. Undefined for a key that cannot be. */
function withSingle(
  lab: Lab,
  object: ObjectModel,
  value: JsonValue,
  field: FieldShape,
  { isKey, turn, taken }: Turn,
): JsonValue | undefined {
  const before = taken.get(field.name) ?? new Set();
  taken.set(field.name, before);
  const present = dataOf(lab, value)[field.name];
  if ((present === undefined || present === null) && !isKey) return value;
  const made = madeFor(field, turn);
  // Its own only where the value is about it: others have what all the rest have too.
  const isAbout = Object.keys(dataOf(lab, value)).length === 1;
  const candidates = isAbout ? [present, made] : [made, present];
  for (const one of candidates) {
    if (one === undefined || one === null || before.has(JSON.stringify(one))) continue;
    const next = withData(lab, value, { ...dataOf(lab, value), [field.name]: one });
    if (lab.judges(object, object.version)(next).length > 0) continue;
    before.add(JSON.stringify(one));
    return next;
  }
  if (isKey) return undefined;
  const rest = Object.entries(dataOf(lab, value)).filter(([name]) => name !== field.name);
  return withData(lab, value, Object.fromEntries(rest));
}

function madeFor({ type }: FieldShape, turn: number): JsonValue | undefined {
  if (type.kind !== 'scalar') return undefined;
  switch (type.scalar) {
    case 'integer':
      return 1000 + turn;
    case 'bigint':
      return String(1000 + turn);
    case 'string':
      return `row-${turn}`;
    case 'uuid':
      return `00000000-0000-4000-8000-${String(turn).padStart(12, '0')}`;
    default:
      return undefined;
  }
}

export function dataOf({ prefix }: Lab, value: JsonValue): JsonObject {
  const data = isJsonObject(value) ? own(value, `${prefix}.data`) : undefined;
  return isJsonObject(data) ? data : {};
}

/** In the order of the shape, as the wire has it. */
export function withData(lab: Lab, value: JsonValue, data: JsonObject): JsonValue {
  return isJsonObject(value) ? { ...value, [`${lab.prefix}.data`]: data } : value;
}
