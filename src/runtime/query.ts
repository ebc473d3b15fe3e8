// What a caller may ask of an object's rows: as code writes it, typed by the class, and in the plain form that
// a store compiles.

import type { Accepted, FieldOf, VersionedObject } from './object.js';

// ── As code writes it ───────────────────────────────────────────────────────────────────────────

/**
 * Which objects `list` gives, and how much of them. Properties have their names in TypeScript, values their form
 * in memory.
 *
 * @example
 * { where: { isPublic: true, memoryMb: { gte: 512 } }, orderBy: 'name', limit: 20, after: lastOne }
 */
export interface Query<T extends VersionedObject> {
  readonly where?: Where<T>;
  /** Ends with the key, whether that is said or not. Without a value (unset, or null) stands before all values. */
  readonly orderBy?: OrderBy<T> | readonly OrderBy<T>[] | undefined;
  readonly limit?: number | undefined;
  /** The object that the page before ended with: what comes after it, in the same order. */
  readonly after?: T | undefined;
  /** Only these are read, and the key, and what is ordered by; the rest is unset and can be loaded. */
  readonly fields?: readonly FieldOf<T>[] | undefined;
}

/**
 * What must be true of an object, all of it. A value means that the field equals it. `and`, `or` and `not` are these
 * words and no fields.
 */
export type Where<T extends VersionedObject> = {
  readonly [K in Exclude<FieldOf<T>, Joint>]?: Compared<T[K]> | Condition<T[K]>;
} & {
  readonly and?: readonly Where<T>[];
  readonly or?: readonly Where<T>[];
  readonly not?: Where<T>;
};

/** The words of `Where` that are no fields. */
export type Joint = 'and' | 'or' | 'not';

/**
 * What must be true of a field, all of it. A field that is unset equals nothing, not even null, and null is neither
 * less nor greater than anything; `ne` and `notIn` are true wherever `eq` and `in` are not.
 */
export interface Condition<V> {
  readonly eq?: Compared<V>;
  readonly ne?: Compared<V>;
  readonly in?: readonly Compared<V>[];
  readonly notIn?: readonly Compared<V>[];
  readonly lt?: Ordered<V>;
  readonly lte?: Ordered<V>;
  readonly gt?: Ordered<V>;
  readonly gte?: Ordered<V>;
  /** Texts are compared by code point, and this is no exception. */
  readonly startsWith?: [Extract<V, string>] extends [never] ? never : string;
  /** Whether it has a value; null is one where it may be null. */
  readonly isSet?: boolean;
}

type Single = string | number | bigint | boolean | Date | Uint8Array | null;

/** What a field may be compared with: of containers, objects and JSON only whether they are null. */
type Compared<V> = [V] extends [Single] ? Accepted<V> : Extract<V, null>;

type Ordered<V> = Exclude<Compared<V>, null | boolean>;

/** A field to order by, ascending unless said otherwise. */
export type OrderBy<T extends VersionedObject> =
  OrderField<T> | { readonly field: OrderField<T>; readonly direction?: 'asc' | 'desc' };

type OrderField<T extends VersionedObject> = {
  [K in FieldOf<T>]: [T[K]] extends [Single] ? K : never;
}[FieldOf<T>];

// ── As a store compiles it ──────────────────────────────────────────────────────────────────────

/** A query in names of the wire and canonical values of the wire, both of the newest version; all of it checked. */
export interface WireQuery {
  /** Undefined where every object is wanted. */
  readonly where: WireCondition | undefined;
  /** Never empty: the key is the last of them. */
  readonly order: readonly WireOrder[];
  readonly limit: number | undefined;
  /** Where the page before ended: a value for each of `order`, null where there was none. */
  readonly after: readonly WireValue[] | undefined;
  /** With the key and what is ordered by; undefined means every field. */
  readonly fields: readonly string[] | undefined;
}

/**
 * True or false of every object, never unknown as in SQL: an unset field equals nothing, and `not` of that is true.
 * An empty `and` is true, an empty `or` and an empty `in` are false.
 */
export type WireCondition =
  | { readonly kind: 'and' | 'or'; readonly all: readonly WireCondition[] }
  | { readonly kind: 'not'; readonly one: WireCondition }
  /** Null counts as set. */
  | { readonly kind: 'isSet'; readonly field: string }
  /** Whether it is set and one of these; null may be among them. */
  | { readonly kind: 'in'; readonly field: string; readonly values: readonly WireValue[] }
  /** Only `eq` is ever asked of null, and true of it; texts are compared by code point. */
  | { readonly kind: Comparison; readonly field: string; readonly value: WireValue };

/** How a field is compared with a value. */
export type Comparison = 'eq' | 'lt' | 'lte' | 'gt' | 'gte' | 'startsWith';

/** Bigints, datetimes and bytes are texts, as on the wire. */
export type WireValue = string | number | boolean | null;

/** What rows are ordered by, in the names of one version. */
export interface WireOrder {
  readonly field: string;
  /** Without a value (unset, or null) stands before all values where it is `asc`, behind them where it is `desc`. */
  readonly direction: 'asc' | 'desc';
}

// ── How much may be asked ───────────────────────────────────────────────────────────────────────

/** Bounds of one query: what a peer sends may not cost more than this. */
export const QUERY_LIMITS = {
  /** How deep `and`, `or` and `not` may stand in each other. */
  depth: 16,
  conditions: 1_000,
  /** In all lists of `in` together: what one statement of either engine takes as parameters. */
  values: 10_000,
} as const;
