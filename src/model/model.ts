// What the schemas mean: every name resolved, every older version's shape derived, every rule with its
// defaults written out. All that comes after (generated code, interpreter, gate, docs) reads only this.

import type { JsonValue } from '../core/json.js';
import type { ColumnType } from '../core/storage.js';
import type { Scalar } from '../core/type-expr.js';
import type { Version } from '../core/version.js';
import type { Span } from '../diagnostics/diagnostic.js';

export interface Model {
  /** By key (see ObjectModel.key), sorted by it. */
  readonly objects: ReadonlyMap<string, ObjectModel>;
  /** By `namespace/Name`, sorted by it. */
  readonly enums: ReadonlyMap<string, EnumModel>;
}

export interface ObjectModel {
  /** `namespace/Name` for the newest major, `namespace/Name@1` for an older one. */
  readonly key: string;
  readonly name: string;
  readonly namespace: string;
  readonly major: number;
  readonly isNewestMajor: boolean;
  /** The name of the class: `Flavor`, `FlavorV1`, or what `typescriptName` says. */
  readonly typescriptName: string;
  readonly doc?: string;
  readonly stability: 'stable' | 'experimental';
  /**
   * Every version it can be read at, oldest first, the present one last. Where a major was joined to the
   * one before it (`from`), that one's versions come first.
   */
  readonly versions: readonly Version[];
  /** The present version: the last of `versions`. */
  readonly version: Version;
  /** The present shape: own fields, then those of mixins. */
  readonly shape: Shape;
  /** `shapes[i]` is the shape at `versions[i]`; the last is the present one. */
  readonly shapes: readonly Shape[];
  /** `steps[i]` leads from `versions[i]` to `versions[i + 1]`. */
  readonly steps: readonly Step[];
  /** How it is stored, at `versions[i]`; absent where it is not. */
  readonly storage?: readonly StorageShape[];
  /** Whether a field `objects` came from `listOf`. */
  readonly isList: boolean;
  /** Names of the mixins, for docs. */
  readonly mixins: readonly string[];
  /** Notes of the first version's entry, which no step bears. */
  readonly firstNotes: readonly string[];
  readonly source: Span;
}

export interface EnumModel {
  readonly key: string;
  readonly name: string;
  readonly namespace: string;
  readonly typescriptName: string;
  readonly doc?: string;
  /** Oldest first. */
  readonly versions: readonly EnumVersion[];
  readonly version: Version;
  readonly docs: ReadonlyMap<string, string>;
  readonly source: Span;
}

export interface EnumVersion {
  readonly version: Version;
  /** In the order of the declaration. */
  readonly values: readonly string[];
  readonly notes: readonly string[];
  /** What a value of this version becomes one version older; a value that is not here stays as it is. */
  readonly backport: ReadonlyMap<string, Substitute>;
  /** What a value of the version before becomes in this one; a value that is not here stays as it is. */
  readonly upgrade: ReadonlyMap<string, Substitute>;
}

// ── Shapes ──────────────────────────────────────────────────────────────────────────────────────

/** An object's fields and methods at one version. */
export interface Shape {
  readonly object: string;
  readonly version: Version;
  /** In the order of the wire: declaration order, renamed fields in their place, fields since removed last. */
  readonly fields: ReadonlyMap<string, FieldShape>;
  readonly methods: ReadonlyMap<string, MethodShape>;
}

export interface FieldShape {
  readonly name: string;
  readonly type: Type;
  /** As it stands on the wire, canonical; absent when there is none. */
  readonly default?: JsonValue;
  readonly doc?: string;
  readonly readOnly: boolean;
  readonly sensitive: boolean;
  readonly deprecated?: { readonly message: string; readonly since?: Version };
  readonly limits: Limits;
  /** A name for TypeScript other than the one that follows from the setting. */
  readonly typescriptName?: string;
  /** The mixin it came from. */
  readonly mixin?: string;
  readonly source: Span;
}

/** Bounds apply to the field's scalar, or to the scalars in its containers; a bigint's are texts of digits. */
export interface Limits {
  readonly min?: number | string;
  readonly max?: number | string;
  /** In code points. */
  readonly minLength?: number;
  readonly maxLength?: number;
  /** A JavaScript pattern with the flag `u`, for the whole value. */
  readonly pattern?: string;
}

export interface MethodShape {
  readonly name: string;
  readonly doc?: string;
  readonly static: boolean;
  readonly idempotent: boolean;
  readonly args: readonly FieldShape[];
  readonly returns?: Type;
  readonly source: Span;
}

export type Type = { readonly nullable: boolean } & (
  | { readonly kind: 'scalar'; readonly scalar: Scalar }
  | EnumType
  | { readonly kind: 'object'; readonly object: ObjectRef }
  | { readonly kind: 'list' | 'set' | 'map'; readonly element: Type }
  | { readonly kind: 'union'; readonly members: readonly ObjectRef[] }
);

/** A declared enum at the version that this shape speaks, or an inline one (no `key`). */
export interface EnumType {
  readonly kind: 'enum';
  readonly key?: string;
  readonly version?: Version;
  readonly values: readonly string[];
}

export interface ObjectRef {
  /** The key of an ObjectModel. */
  readonly key: string;
  readonly name: string;
  readonly namespace: string;
  readonly major: number;
  /** The child's version that this version of the parent means; only under `children: cascade`. */
  readonly version?: Version;
}

// ── Storage ─────────────────────────────────────────────────────────────────────────────────────

