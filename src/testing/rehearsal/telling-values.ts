// Which values are worth a meeting. A field that no version between the two releases touches crosses as it
// is: two of its values tell as much as fifty.

import { compareVersions, sameVersion, type Version } from '../../core/version.js';
import { refsOf, type Model, type ObjectModel } from '../../model/index.js';
import type { FieldChange } from '../../model/model.js';
import { isJsonObject, own } from '../laws/envelope.js';
import { newestWith, type RehearsedValue } from './values.js';

/** As many values of a field are taken that nothing happens to. */
const OF_A_QUIET_FIELD = 2;

/** The values that tell something where an object goes over these versions, in their order. */
export function telling(
  model: Model,
  object: ObjectModel,
  versions: readonly Version[],
  prefix: string,
  values: readonly RehearsedValue[],
): readonly RehearsedValue[] {
  const touched = touchedBetween(model, object, versions);
  const taken = new Map<string, number>();
  return values.filter((value) => {
    const field = fieldOf(value, prefix);
    if (field === undefined || touched.has(field)) return true;
    const before = taken.get(field) ?? 0;
    taken.set(field, before + 1);
    return before < OF_A_QUIET_FIELD;
  });
}

/** The one field that a value is about. */
function fieldOf({ about, value }: RehearsedValue, prefix: string): string | undefined {
  const left = /^all but (\w+)$/.exec(about)?.[1];
  if (left !== undefined) return left;
  const data = isJsonObject(value) ? own(value, `${prefix}.data`) : undefined;
  const [name, ...more] = isJsonObject(data) ? Object.keys(data) : [];
  return more.length === 0 ? name : undefined;
}

/** Fields that some step between the versions touches, and those that hold objects, under all their names. */
function touchedBetween(
  model: Model,
  { namespace, name, version, shape }: ObjectModel,
  versions: readonly Version[],
): ReadonlySet<string> {
  const sorted = [version, ...versions].sort(compareVersions);
  const [oldest = version, newest = version] = [sorted[0], sorted.at(-1)];
  const touched = new Set<string>();
  if (sameVersion(oldest, newest)) return touched;
  for (const field of shape.fields.values()) {
    if (refsOf(field.type).length > 0) touched.add(field.name);
  }
  const whole = newestWith(model, `${namespace}/${name}`, newest);
  for (const step of whole?.steps ?? []) {
    const isBetween =
      compareVersions(step.newer, oldest) > 0 && compareVersions(step.newer, newest) <= 0;
    if (!isBetween) continue;
    for (const change of step.changes) for (const one of namesIn(change)) touched.add(one);
  }
  return touched;
}

function namesIn(change: FieldChange): readonly string[] {
  switch (change.kind) {
    case 'add':
      return [change.newer.name, ...moveOf(change.backport), ...moveOf(change.upgrade)];
    case 'remove':
      return [change.older.name, ...moveOf(change.backport), ...moveOf(change.upgrade)];
    case 'carry':
      return [change.older.name, change.newer.name];
    case 'replace':
      return [...change.older, ...change.newer].map((field) => field.name);
  }
}

/** The other field of a rule that moves data. */
function moveOf(rule: { readonly kind: string; readonly field?: string }): readonly string[] {
  return rule.field === undefined ? [] : [rule.field];
}
