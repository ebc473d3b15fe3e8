// From what a person types (`Flavor`, `os_vif/VIF`, `Flavor@1`, `Flavor@1.2`) to an object of the model.

import {
  compareVersions,
  formatVersion,
  parseVersion,
  sameVersion,
  type Version,
} from '../core/version.js';
import { nearest } from '../diagnostics/nearest.js';
import type { Model, ObjectModel } from '../model/index.js';
import { CannotRun } from './exit.js';

/** The object with this name; the newest major unless a version or a major is named. */
export function findObject(model: Model, text: string): { object: ObjectModel; version: Version } {
  const [name = '', at] = text.split('@');
  const named = [...model.objects.values()].filter(
    (object) => object.name === name || `${object.namespace}/${object.name}` === name,
  );
  if (named.length === 0) throw unknownObject(model, name);
  const namespaces = new Set(named.map(({ namespace }) => namespace));
  if (namespaces.size > 1) {
    const full = [...namespaces].map((namespace) => `${namespace}/${name}`);
    throw new CannotRun(`there are several objects called ${name}: ${full.join(', ')}`);
  }
  if (at === undefined) return newestOf(named);
  if (/^\d+$/.test(at)) {
    const ofMajor = named.filter(({ major }) => String(major) === at);
    if (ofMajor.length > 0) return newestOf(ofMajor);
  }
  const version = parseVersion(at);
  // A joined major can read the versions of the one before it; that one's own model is the nearer.
  const object =
    version === undefined
      ? undefined
      : (named.find((o) => o.major === version.major) ?? named.find((o) => hasVersion(o, version)));
  if (object === undefined || version === undefined || !hasVersion(object, version)) {
    const versions = named.flatMap((one) => one.versions).sort(compareVersions);
    const known = [...new Set(versions.map(formatVersion))];
    throw new CannotRun(`${name} has no version ${at}; it has ${known.join(', ')}`);
  }
  return { object, version };
}

function newestOf(objects: readonly ObjectModel[]): { object: ObjectModel; version: Version } {
  const object = objects.find(({ isNewestMajor }) => isNewestMajor) ?? objects.at(-1);
  if (object === undefined) throw new Error('an object was found and is none');
  return { object, version: object.version };
}

function hasVersion(object: ObjectModel, version: Version): boolean {
  return object.versions.some((known) => sameVersion(known, version));
}

function unknownObject(model: Model, name: string): CannotRun {
  const near = nearest(
    name,
    [...model.objects.values()].map((object) => object.name),
  );
  const hint = near === undefined ? '`backlevel show --all` lists all' : `did you mean ${near}?`;
  return new CannotRun(`there is no object called ${name}; ${hint}`);
}
