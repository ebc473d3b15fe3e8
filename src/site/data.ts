// What the site shows, as plain data: pages add nothing to it and look nothing up.

export interface SiteData {
  /** What the schemas are of: a namespace, or several. */
  readonly title: string;
  readonly objects: readonly ObjectSummary[];
  readonly enums: readonly EnumPage[];
  /** Oldest first, what would be released now last. */
  readonly releases: readonly ReleaseColumn[];
  readonly losses: readonly LossPage[];
  /** All of one object; made when its page is, so that a large domain is never in memory as a whole. */
  readonly detailsOf: (object: ObjectSummary) => ObjectDetails;
}

export interface ObjectSummary {
  /** The name of its page, unlike that of every other. */
  readonly slug: string;
  readonly name: string;
  readonly namespace: string;
  /** As the model knows it. */
  readonly key: string;
  readonly version: string;
  /** How many versions it can be read at. */
  readonly versions: number;
  readonly isNewestMajor: boolean;
  readonly isExperimental: boolean;
  readonly doc: string | undefined;
  /** Every name that a field has or had, for the search; with the anchor of its row. */
  readonly fields: readonly { readonly name: string; readonly anchor: string }[];
}

export interface ObjectDetails {
  readonly source: Place;
  /** Oldest first. */
  readonly versions: readonly string[];
  readonly lines: readonly FieldRow[];
  /** Newest first. */
  readonly history: readonly HistoryEntry[];
  /** What the first version says of itself. */
  readonly firstNotes: readonly string[];
  readonly losses: readonly LossRow[];
  readonly usedBy: readonly Use[];
  readonly methods: readonly MethodRow[];
  readonly storage: StorageTable | undefined;
  /** Where each release stands. */
  readonly releases: readonly { readonly name: string; readonly version: string }[];
  readonly code: readonly CodeBlock[];
}

export interface Place {
  readonly file: string;
  readonly line: number;
}

/** A part of a type: a name with a page of its own, or text. */
export type TypePart = string | { readonly text: string; readonly href: string };

/** A field under all its names and types. */
export interface FieldRow {
  readonly anchor: string;
  /** Of the newest of its segments. */
  readonly name: string;
  readonly isRemoved: boolean;
  readonly doc: string | undefined;
  readonly mixin: string | undefined;
  /** Oldest first; between them there is nothing. */
  readonly segments: readonly FieldSegment[];
}

/** A field as it is from one version to another, both included; places in `versions`. */
export interface FieldSegment {
  readonly from: number;
  readonly to: number;
  readonly name: string;
  readonly type: readonly TypePart[];
  /** Default, limits and marks, a few words each. */
  readonly remarks: readonly string[];
  /** What the segment differs in from the one before it. */
  readonly changed: readonly ('name' | 'type' | 'rest')[];
}

export interface HistoryEntry {
  readonly version: string;
  readonly older: string;
  readonly notes: readonly string[];
  readonly backport: readonly Effect[];
  readonly upgrade: readonly Effect[];
  readonly methods: readonly string[];
  readonly place: Place;
}

/** What becomes of a field, in words, and where the schema says so. */
export interface Effect {
  readonly sentences: readonly string[];
  readonly place: Place;
}

export interface LossRow {
  readonly path: string;
  readonly kind: string;
  readonly since: string;
  readonly what: string;
  readonly place: Place;
  /** Whom it meets: `before 1.3`. */
  readonly peers?: string;
}

export interface Use {
  readonly text: string;
  readonly href: string;
  /** When, where it is not so at every version. */
  readonly when: string | undefined;
}

export interface MethodRow {
  readonly signature: string;
  readonly doc: string | undefined;
  readonly marks: readonly string[];
}

export interface StorageTable {
  readonly table: string;
  readonly key: string;
  readonly columns: readonly {
    readonly field: string;
    readonly column: string;
    readonly type: string;
  }[];
  readonly indexes: readonly string[];
}

export interface CodeBlock {
  readonly title: string;
  readonly text: string;
}

export interface EnumPage {
  readonly slug: string;
  readonly name: string;
  readonly namespace: string;
  readonly version: string;
  readonly doc: string | undefined;
  readonly source: Place;
  /** Oldest first. */
  readonly versions: readonly { readonly version: string; readonly notes: readonly string[] }[];
  readonly values: readonly {
    readonly value: string;
    readonly doc: string | undefined;
    /** By place in `versions`. */
    readonly isIn: readonly boolean[];
    /** What other versions make of it. */
    readonly becomes: readonly string[];
  }[];
  readonly usedBy: readonly Use[];
}

export interface ReleaseColumn {
  readonly name: string;
  readonly isSupported: boolean;
  /** By key of the object. */
  readonly versions: ReadonlyMap<string, string>;
}

/** What two releases lose to each other. */
export interface LossPage {
  readonly slug: string;
  readonly older: string;
  readonly newer: string;
  readonly backport: readonly LossGroup[];
  readonly upgrade: readonly LossGroup[];
  /** Objects that one of them does not know, in words. */
  readonly strangers: readonly string[];
}

export interface LossGroup {
  readonly object: string;
  /** Its page; absent where it has none any more. */
  readonly href: string | undefined;
  readonly from: string;
  readonly to: string;
  readonly rows: readonly LossRow[];
}
