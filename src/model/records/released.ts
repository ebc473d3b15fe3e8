// What was released stands fast while a history is read: what it says of a released version is held against the
// record, and where the two differ, the way back goes on from the record. So each mistake shows once, where it was
// made, and not again in every older version.

import { sameJson } from '../../core/same-json.js';
import { formatVersion, sameVersion, type Version } from '../../core/version.js';
import type { Span } from '../../diagnostics/diagnostic.js';
import type { FieldShape, MethodShape } from '../model.js';
import { lineageOf, type DeclaredNames } from '../name-table.js';
import { recordShape } from './record-shape.js';
import type { Sections } from './record.js';
import { shapeFromRecord, type RecordedShape } from './shape-from-record.js';

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

/** The fields and methods to go on from at a version: those that were released, where it was released. */
export function heldToRelease(
  version: Version,
  is: {
    readonly fields: ReadonlyMap<string, FieldShape>;
    readonly methods: ReadonlyMap<string, MethodShape>;
  },
  isPresent: boolean,
  { key, namespace, source, names, released, drifts }: DriftContext,
): RecordedShape {
  const record = released.objects.get(key)?.get(formatVersion(version));
  if (record === undefined) return is;
  const { fields = {}, methods = {} } = recordShape({ object: key, ...is });
  if (sameJson(fields, record.fields ?? {}) && sameJson(methods, record.methods ?? {})) return is;
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
  const was = shapeFromRecord(record, { namespace, source, keyOf });
  if (was === undefined) return is;
  drifts.push({ kind: 'object', key, version, was, is, isPresent });
  return was;
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
