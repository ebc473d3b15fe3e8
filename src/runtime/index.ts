// What generated code and its users import.

export type { JsonValue } from '../core/json.js';
export type { Loss, LossKind, Manifest } from '../core/envelope.js';
export { handOut, init, once, set, setBy, unset } from './accessors.js';
export type { Changes } from './changes.js';
export {
  bigintsWithin,
  bigints,
  booleans,
  bytes,
  checked,
  cidrs,
  type Codec,
  type Nested,
  datetimes,
  floats,
  hiding,
  integers,
  ips,
  ipv4s,
  ipv6s,
  macs,
  nullable,
  oneOf,
  sensitive,
  strings,
  uuids,
} from './codec.js';
export { digitSet, list, map, set as setOf } from './containers.js';
export { type BackportGoal, type Converted, backport, convertTo, upgrade } from './convert.js';
export type { Crossing } from './crossing.js';
export { Decoding, type DecodingOptions, decodeChild } from './decoding.js';
export { child, lower, seal, wired } from './encoding.js';
export { enumType, type EnumType } from './enum.js';
export * from './errors.js';
export { describe, MASK, masked } from './fault.js';
export { type Hook, type HookInfo, refuse } from './hook.js';
export { jsons } from './json-codec.js';
export {
  bind,
  callOn,
  callStatic,
  type Calls,
  type Context,
  contextOf,
  type InstanceCall,
  method,
  type MethodInfo,
  type StaticCall,
} from './methods.js';
export { checkedField, LOAD_ATTR, loadField } from './load-field.js';
export { into, take } from './moves.js';
export type { Move, Take } from './moves.js';
export {
  type Accepted,
  type ClassOf,
  type FieldOf,
  type Init,
  type ToPrimitiveOptions,
  type ValuesOf,
  VersionedObject,
} from './object.js';
export { objects } from './object-codec.js';
export {
  type FieldInfo,
  type NameRow,
  type ObjectType,
  type ObjectTypeParts,
  objectType,
  row,
} from './object-type.js';
export { queries } from './query-codec.js';
export { wireQuery } from './query-form.js';
export { readerValues } from './reader-values.js';
export type { Comparison, Query, Where, WireCondition, WireOrder } from './query.js';
export type { WireQuery, WireValue } from './query.js';
export { Registry, registryOf } from './registry.js';
export * from './conversions.js';
export * from './rules.js';
export {
  between,
  boolean,
  cidr,
  datetime,
  datetimeOf,
  digits,
  digitsBetween,
  digitsOf,
  float,
  integer,
  ip,
  ipv4,
  ipv6,
  lengthBetween,
  mac,
  matching,
  string,
  toDate,
  uuid,
} from './scalars.js';
export { type Expected, VersionedObjectSerializer } from './serializer.js';
export {
  carry,
  column,
  fill,
  index,
  move,
  opaque,
  sideTable,
  storage,
  type StorageInfo,
  unique,
} from './storage.js';
export type { Column, KeyColumn, RequiredColumn } from './stored-columns.js';
export { getBy, listRows, onRow, type StoredMethodOf } from './stored-methods.js';
export type { Target } from './target.js';
export type { Newer } from './tree.js';
export { decodeValue, encodeValue } from './value.js';
export { type Data, own, type Primitive, type Wire } from './wire.js';
