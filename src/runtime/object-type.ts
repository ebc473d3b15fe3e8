// What the runtime knows of a class: generated code makes one of these for each object.

import type { JsonValue } from '../core/json.js';
import { formatVersion, parseWireVersion } from '../core/version.js';
import type { Codec } from './codec.js';
import type { Crossing } from './crossing.js';
import type { Decoding } from './decoding.js';
import { Targets } from './encoding.js';
import type { HookInfo } from './hook.js';
import type { MethodInfo } from './methods.js';
import type { VersionedObject } from './object.js';
import type { StorageInfo } from './storage.js';
import type { Target } from './target.js';
import type { Data, Primitive, Wire } from './wire.js';

/** A field of the newest version. Its place in `ObjectType.fields` is its change bit. */
export interface FieldInfo {
  /** On the wire. */
  readonly name: string;
  /** In TypeScript. */
  readonly property: string;
  /** Where the instance keeps it. */
  readonly slot: string;
  readonly nullable: boolean;
  readonly readOnly: boolean;
  readonly sensitive: boolean;
  /** On the wire, canonical; undefined when there is none. */
  readonly default: JsonValue | undefined;
  /** For all but texts, numbers and booleans, which the slot keeps as they are on the wire. */
  readonly codec: Codec<unknown> | undefined;
}

/**
 * A name on the wire and the ordinals it is good for, both included. Rows of one `line` are one field
 * under its several names; lines below the number of fields are change bits, higher ones removed fields.
 */
export interface NameRow {
  readonly line: number;
  readonly name: string;
  readonly since: number;
  readonly until: number;
}

/** What generated code says of a field; flags that are not there are false. */
export type FieldParts = Pick<FieldInfo, 'name' | 'property'> &
  Partial<Pick<FieldInfo, 'nullable' | 'readOnly' | 'sensitive'>> & {
    readonly default?: JsonValue;
    readonly codec?: Codec<unknown>;
  };

/** What is known of an object by its generated code alone. Ordinals count its versions; the first one's is `base`. */
interface ObjectTypeSaid<T extends VersionedObject> {
  readonly name: string;
  readonly namespace: string;
  readonly major: number;
  /** Every version it can be read at, oldest first. */
  readonly versions: readonly string[];
  /** The ordinal of the first of `versions`: its minor, so that ordinals read as minors where they can. */
  readonly base: number;
  readonly wire: Wire;
  /** Its name in a target. */
  readonly slot: string;
  /** Names that not every version has. */
  readonly rows: readonly NameRow[];
  /** The objects that may stand in it, at any version. */
  readonly children: () => readonly AnyObjectType[];
  /** The user's hooks, in any order. */
  readonly hooks: readonly HookInfo[];
  /** Of every version: those removed since are there for callers that still have them. */
  readonly methods: readonly MethodInfo[];
  /** How it is stored; undefined where it is not. */
  readonly storage?: StorageInfo | undefined;
  /** What encoding at each version needs to know, by the version's ordinal. */
  readonly targets: (ordinal: (slot: string) => number) => Target;
  /** From this ordinal on `decode` knows the way by itself; older data is crossed first. */
  readonly decodesFrom: number;
  /** Whether a version of it fixes the versions of the objects in it. */
  readonly cascades: boolean;
  /** An object with nothing set. */
  readonly create: () => T;
  /** The primitive of an object; at the version of this ordinal, the newest when absent. */
  encode(object: T, to: Target, version?: number): Primitive;
  /** An object out of the data of a version, by its ordinal. */
  decode(data: Data, version: number, at: Decoding): T;
  /** Data of one version as data of another, by their ordinals. */
  cross(data: Data, from: number, to: number, x: Crossing): Record<string, unknown>;
}

/** What generated code says of an object. */
export interface ObjectTypeParts<T extends VersionedObject> extends ObjectTypeSaid<T> {
  readonly fields: readonly FieldParts[];
}

