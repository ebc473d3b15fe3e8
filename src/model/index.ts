// The door of this floor: declarations in, the model and its findings out.

export type * from './model.js';
export { buildModel, type Modelled } from './build-model.js';
export { canonicalShape } from './canonical-shape.js';
export { compare, type Change, type ChangeKind } from './compare.js';
export { excuse, fingerprintOf, isExcusable, uselessExceptions } from './excuse.js';
export { formatRef, formatType } from './format-type.js';
export type { ModelSettings } from './settings.js';
export { modelAt, type ModelAt, type UnknownEntry } from './model-at.js';
export { shapeAt } from './shape-at.js';
export { manifestOf, treeOf } from './tree.js';
export { recordEnumRules, recordRules, type Direction } from './records/record-rules.js';
export {
  recordKey,
  SECTION_NAMES,
  type JsonObject,
  type Records,
  type SectionName,
  type Sections,
  type ThingRecord,
  type VersionRecord,
} from './records/record.js';
export { recordField, recordShape } from './records/record-shape.js';
export { recordsOf, type DigestOf } from './records/records-of.js';
export { NOTHING_RELEASED, type Drift, type Released } from './records/released.js';
export { isMap, shapeFromRecord, type RecordedShape } from './records/shape-from-record.js';
export { sameMethod } from './method-shape.js';
export { leafOf, refsOf, sameType } from './type-walk.js';
export type { Moved } from './storage/take-back-storage.js';
export { storageWas, type StorageWas } from './storage/storage-was.js';
export { nameMayStandIn } from './unsure.js';
export { canonicalText, formatLock, type Digest } from './lock/format-lock.js';
export { parseLock, type ParsedLock } from './lock/parse-lock.js';
