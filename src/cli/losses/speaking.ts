// What a release speaks, each name resolved to its object; the schemas as they are count as one too.

import { formatVersion, type Version } from '../../core/version.js';
import { presentRelease, type ManifestEntry } from '../../evolution/releases/index.js';
import { releaseNames, type ReleasedObject } from '../../evolution/releases/release-names.js';
import { modelAt } from '../../evolution/releases/spoken-release.js';
import type { Model, ObjectModel } from '../../model/index.js';
import { CannotRun } from '../exit.js';

/** What the schemas as they are go by, where no release has that name. */
export const PRESENT = 'present';

export interface Speaking {
  readonly name: string;
  /** By `namespace/Name`. */
  readonly objects: ReadonlyMap<string, Spoken>;
}

export interface Spoken {
  readonly object: ReleasedObject;
  readonly version: Version;
  /** The major that has the version; absent where its history was cut. */
  readonly model?: ObjectModel;
}

/** The release with its names resolved. */
export function speaking(model: Model, name: string, entries: readonly ManifestEntry[]): Speaking {
  const names = releaseNames(model);
  const objects = new Map<string, Spoken>();
  for (const entry of entries) {
    const [object, ...others] = names.meaning(entry.name.value);
    const { value: version } = entry.version;
    if (object === undefined || others.length > 0) {
      throw new CannotRun(
        `the release ${name} lists ${entry.name.value} ${formatVersion(version)}, which ${
          object === undefined ? 'the schemas do not have' : 'may be one of several objects'
        }; \`backlevel check\` says more`,
      );
    }
    const major = modelAt(object, version);
    objects.set(object.key, {
      object,
      version,
      ...(major === undefined ? {} : { model: major }),
    });
  }
  return { name, objects };
}

/** What would be released now. */
export function presentSpeaking(model: Model): Speaking {
  return speaking(model, PRESENT, presentRelease(model));
}