/** What the runtime knows of a class: its versions, fields and the way between them. Made by generated code. */
export interface ObjectType<T extends VersionedObject = VersionedObject> extends ObjectTypeSaid<T> {
  readonly fields: readonly FieldInfo[];
  /** `namespace/Name@major`. */
  readonly key: string;
  readonly version: string;
  /** The ordinal of the newest version. */
  readonly newest: number;
  readonly ordinals: ReadonlyMap<string, number>;
  readonly byProperty: ReadonlyMap<string, FieldInfo>;
  readonly bits: ReadonlyMap<string, number>;
  readonly rowsByName: ReadonlyMap<string, readonly NameRow[]>;
  /** The fields that objects may stand in. */
  readonly objectFields: readonly FieldInfo[];
  /** The targets that it was written for so far. */
  readonly known: Targets;
}

/** For positions where the class does not matter: methods take it as they take any other. */
export type AnyObjectType = ObjectType;

/** Completes what generated code says of an object; it says it when it is asked, so that a bundler may leave it out. */
export function objectType<T extends VersionedObject>(
  say: () => ObjectTypeParts<T>,
): ObjectType<T> {
  const parts = say();
  const { versions, base } = parts;
  const newest = base + versions.length - 1;
  const fields = parts.fields.map(fieldInfo);
  const rows = allRows(parts, newest);
  const { storage, ...others } = parts;
  const type: ObjectType<T> = {
    ...others,
    key: `${parts.namespace}/${parts.name}@${parts.major}`,
    version: versions.at(-1) ?? '',
    newest,
    fields,
    rows,
    rowsByName: rowsByName(rows),
    ordinals: new Map(versions.map((version, i) => [version, base + i])),
    byProperty: new Map(fields.map((field) => [field.property, field])),
    bits: new Map(fields.map((field, bit) => [field.property, bit])),
    objectFields: fields.filter((field) => field.codec?.someObject !== undefined),
    // No getter among these: all types have one hidden class, which the hot paths are compiled for.
    known: new Targets(() => type),
    // Last, stored or not, for the same reason.
    storage,
  };
  return type;
}

function fieldInfo(parts: FieldParts): FieldInfo {
  const { name, property, nullable = false, readOnly = false, sensitive = false } = parts;
  // Every field has every member, in one order: all have one hidden class too.
  return {
    name,
    property,
    slot: `$${property}`,
    nullable,
    readOnly,
    sensitive,
    default: parts.default,
    codec: parts.codec,
  };
}

/** A row for each name of each version, in the order of the wire. */
function allRows<T extends VersionedObject>(
  { fields, rows, base }: ObjectTypeParts<T>,
  newest: number,
): NameRow[] {
  const removed = rows.filter((one) => one.line >= fields.length);
  const present = fields.flatMap((field, line) => {
    const own = rows.filter((one) => one.line === line);
    return own.length > 0 ? own : [row(line, field.name, base, newest)];
  });
  return [...present, ...removed];
}

function rowsByName(rows: readonly NameRow[]): Map<string, NameRow[]> {
  const found = new Map<string, NameRow[]>();
  for (const one of rows) found.set(one.name, [...(found.get(one.name) ?? []), one]);
  return found;
}

/** The label of an ordinal. */
export function labelOf(type: AnyObjectType, ordinal: number): string {
  return type.versions[ordinal - type.base] ?? '?';
}

/** The ordinal of a version as a peer wrote it, a third part read past; undefined when it is none of ours. */
export function ordinalOf(type: AnyObjectType, version: string): number | undefined {
  const exact = type.ordinals.get(version);
  if (exact !== undefined) return exact;
  const parsed = parseWireVersion(version);
  return parsed === undefined ? undefined : type.ordinals.get(formatVersion(parsed));
}

/** The name that a line has at an ordinal. */
export function nameAt(type: AnyObjectType, line: number, ordinal: number): string | undefined {
  return type.rows.find((r) => r.line === line && r.since <= ordinal && ordinal <= r.until)?.name;
}

/** The line that a name belongs to at an ordinal. */
export function lineAt(type: AnyObjectType, name: string, ordinal: number): number | undefined {
  const rows = type.rowsByName.get(name);
  return rows?.find((r) => r.since <= ordinal && ordinal <= r.until)?.line;
}

/** A row of names, for generated code. */
export function row(line: number, name: string, since: number, until: number): NameRow {
  return { line, name, since, until };
}