/** Where an object of one version stands in tables. */
export interface StorageShape {
  readonly table: string;
  /** A field of this version; its column and type are the same at every version. */
  readonly key: string;
  /** Each a list of fields of this version. */
  readonly unique: readonly (readonly string[])[];
  readonly indexes: readonly (readonly string[])[];
  /** The version of rows without a label. */
  readonly unlabelled?: Version;
  /** By field of this version; a field that is not here is not stored. */
  readonly fields: ReadonlyMap<string, Stored>;
  /** The `storage:` that says so. */
  readonly source: Span;
}

export type Stored =
  | { readonly kind: 'column'; readonly column: string; readonly type: ColumnType }
  /** A row of another table for each element. */
  | {
      readonly kind: 'table';
      readonly table: string;
      /** Its column for the key of the owner's row. */
      readonly owner: string;
      /** Its column for the place in a list or the key in a map; absent for sets. */
      readonly place?: string;
      readonly value: string;
      readonly type: ColumnType;
    };

// ── Steps ───────────────────────────────────────────────────────────────────────────────────────

/** All that one version changed, at once. */
export interface Step {
  readonly older: Version;
  readonly newer: Version;
  readonly changes: readonly FieldChange[];
  readonly methods: readonly MethodChange[];
  readonly notes: readonly string[];
  /** Whether a hook finishes the crossing in this direction, and what it admits to. */
  readonly hooks: { readonly backport?: HookUse; readonly upgrade?: HookUse };
  readonly source: Span;
}

export interface HookUse {
  /** Paths in the names of the shape that the hook's input has. */
  readonly loses: readonly string[];
  readonly refuses: boolean;
  readonly source: Span;
}

/**
 * One field's way across a step. `backport` is newer to older, `upgrade` older to newer. A field that no
 * change names crosses as it is.
 */
export type FieldChange =
  | {
      readonly kind: 'add';
      readonly newer: FieldShape;
      readonly backport: Leaving;
      readonly upgrade: Arriving;
      readonly source: Span;
    }
  | {
      readonly kind: 'remove';
      readonly older: FieldShape;
      readonly backport: Arriving;
      readonly upgrade: Leaving;
      readonly source: Span;
    }
  /** Renamed, changed, or both: the same data on both sides. */
  | {
      readonly kind: 'carry';
      readonly older: FieldShape;
      readonly newer: FieldShape;
      readonly backport: ValueRule;
      readonly upgrade: ValueRule;
      readonly source: Span;
    }
  /** Several fields for several: the step's hooks carry them. */
  | {
      readonly kind: 'replace';
      readonly older: readonly FieldShape[];
      readonly newer: readonly FieldShape[];
      readonly source: Span;
    };

export type MethodChange = {
  readonly name: string;
  readonly source: Span;
} & (
  | { readonly kind: 'add'; readonly newer: MethodShape }
  | { readonly kind: 'remove'; readonly older: MethodShape }
  | { readonly kind: 'change'; readonly older: MethodShape; readonly newer: MethodShape }
);

/** What becomes of a field that the far side does not know. */
export type Leaving =
  | { readonly kind: 'drop' }
  /** Refuses anything but unset, null, the default, and what the same change's other direction fills in (`unless`). */
  | { readonly kind: 'refuse'; readonly why: string; readonly unless: readonly JsonValue[] }
  /** Put under `key` of the map `field` of the far side; passes over unset, null and `unless`. */
  | {
      readonly kind: 'into';
      readonly field: string;
      readonly key: string;
      readonly unless: readonly JsonValue[];
    }
  | { readonly kind: 'hook' };

/** Where a field comes from that the near side does not know. */
export type Arriving =
  | { readonly kind: 'unset' }
  | { readonly kind: 'value'; readonly value: JsonValue }
  /** The near side's field, carried over as the types demand. */
  | { readonly kind: 'copy'; readonly field: string }
  /** Taken out of the near side's map; `otherwise` when the key is missing or its value does not fit. */
  | {
      readonly kind: 'from';
      readonly field: string;
      readonly key: string;
      readonly otherwise:
        { readonly kind: 'unset' } | { readonly kind: 'value'; readonly value: JsonValue };
    }
  | { readonly kind: 'refuse'; readonly why: string }
  | { readonly kind: 'hook' };

/**
 * How a value crosses where the same data stands on both sides. The keys apply in this order, at the
 * depth where they fit: null, values or members, type, limits. What follows from the types alone
 * (integer→float, scalar→string, T→list<T>, set→list, an element's own conversion) is not written here:
 * it is what a reader of both types does.
 */
export interface ValueRule {
  /** What null becomes where the far side has no null; absent when it may stay. */
  readonly whenNull?: Substitute;
  /**
   * What single values become, an enum's own rules included, for as many of its versions as the change
   * jumps; by the text of the value. A value that is not here stays as it is if the far type has it.
   */
  readonly values?: ReadonlyMap<string, Substitute>;
  /** What becomes of a value that is neither in `values` nor a value of the far type. */
  readonly else?: Substitute;
  /** What becomes of objects of a union that the far side does not know, by key of the object. */
  readonly members?: ReadonlyMap<string, Substitute>;
  /** A conversion that the types alone do not say, or that loses something. */
  readonly convert?: 'round' | 'parse' | 'first' | 'wrap' | 'text' | 'list' | 'set';
  /** For `first`: what an empty list becomes. */
  readonly whenEmpty?: Substitute;
  /** What becomes of a value outside the far side's limits. */
  readonly limits?: 'clamp' | { readonly refuse: string };
  /** The step's hook sets this field on the far side; it stands there as the rest of the rule left it, or unset. */
  readonly hook: boolean;
}

/** What stands in for a value. In elements only `value`, `omit` and `refuse`; `unset` there unsets the field. */
export type Substitute =
  | { readonly kind: 'value'; readonly value: JsonValue }
  | { readonly kind: 'unset' }
  | { readonly kind: 'omit' }
  | { readonly kind: 'refuse'; readonly why: string };
