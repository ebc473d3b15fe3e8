// What generated code says of an object's rows: which column each field has at which versions, what an upgrade
// or a backport fills in where nothing was written, and how values are compared across versions.

import type { JsonValue } from '../core/json.js';
import type { ColumnType } from '../core/storage.js';

/** A span of ordinals, both included. */
interface Span {
  readonly since: number;
  readonly until: number;
}

/** A field's column, at these versions. */
export interface ColumnRow extends Span {
  /** On the wire, as these versions call it. */
  readonly field: string;
  readonly column: string;
  readonly type: ColumnType;
  /** Whether a column of texts holds JSON: what is no text on the wire. */
  readonly isJson: boolean;
  /** Whether null is a value of the field at these versions; else a null in SQL means unset. */
  readonly nullable: boolean;
  /** Whether the column sorts as the field's values do: a text of digits or of a time does not. */
  readonly ordered: boolean;
}

/** A field whose elements are rows of a table of their own, at these versions. */
export interface SideRow extends Span {
  readonly field: string;
  readonly kind: 'list' | 'set' | 'map';
  readonly table: string;
  /** Its column for the key of the row that they belong to. */
  readonly owner: string;
  /** Its column for the place in a list, or for the key in a map; undefined for sets. */
  readonly place: string | undefined;
  readonly value: string;
  readonly type: ColumnType;
  /** Whether null is a value of its elements. */
  readonly nullable: boolean;
  /** Whether null is a value of the field itself. */
  readonly fieldNullable: boolean;
}

/** A unique constraint or an index: fields, as these versions call them. */
export interface IndexRow extends Span {
  readonly fields: readonly string[];
  readonly unique: boolean;
}

/**
 * A field that the near side of a step knows nothing of and that is not derived from what it knows: what the crossing
 * gives it counts only where its own column was never written. `at` is the ordinal of the newer side of the step;
 * `field` is its name on the far side.
 */
export interface FillRow {
  readonly direction: 'upgrade' | 'backport';
  readonly at: number;
  readonly field: string;
  /** What it is filled with, for comparisons in SQL. */
  readonly with:
    | { readonly kind: 'unset' }
    | { readonly kind: 'value'; readonly value: JsonValue }
    /** The value of that field of the near side. */
    | { readonly kind: 'copy'; readonly field: string }
    /** What a copy becomes in another type: it cannot be compared across the step. */
    | { readonly kind: 'opaque' };
}

/**
 * What a field on the far side of a step comes of, where it may come of nothing but fills and is not simply the same
 * field: then its own column counts as that of a field that is filled. `at` is the ordinal of the newer side.
 */
export interface MoveRow {
  readonly direction: FillRow['direction'];
  readonly at: number;
  readonly field: string;
  /** Fields of the near side; none where a hook may make it of all that is there. */
  readonly from: readonly string[];
}

/**
 * How an older field's value reads at the newer side of a step, where it is not the same under another name or the same
 * name: for comparisons in SQL. A field of the newer side that arrives neither by this, nor by a fill, nor as it is
 * (`opaque`), cannot be compared across the step.
 */
export interface CarryRow {
  /** The ordinal of the newer side of the step. */
  readonly at: number;
  readonly field: string;
  /** Its name on the older side; undefined where it is `opaque`. */
  readonly was: string | undefined;
  /**
   * What single values become, by the older value on the wire; others stay. A value that stays though others become it
   * is here with itself.
   */
  readonly values: readonly (readonly [older: JsonValue, newer: JsonValue])[];
  /** What null becomes; undefined where it stays. */
  readonly whenNull: JsonValue | undefined;
}

/** How an object is stored: its table, and where each of its fields of any version stands. */
export interface StorageInfo {
  readonly table: string;
  /** The field, the same at all versions, as the newest calls it. */
  readonly key: string;
  /** The ordinal of rows without a label; undefined where such rows are an error. */
  readonly unlabelled: number | undefined;
  readonly columns: readonly ColumnRow[];
  readonly sides: readonly SideRow[];
  readonly indexes: readonly IndexRow[];
  readonly fills: readonly FillRow[];
  readonly moves: readonly MoveRow[];
  readonly carries: readonly CarryRow[];
}

// ── As short as generated code says it ──────────────────────────────────────────────────────────

/** What generated code says of an object's rows; what is not there is none. */
export type StorageParts = Pick<StorageInfo, 'table' | 'key' | 'columns'> &
  Partial<Pick<StorageInfo, 'unlabelled' | 'sides' | 'indexes' | 'fills' | 'moves' | 'carries'>>;

/** What generated code says of an object's rows, with what it leaves out. */
export function storage(parts: StorageParts): StorageInfo {
  const { table, key, columns, unlabelled } = parts;
  const { sides = [], indexes = [], fills = [], moves = [], carries = [] } = parts;
  return { table, key, unlabelled, columns, sides, indexes, fills, moves, carries };
}

/** Versions that something is not there at; without a bound it is there from the first, or to the newest. */
type PartSpan = Partial<Span>;

const ALWAYS = { since: 0, until: Infinity };

/** A field's column, of the same name unless said otherwise. */
export function column(
  field: string,
  type: ColumnType,
  differs: PartSpan & Partial<Pick<ColumnRow, 'column' | 'isJson' | 'nullable' | 'ordered'>> = {},
): ColumnRow {
  const plain = { column: field, isJson: false, nullable: false, ordered: true };
  return { ...ALWAYS, field, type, ...plain, ...differs };
}

/** A side table; `place` is left out for sets. */
export function sideTable(
  parts: Pick<SideRow, 'field' | 'kind' | 'table' | 'owner' | 'value' | 'type'> &
    PartSpan &
    Partial<Pick<SideRow, 'place' | 'nullable' | 'fieldNullable'>>,
): SideRow {
  return { ...ALWAYS, place: undefined, nullable: false, fieldNullable: false, ...parts };
}

/** A unique constraint over fields. */
export function unique(fields: readonly string[], span: PartSpan = {}): IndexRow {
  return { ...ALWAYS, fields, unique: true, ...span };
}

/** An index over fields. */
export function index(fields: readonly string[], span: PartSpan = {}): IndexRow {
  return { ...ALWAYS, fields, unique: false, ...span };
}

/** A field that the step to `at`, or from it, fills in; with nothing it stays unset. */
export function fill(
  direction: FillRow['direction'],
  at: number,
  field: string,
  filled: FillRow['with'] = { kind: 'unset' },
): FillRow {
  return { direction, at, field, with: filled };
}

/** A field that the step to `at`, or from it, makes of these. */
export function move(
  direction: FillRow['direction'],
  at: number,
  field: string,
  from: readonly string[],
): MoveRow {
  return { direction, at, field, from };
}

/** A field that goes by another name, or some of whose values do, from `at` on. */
export function carry(
  at: number,
  field: string,
  was: string,
  differs: Partial<Pick<CarryRow, 'values' | 'whenNull'>> = {},
): CarryRow {
  return { at, field, was, values: [], whenNull: undefined, ...differs };
}

/** A field that cannot be compared across the step to `at`. */
export function opaque(at: number, field: string): CarryRow {
  return { at, field, was: undefined, values: [], whenNull: undefined };
}
