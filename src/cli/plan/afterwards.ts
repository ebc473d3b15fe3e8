// What may leave the schemas once the older release is retired.

import { compareVersions, formatVersion, type Version } from '../../core/version.js';
import type { ObjectModel } from '../../model/index.js';
import type { Speaking } from '../losses/speaking.js';

export interface Afterwards {
  /** Deprecated fields, and what stands in the way of removing each. */
  readonly fields: readonly RemovableField[];
  /** Versions that no supported release speaks any more. */
  readonly versions: readonly { readonly object: string; readonly versions: readonly string[] }[];
}

export interface RemovableField {
  readonly path: string;
  readonly message: string;
  /** Supported releases, oldest first, that do not know yet that it is deprecated; with none it may go now. */
  readonly waitsFor: readonly string[];
}

/** `supported` are releases that may still run, oldest first, the older of the plan among them. */
export function afterwardsOf(supported: readonly Speaking[], older: string): Afterwards {
  const newest = supported.at(-1);
  const objects = [...(newest?.objects.values() ?? [])].flatMap(({ model }) =>
    model === undefined ? [] : [model],
  );
  const staying = supported.filter(({ name }) => name !== older);
  return {
    fields: objects.flatMap((object) => deprecatedIn(object, supported)),
    versions: objects.flatMap((object) => {
      const versions = unspoken(object, staying);
      return versions.length === 0 ? [] : [{ object: object.name, versions }];
    }),
  };
}

function deprecatedIn(
  object: ObjectModel,
  supported: readonly Speaking[],
): readonly RemovableField[] {
  return [...object.shape.fields.values()].flatMap(({ name, deprecated }) => {
    if (deprecated === undefined) return [];
    const { message, since } = deprecated;
    const waitsFor = supported
      .filter((release) => {
        const at = spokenAt(release, object);
        return since !== undefined && at !== undefined && compareVersions(at, since) < 0;
      })
      .map((release) => release.name);
    return [{ path: `${object.name}.${name}`, message, waitsFor }];
  });
}

/** Versions older than the oldest that is spoken. */
function unspoken(object: ObjectModel, supported: readonly Speaking[]): readonly string[] {
  const spoken = supported.flatMap((release) => spokenAt(release, object) ?? []);
  const [oldest] = [...spoken].sort(compareVersions);
  if (oldest === undefined) return [];
  return object.versions
    .filter((version) => compareVersions(version, oldest) < 0)
    .map(formatVersion);
}

function spokenAt({ objects }: Speaking, { key }: ObjectModel): Version | undefined {
  return objects.get(key.replace(/@\d+$/, ''))?.version;
}
