// An object at one version, as the checks of storage look at it.

import type { Version } from '../../core/version.js';
import type { Span } from '../../diagnostics/diagnostic.js';
import type { FieldShape, Shape, Step, StorageShape, Stored } from '../model.js';
import type { StorageMapping } from './mapping.js';

export interface StoredAt {
  readonly version: Version;
  readonly fields: ReadonlyMap<string, FieldShape>;
  readonly mapping: StorageMapping;
  readonly storage: StorageShape;
  /** By field: what it is the same field as, at other versions. */
  readonly lines: ReadonlyMap<string, ReadonlySet<number>>;
  /** What led here; none before the first version. */
  readonly cameBy?: { readonly step: Step; readonly older: Shape };
}

export interface StoredField {
  readonly field: FieldShape;
  readonly stored: Stored;
  /** What says how it is stored: its line under `columns:`, else the field itself. */
  readonly span: Span;
}

export function storedFields({ fields, storage, mapping }: StoredAt): readonly StoredField[] {
  return [...fields.values()].flatMap((field) => {
    const stored = storage.fields.get(field.name);
    const span = mapping.columns.get(field.name)?.span ?? field.source;
    return stored === undefined ? [] : [{ field, stored, span }];
  });
}

/** As engines compare names: SQLite always folds ASCII letters, and so does PostgreSQL where a name is not quoted. */
export function folded(name: string): string {
  return name.replaceAll(/[A-Z]/g, (letter) => letter.toLowerCase());
}
