// Where two objects of one version differ, but for fields that may: the first such place.

import { isList, type JsonValue } from '../../core/json.js';
import { sameJson } from '../../core/same-json.js';
import { sameVersion, type Version } from '../../core/version.js';
import { refsOf } from '../../model/index.js';
import type { ObjectModel, Type } from '../../model/model.js';
import { isJsonObject, meantBy, own, standing, type Standing } from './envelope.js';
import type { Lab } from './lab.js';

export interface Difference {
  readonly path: string;
  /** The object it is in, and its field. */
  readonly object: ObjectModel;
  readonly version: Version;
  readonly field: string;
  readonly before: JsonValue | undefined;
  readonly after: JsonValue | undefined;
}

/** Which fields of an object may differ. */
export type MayDiffer = (object: ObjectModel, version: Version) => ReadonlySet<string>;

/** The first difference between two objects of one version; `changes` are not compared. */
export function differenceOf(
  lab: Lab,
  before: Standing,
  after: Standing,
  mayDiffer: MayDiffer,
  path = before.object.name,
): Difference | undefined {
  const { object, version, shape } = before;
  const excused = mayDiffer(object, version);
  for (const [field, { type }] of shape.fields) {
    if (excused.has(field)) continue;
    const at = `${path}.${field}`;
    const [a, b] = [own(before.data, field), own(after.data, field)];
    if (a === undefined || b === undefined) {
      if (a === b) continue;
      return { path: at, object, version, field, before: a, after: b };
    }
    const found = inValue(a, b, type, at);
    if (found === 'same') continue;
    return found === 'differs' ? { path: at, object, version, field, before: a, after: b } : found;
  }
  return undefined;

  function inValue(
    a: JsonValue,
    b: JsonValue,
    type: Type,
    at: string,
  ): Difference | 'same' | 'differs' {
    if (refsOf(type).length === 0 || a === null || b === null) {
      return sameJson(a, b) ? 'same' : 'differs';
    }
    if (type.kind === 'object' || type.kind === 'union') return inObjects(a, b, type, at);
    if (type.kind !== 'list' && type.kind !== 'map' && type.kind !== 'set') return 'differs';
    const [these, those] = [membersOf(a), membersOf(b)];
    if (these.size !== those.size) return 'differs';
    for (const [key, item] of these) {
      const other = those.get(key);
      if (other === undefined) return 'differs';
      const found = inValue(item, other, type.element, `${at}[${JSON.stringify(key)}]`);
      if (found !== 'same') return found;
    }
    return 'same';
  }

  function inObjects(
    a: JsonValue,
    b: JsonValue,
    type: Type,
    at: string,
  ): Difference | 'same' | 'differs' {
    const objects = meantBy(lab.model, refsOf(type));
    const these = standing(a, lab.prefix, objects);
    const those = standing(b, lab.prefix, objects);
    if (these === undefined || those?.object !== these.object) return 'differs';
    if (!sameVersion(these.version, those.version)) return 'differs';
    return differenceOf(lab, these, those, mayDiffer, at) ?? 'same';
  }
}

function membersOf(value: JsonValue): ReadonlyMap<string | number, JsonValue> {
  if (isList(value)) return new Map(value.map((item, i) => [i, item]));
  return new Map(isJsonObject(value) ? Object.entries(value) : []);
}
