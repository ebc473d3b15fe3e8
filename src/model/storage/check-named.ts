// The fields that `storage:` or a `was` of it names: each must be one of its version.

import type { Version } from '../../core/version.js';
import { nearest } from '../../diagnostics/nearest.js';
import type { At, StorageDeclaration } from '../../load/index.js';
import type { FieldShape } from '../model.js';
import { report, type Scope } from '../scope.js';

export interface Side {
  readonly fields: ReadonlyMap<string, FieldShape>;
  readonly version: Version;
  /** Declared names that could not be made out; a finding names each by then. */
  readonly broken: ReadonlySet<string>;
}

export function checkNamed(
  { key, unique = [], indexes = [], columns }: Omit<StorageDeclaration, 'span'>,
  { fields, version, broken }: Side,
  scope: Scope,
): void {
  const look = (what: string, { value: name, span }: At<string>): void => {
    if (fields.has(name) || broken.has(name)) return;
    const near = nearest(name, fields.keys());
    const parameters = { what, name, version, ...(near === undefined ? {} : { near }) };
    report(scope, 'storage/unknown-field', span, parameters);
  };
  if (key !== undefined) look('the key', key);
  for (const list of unique) for (const name of list.fields) look('a unique constraint', name);
  for (const list of indexes) for (const name of list.fields) look('an index', name);
  for (const { field } of columns) look('`columns`', field);
}
