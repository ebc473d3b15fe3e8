// A model as records: what the lock is written from, and what two states of a project are compared by.

import { formatVersion } from '../../core/version.js';
import type { EnumModel, Model, ObjectModel, Shape, Step, StorageShape } from '../model.js';
import { recordStorage } from '../storage/record-storage.js';
import { recordEnumRules, recordRules, type Direction } from './record-rules.js';
import { byName, recordShape } from './record-shape.js';
import {
  recordKey,
  type Records,
  type Sections,
  type ThingRecord,
  type VersionRecord,
} from './record.js';

/** What names the code of a hook, if there is such a hook. */
export type DigestOf = (
  object: ObjectModel,
  step: Step,
  direction: Direction,
) => string | undefined;

export function recordsOf(model: Model, wire: Records['wire'], digestOf: DigestOf): Records {
  const objects = [...model.objects.values()].map(
    (object) =>
      [
        recordKey(object.namespace, object.name, object.major),
        recordObject(object, digestOf),
      ] as const,
  );
  const enums = [...model.enums.values()].map((one) => [one.key, recordEnum(one)] as const);
  return { wire, objects: sortedMap(objects), enums: sortedMap(enums) };
}

/** What one version's record is made of: its shape, the step that leads there, and how it is stored. */
function recordVersion(
  shape: Omit<Shape, 'version'>,
  step: Step | undefined,
  storage: StorageShape | undefined,
  digest: (step: Step, direction: Direction) => string | undefined,
): Sections {
  const rules = step === undefined ? {} : recordRules(step, (direction) => digest(step, direction));
  return {
    ...recordShape(shape),
    ...(Object.keys(rules).length === 0 ? {} : { rules }),
    ...(storage === undefined ? {} : { storage: recordStorage(storage, shape.fields) }),
  };
}

/** The versions of the object's own major; those it was joined to are recorded with theirs. */
function recordObject(object: ObjectModel, digestOf: DigestOf): ThingRecord {
  const versions = new Map<string, VersionRecord>();
  const shapes = object.shapes;
  for (const [index, version] of object.versions.entries()) {
    const shape = shapes[index];
    if (version.major !== object.major || shape === undefined) continue;
    const [step, storage] = [object.steps[index - 1], object.storage?.[index]];
    const sections = recordVersion(shape, step, storage, (one, direction) =>
      digestOf(object, one, direction),
    );
    versions.set(formatVersion(version), { status: 'pending', sections });
  }
  return { isExperimental: object.stability === 'experimental', versions };
}

function recordEnum({ versions }: EnumModel): ThingRecord {
  const entries = versions.map((one): readonly [string, VersionRecord] => {
    const rules = recordEnumRules(one);
    const sections = {
      values: byName(one.values.map((value) => [value, true])),
      ...(Object.keys(rules).length === 0 ? {} : { rules }),
    };
    return [formatVersion(one.version), { status: 'pending', sections }];
  });
  return { isExperimental: false, versions: new Map(entries) };
}

function sortedMap<T>(entries: readonly (readonly [string, T])[]): ReadonlyMap<string, T> {
  return new Map([...entries].sort(([a], [b]) => (a < b ? -1 : 1)));
}
