// What a `was` must say, so that taking a version back leads to how the one before it was stored.

import { sameJson } from '../../core/same-json.js';
import type { FieldShape, Stored } from '../model.js';
import type { StorageMapping } from './mapping.js';
import { fieldsOfPart, recordStorage } from './record-storage.js';
import { storageAt } from './storage-at.js';
import { takeBackStorage, type Moved } from './take-back-storage.js';

/** What was different; what is not there was as it is. */
export interface StorageWas {
  readonly unique?: readonly (readonly string[])[];
  readonly indexes?: readonly (readonly string[])[];
  /** By field of the older version; undefined for one that was not stored. */
  readonly columns: ReadonlyMap<string, Stored | undefined>;
}

/** Undefined where nothing was. */
export function storageWas(
  older: { readonly fields: ReadonlyMap<string, FieldShape>; readonly storage: StorageMapping },
  newer: StorageMapping,
  changes: readonly Moved[],
): StorageWas | undefined {
  const { fields } = older;
  const before = storageAt(older.storage, fields);
  const taken = storageAt(takeBackStorage(newer, changes, undefined), fields);
  const [was, is] = [before, taken].map((storage) => recordStorage(storage, fields));
  const parts = [...new Set([...Object.keys(was ?? {}), ...Object.keys(is ?? {})])].filter(
    (part) => !sameJson(was?.[part] ?? null, is?.[part] ?? null),
  );
  const isAbout = (kind: string): boolean => parts.some((part) => part.startsWith(`${kind} `));
  const columns = parts.filter((part) => part.startsWith('column ')).flatMap(fieldsOfPart);
  if (!isAbout('unique') && !isAbout('index') && columns.length === 0) return undefined;
  return {
    ...(isAbout('unique') ? { unique: before.unique } : {}),
    ...(isAbout('index') ? { indexes: before.indexes } : {}),
    columns: new Map(columns.map((field) => [field, before.fields.get(field)])),
  };
}
