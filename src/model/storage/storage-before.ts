// What an entry says of storage: how the object was stored at the version before it.

import type { HistoryEntry, StorageChangeDeclaration } from '../../load/index.js';
import { sameJson } from '../../core/same-json.js';
import type { FieldShape, Step } from '../model.js';
import { report, type Scope } from '../scope.js';
import { checkNamed } from './check-named.js';
import type { StorageMapping } from './mapping.js';
import { recordStorage } from './record-storage.js';
import { storageAt } from './storage-at.js';
import { takeBackStorage } from './take-back-storage.js';

/** The fields on both sides of the entry. */
interface Known {
  readonly newer: ReadonlyMap<string, FieldShape>;
  readonly older: ReadonlyMap<string, FieldShape>;
  readonly broken: ReadonlySet<string>;
}

/** Undefined where the object is not stored. */
export function storageBefore(
  entry: HistoryEntry,
  newer: StorageMapping | undefined,
  { older: version, changes }: Step,
  { older: fields, broken }: Known,
  scope: Scope,
): StorageMapping | undefined {
  const said = declaredChange(entry, newer, scope);
  if (newer === undefined) return undefined;
  const { was } = said ?? {};
  const older = takeBackStorage(newer, changes, was);
  if (said === undefined || was === undefined) return older;
  const { table, key } = was;
  if (table !== undefined && table.value !== newer.table.value) {
    const parameters = { was: table.value, is: newer.table.value };
    report(scope, 'storage/table-changed', table.span, parameters);
  }
  if (key !== undefined && key.value !== older.key.value) {
    const why = `it was \`${key.value}\``;
    report(scope, 'storage/key-changed', key.span, { key: older.key.value, version, why });
  }
  // The key was told of already, where it was another.
  const { unique, indexes, columns } = was;
  const named = {
    ...(unique && { unique }),
    ...(indexes && { indexes }),
    columns,
  };
  checkNamed(named, { fields, version, broken }, scope);
  const others = takeBackStorage(newer, changes, undefined);
  const [before, unsaid] = [older, others].map((one) =>
    recordStorage(storageAt(one, fields), fields),
  );
  const isFixed = (table ?? key) !== undefined;
  if (!isFixed && sameJson(before ?? {}, unsaid ?? {})) {
    report(scope, 'history/was-same', was.span, { name: 'storage', version: entry.version.value });
  }
  return older;
}

/** The change of storage that the entry declares; one is enough. */
function declaredChange(
  { changes, version }: HistoryEntry,
  storage: StorageMapping | undefined,
  scope: Scope,
): StorageChangeDeclaration | undefined {
  const declared = changes.filter((change) => change.kind === 'change-storage');
  const [first, second] = declared;
  if (first === undefined) return undefined;
  if (storage === undefined) report(scope, 'storage/not-stored', first.span, {});
  if (second !== undefined) {
    const parameters = { what: 'storage', name: 'storage', version: version.value };
    const related = [{ message: 'first named here', span: first.span }];
    report(scope, 'history/field-twice', second.span, parameters, { related });
  }
  return first;
}
