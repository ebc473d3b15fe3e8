// What a schema file says, as written: every part with its place, nothing resolved. A file that is
// broken in one spot still yields the declarations of the others, so that all findings of a run show.

import type { ColumnType } from '../core/storage.js';
import type { TypeExpr } from '../core/type-expr.js';
import type { Version } from '../core/version.js';
import type { Span } from '../diagnostics/diagnostic.js';

/** A value with the place it was written at. */
export interface At<T> {
  readonly value: T;
  readonly span: Span;
}

// ── YAML as text with places ────────────────────────────────────────────────────────────────────

/** A YAML value, typed by nobody yet: a scalar is its source text. */
export type Node = ScalarNode | SequenceNode | MapNode;

export interface ScalarNode {
  readonly kind: 'scalar';
  /** The text after YAML's own unquoting and unfolding: `1e3`, `on`, `007` stay what they are. */
  readonly text: string;
  /** Whether it was quoted or a block; then it is text, whatever it looks like. */
  readonly quoted: boolean;
  readonly span: Span;
}

export interface SequenceNode {
  readonly kind: 'sequence';
  readonly items: readonly Node[];
  readonly span: Span;
}

export interface MapNode {
  readonly kind: 'map';
  readonly entries: readonly { readonly key: ScalarNode; readonly value: Node }[];
  readonly span: Span;
}

// ── Declarations ────────────────────────────────────────────────────────────────────────────────

export type Declaration = (ObjectDeclaration | EnumDeclaration | MixinDeclaration) & {
  /**
   * Present where part of the file could not be read, which is a finding by then: what seems to be
   * missing or unknown because of that is not another one.
   */
  readonly isIncomplete?: boolean;
};

export interface ObjectDeclaration {
  readonly kind: 'object';
  /** The file, relative to the project, with `/`. */
  readonly file: string;
  readonly name: At<string>;
  readonly namespace?: At<string>;
  readonly typescriptName?: At<string>;
  readonly version: At<Version>;
  readonly doc?: string;
  readonly stability?: At<'experimental' | 'stable'>;
  readonly mixins: readonly At<string>[];
  readonly listOf?: At<TypeExpr>;
  readonly fields: readonly FieldDeclaration[];
  readonly methods: readonly MethodDeclaration[];
  readonly history: readonly HistoryEntry[];
  readonly storage?: StorageDeclaration;
  /** Exceptions to rules of the gate, kept as read. */
  readonly allow?: Node;
  /** The whole map, for what looks at a file's own keys. */
  readonly node: MapNode;
}

export interface EnumDeclaration {
  readonly kind: 'enum';
  readonly file: string;
  readonly name: At<string>;
  readonly namespace?: At<string>;
  readonly typescriptName?: At<string>;
  readonly version: At<Version>;
  readonly doc?: string;
  readonly values: readonly EnumValueDeclaration[];
  readonly history: readonly HistoryEntry[];
  readonly allow?: Node;
  readonly node: MapNode;
}

/** A value of an enum, which may bear a doc. */
export interface EnumValueDeclaration {
  readonly name: At<string>;
  readonly doc?: string;
}

export interface MixinDeclaration {
  readonly kind: 'mixin';
  readonly file: string;
  readonly name: At<string>;
  readonly namespace?: At<string>;
  readonly doc?: string;
  readonly fields: readonly FieldDeclaration[];
  readonly node: MapNode;
}

/** A field in its long form; the short form has only a type. Also what a long `was` is. */
export interface FieldDeclaration {
  readonly name: At<string>;
  /** The type, and the place of its text; absent when the text was not a type, which is a finding by then. */
  readonly type?: At<TypeExpr>;
  readonly default?: Node;
  readonly doc?: string;
  readonly readOnly?: At<boolean>;
  readonly sensitive?: At<boolean>;
  readonly deprecated?: At<{ readonly message: string; readonly since?: Version }>;
  readonly min?: ScalarNode;
  readonly max?: ScalarNode;
  readonly minLength?: At<number>;
  readonly maxLength?: At<number>;
  readonly pattern?: At<string>;
  readonly typescriptName?: At<string>;
  /** Whether it was written as a bare type; a short `was` takes the rest from the newer side. */
  readonly short: boolean;
  readonly span: Span;
}

export interface MethodDeclaration {
  readonly name: At<string>;
  readonly doc?: string;
  /** Absent: it is not; in a `was`, it was what it is. */
  readonly static?: boolean;
  readonly args: readonly FieldDeclaration[];
  /** Absent: returns nothing. */
  readonly returns?: At<TypeExpr>;
  /** Absent as `static` is. */
  readonly idempotent?: boolean;
  readonly span: Span;
}

