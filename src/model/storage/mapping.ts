// What `storage:` says of one version, in the names of that version and with its places. What follows by rule is
// not in it, so that a field that comes or goes changes nothing here.

import type { Version } from '../../core/version.js';
import type { Span } from '../../diagnostics/diagnostic.js';
import type {
  At,
  ColumnDeclaration,
  FieldListDeclaration,
  StorageDeclaration,
} from '../../load/index.js';

export interface StorageMapping {
  readonly table: At<string>;
  readonly key: At<string>;
  readonly unique: readonly FieldListDeclaration[];
  readonly indexes: readonly FieldListDeclaration[];
  readonly unlabelled?: At<Version>;
  /** By field of this version. */
  readonly columns: ReadonlyMap<string, ColumnDeclaration>;
  readonly span: Span;
}

/** Undefined where table or key could not be read, which is a finding by then. */
export function storageMapping(declared: StorageDeclaration): StorageMapping | undefined {
  const { table, key, unique = [], indexes = [], unlabelled, columns, span } = declared;
  if (table === undefined || key === undefined) return undefined;
  return {
    table,
    key,
    unique,
    indexes,
    ...(unlabelled === undefined ? {} : { unlabelled }),
    columns: columnsByField(columns),
    span,
  };
}

export function columnsByField(
  columns: readonly ColumnDeclaration[],
): ReadonlyMap<string, ColumnDeclaration> {
  return new Map(columns.map((column) => [column.field.value, column]));
}
