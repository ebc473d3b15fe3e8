// Fields that were masked when they were released and are no longer. It is no matter of versions: recorded or not, what
// was kept out of logs so far would stand in them.

import { compareVersions, parseVersion } from '../../core/version.js';
import { diagnose } from '../../diagnostics/diagnose.js';
import type { Diagnostic } from '../../diagnostics/diagnostic.js';
import { recordKey, type FieldShape } from '../../model/index.js';
import { nameOf, type Present, type Unrecorded } from './state.js';

/** `newest` is the newest released version by key of the record. */
export function reportUnmasked(
  { model, things }: Pick<Present, 'model' | 'things'>,
  newest: ReadonlyMap<string, string>,
  unrecorded: readonly Unrecorded[],
): readonly Diagnostic[] {
  const found = new Map<string, Diagnostic>();
  const tell = (key: string, newer: FieldShape): void => {
    const declaration = things.objects.get(key);
    if (declaration === undefined) return;
    const { name: field, mixin } = newer;
    // Of a mixin it is one cause, however many objects have it.
    const owner = mixin ?? nameOf(key, things);
    const parameters = { name: owner, field };
    const evidence = mixin === undefined ? `${key} ${field}` : `${mixin} ${field}`;
    const object = mixin ?? declaration.name.value;
    found.set(
      evidence,
      diagnose('history/sensitive-removed', newer.source, parameters, { object, evidence }),
    );
  };
  for (const { key, changes } of unrecorded) {
    for (const change of changes) {
      if (change.kind === 'sensitive-changed' && change.older.sensitive) tell(key, change.newer);
    }
  }
  for (const { namespace, name, major, steps } of model.objects.values()) {
    const key = recordKey(namespace, name, major);
    const released = parseVersion(newest.get(key) ?? '');
    if (released === undefined) continue;
    for (const { newer: version, changes } of steps) {
      if (compareVersions(version, released) <= 0) continue;
      for (const change of changes) {
        if (change.kind === 'carry' && change.older.sensitive && !change.newer.sensitive) {
          tell(key, change.newer);
        }
      }
    }
  }
  return [...found.values()];
}