/** How the object is stored. Of a `was` only what was different is there. */
export interface StorageDeclaration {
  readonly table?: At<string>;
  readonly key?: At<string>;
  readonly unique?: readonly FieldListDeclaration[];
  readonly indexes?: readonly FieldListDeclaration[];
  readonly unlabelled?: At<Version>;
  readonly columns: readonly ColumnDeclaration[];
  readonly span: Span;
}

/** The fields of a unique constraint or of an index. */
export interface FieldListDeclaration {
  readonly fields: readonly At<string>[];
  readonly span: Span;
}

/** How a field is stored, where that differs from the rule. */
export type ColumnDeclaration = {
  readonly field: At<string>;
  readonly span: Span;
} & (
  | { readonly kind: 'none' }
  | { readonly kind: 'column'; readonly column?: At<string>; readonly type?: At<ColumnType> }
  | {
      readonly kind: 'table';
      readonly table: At<string>;
      readonly owner?: At<string>;
      readonly place?: At<string>;
      readonly value?: At<string>;
    }
);

/** One version's entry in a history, in the order of the file (newest first). */
export interface HistoryEntry {
  readonly version: At<Version>;
  /** `from: "1.7"`, at the beginning of a major's first entry. */
  readonly from?: At<Version>;
  readonly notes: readonly At<string>[];
  readonly changes: readonly ChangeDeclaration[];
  /** An empty list: neither a note nor a change was meant. */
  readonly isBlank: boolean;
  readonly span: Span;
}

/** A change as written; whether it fits the object is the model's question. */
export type ChangeDeclaration =
  | FieldAddDeclaration
  | FieldRemoveDeclaration
  | FieldRenameDeclaration
  | FieldChangeDeclaration
  | FieldReplaceDeclaration
  | MethodChangeDeclaration
  | StorageChangeDeclaration;

interface Rules {
  readonly backport?: RuleDeclaration;
  readonly upgrade?: RuleDeclaration;
  /** The place of the change, to point at; its line is the line of a loss. */
  readonly span: Span;
}

/** `add: f` or `add: [a, b]`; in an enum, values. */
export interface FieldAddDeclaration extends Rules {
  readonly kind: 'add';
  readonly names: readonly At<string>[];
}

export interface FieldRemoveDeclaration extends Rules {
  readonly kind: 'remove';
  readonly names: readonly At<string>[];
  readonly was?: FieldDeclaration;
}

export interface FieldRenameDeclaration extends Rules {
  readonly kind: 'rename';
  readonly name: At<string>;
  readonly to: At<string>;
  readonly was?: FieldDeclaration;
}

export interface FieldChangeDeclaration extends Rules {
  readonly kind: 'change';
  readonly name: At<string>;
  readonly was?: FieldDeclaration;
}

export interface FieldReplaceDeclaration extends Rules {
  readonly kind: 'replace';
  readonly old: readonly FieldDeclaration[];
  readonly with: readonly At<string>[];
}

/** `add: m()`, `remove: m()`, `change: m()`. */
export interface MethodChangeDeclaration {
  readonly kind: 'add-method' | 'remove-method' | 'change-method';
  /** Without the parentheses. */
  readonly names: readonly At<string>[];
  readonly was?: MethodDeclaration;
  readonly span: Span;
}

/** `change: storage`. */
export interface StorageChangeDeclaration {
  readonly kind: 'change-storage';
  readonly was?: StorageDeclaration;
  readonly span: Span;
}

/**
 * A rule as written. A bare word (`drop`, `unset`, `hook`, `clamp`, or an enum value) is `word`; a map
 * has its keys here, each absent when it was not written. Values are nodes: what they mean depends on
 * the type of the field they stand for.
 */
export interface RuleDeclaration {
  readonly span: Span;
  readonly word?: At<string>;
  readonly refuse?: At<string>;
  readonly value?: Node;
  readonly copy?: At<string>;
  readonly from?: At<string>;
  readonly into?: At<string>;
  readonly whenNull?: Node;
  readonly values?: readonly { readonly key: ScalarNode; readonly substitute: Node }[];
  readonly else?: Node;
  readonly members?: readonly { readonly key: ScalarNode; readonly substitute: Node }[];
  readonly convert?: At<'round' | 'parse' | 'first' | 'wrap' | 'text' | 'list' | 'set'>;
  readonly whenEmpty?: Node;
  readonly clamp?: At<true>;
  readonly hook?: At<{ readonly loses: readonly At<string>[]; readonly refuses: boolean }>;
}
