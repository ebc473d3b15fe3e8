// Envelopes as the laws look at them: found where the schema says that objects stand, and nowhere else.

import { isList, type JsonValue } from '../../core/json.js';
import { parseWireVersion, sameVersion, type Version } from '../../core/version.js';
import { refsOf, shapeAt } from '../../model/index.js';
import type { Model, ObjectModel, ObjectRef, Shape, Type } from '../../model/model.js';

export type JsonObject = { readonly [key: string]: JsonValue };

/** An object on the wire, and what it is by its label. */
export interface Standing {
  readonly object: ObjectModel;
  readonly version: Version;
  readonly shape: Shape;
  readonly data: JsonObject;
  readonly changes: readonly JsonValue[];
}

export function isJsonObject(value: JsonValue | undefined): value is JsonObject {
  return typeof value === 'object' && value !== null && !isList(value);
}

export function own(object: JsonObject, key: string): JsonValue | undefined {
  return Object.hasOwn(object, key) ? object[key] : undefined;
}

/** Reads the envelope of one of these objects; undefined for anything else. */
export function standing(
  value: JsonValue | undefined,
  prefix: string,
  objects: Iterable<ObjectModel>,
): Standing | undefined {
  if (!isJsonObject(value)) return undefined;
  const label = own(value, `${prefix}.version`);
  const version = typeof label === 'string' ? parseWireVersion(label) : undefined;
  const data = own(value, `${prefix}.data`);
  const changes = own(value, `${prefix}.changes`) ?? [];
  if (version === undefined || !isJsonObject(data) || !isList(changes)) return undefined;
  for (const object of objects) {
    if (own(value, `${prefix}.name`) !== object.name) continue;
    if (own(value, `${prefix}.namespace`) !== object.namespace) continue;
    if (!object.versions.some((known) => sameVersion(known, version))) continue;
    const shape = shapeAt(object, version);
    if (shape !== undefined) return { object, version, shape, data, changes };
  }
  return undefined;
}

/** The objects that a reference may mean on the wire: every major of its name, the one it means first. */
export function meantBy(model: Model, refs: readonly ObjectRef[]): readonly ObjectModel[] {
  return refs.flatMap((ref) => {
    const meant = model.objects.get(ref.key);
    const others = [...model.objects.values()].filter(
      (one) => one !== meant && one.name === ref.name && one.namespace === ref.namespace,
    );
    return meant === undefined ? others : [meant, ...others];
  });
}

export type Visit = (nested: Standing, value: JsonValue, path: string) => void;

/** Every object nested in one, at any depth, the outer ones first. */
export function visitNested(
  model: Model,
  prefix: string,
  outer: Standing,
  path: string,
  visit: Visit,
): void {
  for (const [name, field] of outer.shape.fields) {
    const value = own(outer.data, name);
    if (value === undefined || refsOf(field.type).length === 0) continue;
    visitValue(value, field.type, `${path}.${name}`);
  }

  function visitValue(value: JsonValue, type: Type, at: string): void {
    if (value === null) return;
    if (type.kind === 'list' || type.kind === 'set') {
      if (isList(value))
        value.forEach((item, i) => {
          visitValue(item, type.element, `${at}[${i}]`);
        });
    } else if (type.kind === 'map') {
      if (!isJsonObject(value)) return;
      for (const key of Object.keys(value)) {
        const item = own(value, key);
        if (item !== undefined) visitValue(item, type.element, `${at}[${JSON.stringify(key)}]`);
      }
    } else if (type.kind === 'object' || type.kind === 'union') {
      const found = standing(value, prefix, meantBy(model, refsOf(type)));
      if (found === undefined) return;
      visit(found, value, at);
      visitNested(model, prefix, found, at, visit);
    }
  }
}
