// What was released stands fast while a history is read: what it says of a released version is held against the
// record, and where the two differ, the way back goes on from the record. So each mistake shows once, where it was
// made, and not again in every older version.

import { sameJson } from '../../core/same-json.js';
import { formatVersion, sameVersion, type Version } from '../../core/version.js';
import type { Span } from '../../diagnostics/diagnostic.js';
import { lineageOf, type DeclaredNames } from '../name-table.js';
import { recordShape } from './record-shape.js';
import type { Sections } from './record.js';
import { shapeFromRecord, type RecordedShape } from './shape-from-record.js';
import type { JsonObject } from './record.js';
import type { StorageMapping } from '../storage/mapping.js';
import { fieldsOfPart, recordStorage } from '../storage/record-storage.js';
import { storageAt } from '../storage/storage-at.js';

/** The released versions of objects and enums, by the keys of their records. */
export interface Released {
  readonly objects: ReadonlyMap<string, ReadonlyMap<string, Sections>>;
  readonly enums: ReadonlyMap<string, ReadonlyMap<string, Sections>>;
}

export const NOTHING_RELEASED: Released = { objects: new Map(), enums: new Map() };

/** Where what the files say of a released version is not what was released. */
export type Drift = {
  /** The key of the record. */
  readonly key: string;
  readonly version: Version;
  /** Whether nothing that the files say of a later version could have caused it. */
  readonly isPresent: boolean;
} & (
  | { readonly kind: 'object'; readonly was: RecordedShape; readonly is: RecordedShape }
  | { readonly kind: 'enum'; readonly was: readonly string[]; readonly is: readonly string[] }
);

export interface DriftContext {
  readonly key: string;
  readonly namespace: string;
  readonly source: Span;
  readonly names: Pick<DeclaredNames, 'objects'>;
  readonly released: Released;
  readonly drifts: Drift[];
}

/** What to go on from at a version: what was released, where it was released. */
export function heldToRelease(
  version: Version,
  is: RecordedShape,
  isPresent: boolean,
  { key, namespace, source, names, released, drifts }: DriftContext,
): RecordedShape {
  const record = released.objects.get(key)?.get(formatVersion(version));
  if (record === undefined) return is;
  const { fields = {}, methods = {} } = recordShape({ object: key, ...is });
  const isSame =
    sameJson(fields, record.fields ?? {}) &&
    sameJson(methods, record.methods ?? {}) &&
    isStoredAlike(is, record.storage);
  if (isSame) return is;
  const keyOf = (bare: string, major: number, minor: number | undefined): string => {
    const majors = names.objects.get(bare) ?? [];
    // A version that a newer major goes on from is one of that major's; a major alone is itself.
    const entry = majors.find((one) =>
      minor === undefined
        ? one.major === major
        : lineageOf(names, one).some((each) => sameVersion(each, { major, minor })),
    );
    return entry?.key ?? `${bare}@${major}`;
  };
  const recorded = shapeFromRecord(record, { namespace, source, keyOf });
  if (recorded === undefined) return is;
  const storage = heldStorage(is.storage, recorded.storage);
  const was = { ...recorded, ...(storage === undefined ? {} : { storage }) };
  drifts.push({ kind: 'object', key, version, was, is, isPresent });
  return was;
}

/** Whether all that may differ from version to version is the same; of what was not recorded nobody can tell. */
function isStoredAlike(
  { storage, fields }: RecordedShape,
  record: JsonObject | undefined,
): boolean {
  if (storage === undefined || record === undefined) return true;
  const [is, was] = [recordStorage(storageAt(storage, fields), fields), record].map((parts) =>
    Object.fromEntries(Object.entries(parts).filter(([part]) => fieldsOfPart(part).length > 0)),
  );
  return sameJson(is ?? {}, was ?? {});
}

/** Table and key are those of today at every version: that they changed is no matter of one version. */
function heldStorage(
  is: StorageMapping | undefined,
  was: StorageMapping | undefined,
): StorageMapping | undefined {
  if (is === undefined || was === undefined) return is;
  const { unique, indexes, columns } = was;
  return { ...is, unique, indexes, columns };
}

/** The same for the values of an enum. */
export function valuesHeldToRelease(
  version: Version,
  is: readonly string[],
  isPresent: boolean,
  key: string,
  { released, drifts }: Pick<DriftContext, 'released' | 'drifts'>,
): readonly string[] {
  const record = released.enums.get(key)?.get(formatVersion(version))?.values;
  if (record === undefined) return is;
  const was = Object.keys(record);
  if (was.length === is.length && is.every((value) => Object.hasOwn(record, value))) return is;
  drifts.push({ kind: 'enum', key, version, was, is, isPresent });
  return was;
}
