// What rows of the baseline stand on: their table, its key, the version of those without a label. It is no matter of
// versions: no entry of a history can say that rows which are there are somewhere else.

import { formatVersion, parseVersion, sameVersion } from '../../core/version.js';
import { diagnose } from '../../diagnostics/diagnose.js';
import type { Diagnostic } from '../../diagnostics/diagnostic.js';
import type { ObjectDeclaration } from '../../load/index.js';
import { recordKey, type JsonObject, type Model, type StorageShape } from '../../model/index.js';
import { nameOf, type Baseline, type Present } from './state.js';

/** `newest` is the newest released version by key of the record. */
export function reportStorage(
  { things, model }: Pick<Present, 'things' | 'model'>,
  { records }: Baseline,
  newest: ReadonlyMap<string, string>,
): readonly Diagnostic[] {
  return [...records.objects].flatMap(([key, { versions }]) => {
    const version = newest.get(key) ?? '';
    const was = versions.get(version)?.sections.storage;
    const declaration = things.objects.get(key);
    // That the object is gone is told as that.
    if (was === undefined || declaration === undefined) return [];
    if (declaration.storage === undefined) {
      const table = textOf(was, 'table');
      const parameters = { name: nameOf(key, things), table };
      const details = { object: declaration.name.value, evidence: `${key} ${table}` };
      return [diagnose('storage/removed', declaration.name.span, parameters, details)];
    }
    const is = storageAt(model, key, version);
    return is === undefined ? [] : moved(key, version, was, is, declaration);
  });
}

/** Undefined where the object has findings of its own. */
function storageAt({ objects }: Model, key: string, label: string): StorageShape | undefined {
  for (const { namespace, name, major, versions, storage } of objects.values()) {
    if (recordKey(namespace, name, major) !== key) continue;
    return storage?.[versions.findIndex((one) => formatVersion(one) === label)];
  }
  return undefined;
}

function moved(
  key: string,
  label: string,
  was: JsonObject,
  is: StorageShape,
  { storage: declared, name }: ObjectDeclaration,
): readonly Diagnostic[] {
  const details = { object: name.value };
  const found: Diagnostic[] = [];
  const [table, field] = [textOf(was, 'table'), textOf(was, 'key')];
  if (table !== is.table) {
    const parameters = { was: table, is: is.table };
    found.push(diagnose('storage/table-changed', declared?.table?.span, parameters, details));
  }
  const version = parseVersion(label);
  if (field !== is.key && version !== undefined) {
    const parameters = { key: is.key, version, why: `it was \`${field}\`` };
    found.push(diagnose('storage/key-changed', declared?.key?.span, parameters, details));
  }
  const before = parseVersion(textOf(was, 'unlabelled'));
  const now = is.unlabelled;
  if (before !== undefined && (now === undefined || !sameVersion(before, now))) {
    const span = declared?.unlabelled?.span ?? declared?.span;
    const evidence = `${key} ${formatVersion(before)} ${now === undefined ? '' : formatVersion(now)}`;
    const parameters = { was: before, is: now };
    const all = { ...details, evidence };
    found.push(diagnose('storage/unlabelled-changed', span, parameters, all));
  }
  return found;
}

function textOf(record: JsonObject, part: string): string {
  const value = record[part];
  return typeof value === 'string' ? value : '';
}
