// What a receiver does to an object: one field gets the value that it has in another object.

import type { JsonValue } from '../../core/json.js';
import { isList } from '../../core/json.js';
import { sameJson } from '../../core/same-json.js';
import { refsOf } from '../../model/index.js';
import type { FieldShape } from '../../model/model.js';
import { isJsonObject, own, standing, type JsonObject } from '../laws/envelope.js';
import { toBytes } from '../peer/bytes.js';
import type { PeerObject } from '../peer/peer.js';
import type { Side } from './side.js';

export interface Edit {
  /** An object of the receiver's release, from which the value is taken. */
  readonly donor: JsonValue;
  /** Which of the fields that can be edited, counted round. */
  readonly turn: number;
}

export interface Edited {
  readonly object: PeerObject;
  /** What it is then, at the newest version of the receiver's release. */
  readonly primitive: JsonValue;
}

/** A copy of the object with the edit; undefined where the donor has no field that could be taken. */
export function edited(
  { lab, peer }: Side,
  object: PeerObject,
  primitive: JsonValue,
  { donor, turn }: Edit,
): Edited | undefined {
  const given = standing(donor, lab.prefix, lab.model.objects.values());
  const here = standing(primitive, lab.prefix, lab.model.objects.values());
  if (given === undefined || here?.object !== given.object || !isJsonObject(primitive)) {
    return undefined;
  }
  const fields = [...here.shape.fields.values()].filter(
    (field) => isEditable(field) && own(given.data, field.name) !== undefined,
  );
  const field = fields[turn % Math.max(1, fields.length)];
  const value = field && own(given.data, field.name);
  if (field === undefined || value === undefined) return undefined;

  const copy = object.objClone();
  const from = peer(undefined).receive(toBytes(donor));
  const property = propertyOf(copy, field);
  peer(undefined).edit(copy, { [property]: from[property] });
  const names = [...here.shape.fields.keys()];
  return { object: copy, primitive: withField(primitive, lab.prefix, names, field.name, value) };
}

/** Objects have changes of their own, which another exchange is about. */
export function isEditable({ readOnly, type }: FieldShape): boolean {
  return !readOnly && refsOf(type).length === 0;
}

export function propertyOf({ $$type: { fields } }: PeerObject, { name }: FieldShape): string {
  return fields.find((field) => field.name === name)?.property ?? name;
}

/** The same with another value, marked as changed if it is another; both in the order of the shape. */
function withField(
  primitive: JsonObject,
  prefix: string,
  names: readonly string[],
  name: string,
  value: JsonValue,
): JsonValue {
  const data = own(primitive, `${prefix}.data`);
  const changes = own(primitive, `${prefix}.changes`) ?? [];
  if (!isJsonObject(data) || !isList(changes)) return primitive;
  const before = own(data, name);
  if (before !== undefined && sameJson(before, value)) return primitive;
  const entries = names.flatMap((one): [string, JsonValue][] => {
    const item = one === name ? value : own(data, one);
    return item === undefined ? [] : [[one, item]];
  });
  const marked = names.filter((one) => one === name || changes.includes(one));
  return {
    ...primitive,
    [`${prefix}.data`]: Object.fromEntries(entries),
    [`${prefix}.changes`]: marked,
  };
}
