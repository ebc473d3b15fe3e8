// What was read, before it is a schema: objects and enums, with places in the file that they came from.

import type { JsonValue } from '../core/json.js';
import type { TypeExpr } from '../core/type-expr.js';
import type { Span } from '../diagnostics/diagnostic.js';

export type Draft = ObjectDraft | EnumDraft;

export interface ObjectDraft {
  readonly kind: 'object';
  readonly name: string;
  readonly typescriptName?: string;
  readonly doc?: string;
  readonly fields: readonly FieldDraft[];
  readonly source: Span;
}

export interface EnumDraft {
  readonly kind: 'enum';
  readonly name: string;
  readonly typescriptName?: string;
  readonly doc?: string;
  readonly values: readonly EnumValueDraft[];
  readonly source: Span;
}

export interface EnumValueDraft {
  readonly value: string;
  readonly doc?: string;
}

/** A property as it was read, before it has the name of a field. */
export interface Property {
  /** As it stands in the file. */
  readonly property: string;
  readonly type: TypeExpr;
  readonly marks: Marks;
  readonly source: Span;
}

/** A property, and whether it may be absent. */
export interface ReadProperty {
  readonly property: Property;
  readonly isOptional: boolean;
}

export interface FieldDraft extends Property {
  readonly name: string;
  readonly typescriptName?: string;
}

/** All that a field says besides its type, by the keys of a schema. */
export interface Marks {
  readonly default?: JsonValue;
  readonly doc?: string;
  readonly readOnly?: true;
  readonly sensitive?: true;
  readonly deprecated?: string;
  readonly min?: number;
  readonly max?: number;
  readonly minLength?: number;
  readonly maxLength?: number;
  readonly pattern?: string;
}

/** A type, and what it says besides: an alias may have limits. */
export interface Typed {
  readonly type: TypeExpr;
  readonly marks: Marks;
}
