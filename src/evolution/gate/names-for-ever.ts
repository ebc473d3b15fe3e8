// Names of versions that no history holds any more: a peer or a stored row may still have one, so that it can never
// come back as something else.

import { sameJson } from '../../core/same-json.js';
import { compareVersions, formatVersion, parseVersion } from '../../core/version.js';
import { diagnose } from '../../diagnostics/diagnose.js';
import type { Diagnostic } from '../../diagnostics/diagnostic.js';
import {
  isMap,
  recordField,
  recordKey,
  type JsonObject,
  type ObjectModel,
  type ThingRecord,
} from '../../model/index.js';
import { homeOf, type Baseline, type Present } from './state.js';

/** Within a history it is found while it is read; this is about what was cut off. */
export function reportReused(
  { model }: Pick<Present, 'model'>,
  { records, past }: Baseline,
): readonly Diagnostic[] {
  return [...model.objects.values()].flatMap((object) => {
    const key = recordKey(object.namespace, object.name, object.major);
    const record = records.objects.get(key);
    if (record === undefined || record.isExperimental) return [];
    const before = past?.objects.get(key)?.versions ?? [];
    const versions = new Map([...before, ...record.versions]);
    return reusedIn(object, key, { ...record, versions });
  });
}

function reusedIn(
  object: ObjectModel,
  key: string,
  { versions }: ThingRecord,
): readonly Diagnostic[] {
  const [first] = object.versions;
  if (first === undefined) return [];
  const records = [...versions].flatMap(([text, { status, sections }]) => {
    const version = parseVersion(text);
    return version === undefined || status !== 'released' ? [] : [{ version, sections }];
  });
  const cut = records.filter(({ version }) => compareVersions(version, first) < 0);
  const kept = records.filter(({ version }) => compareVersions(version, first) >= 0);
  if (cut.length === 0) return [];
  return [...object.shape.fields.values()].flatMap((field) => {
    const { name } = field;
    if (kept.some(({ sections }) => Object.hasOwn(sections.fields ?? {}, name))) return [];
    const last = cut.findLast(({ sections }) => Object.hasOwn(sections.fields ?? {}, name));
    const was = last?.sections.fields?.[name];
    const is = recordField(field, homeOf(key));
    if (last === undefined || !isMap(was) || sameJson(dataOf(was), dataOf(is))) return [];
    const parameters = { field: name, until: last.version, since: object.version };
    const details = { object: object.name, version: formatVersion(object.version) };
    return [diagnose('history/name-reused', field.source, parameters, details)];
  });
}

/** What the values are; who may set them and see them is no part of it. */
function dataOf({ readOnly: _readOnly, sensitive: _sensitive, ...data }: JsonObject): JsonObject {
  return data;
}
