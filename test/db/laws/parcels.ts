// A stored domain whose history has every kind of change that touches columns, over two majors in one table; and the
// code of each of its releases, compiled apart.

import { readdirSync, readFileSync } from 'node:fs';
import { resolve } from 'node:path';
import type { Manifest } from '../../../src/core/envelope.js';
import { formatVersion, sameVersion, parseWireVersion } from '../../../src/core/version.js';
import { modelAt, type Model, type ObjectModel } from '../../../src/model/index.js';
import type { Registry } from '../../../src/runtime/index.js';
import type { AnyObjectType } from '../../../src/runtime/object-type.js';
import { registryOf } from '../../support/generated.js';
import { modelOf } from '../stored.js';

const FOLDER = resolve(import.meta.dirname, 'schemas');

/** What each release speaks, oldest first; the last is the newest of all. */
export const RELEASES: readonly Manifest[] = [
  { Parcel: '1.0', Lid: '1.0' },
  { Parcel: '1.1', Lid: '1.0' },
  { Parcel: '1.2', Lid: '1.1' },
  { Parcel: '1.4', Lid: '1.1' },
  { Parcel: '1.6', Lid: '1.1', Knob: '1.0' },
  { Parcel: '1.8', Lid: '1.2', Knob: '1.0' },
  { Parcel: '2.0', Lid: '1.2', Knob: '1.1' },
  { Parcel: '2.1', Lid: '1.2', Knob: '1.1' },
];

/** A release's code: its classes, and the model that they were compiled from. */
export interface Code {
  readonly name: string;
  readonly model: Model;
  /** What of its parcels is stored, and the class of that. */
  readonly object: ObjectModel;
  readonly registry: Registry;
  readonly type: AnyObjectType;
}

export const MODEL = modelOf(
  ...readdirSync(FOLDER).map((name) => readFileSync(resolve(FOLDER, name), 'utf8')),
);

/** The code of each release, the newest last; and the newest code at work on the older major. */
export async function codesOf(folder: string): Promise<readonly Code[]> {
  const codes: Code[] = [];
  for (const [i, release] of RELEASES.entries()) {
    const isNewest = i === RELEASES.length - 1;
    const cut = isNewest ? { ok: true as const, model: MODEL } : modelAt(MODEL, release);
    if (!cut.ok) throw new Error('the domain has no such release');
    const settings = { hooksFolder: '../../db/laws/hooks' };
    const registry = await registryOf(`${folder}-${i}`, cut.model, settings);
    codes.push(codeOf(`release ${i}`, cut.model, registry, 'test/Parcel'));
    if (isNewest) codes.push(codeOf('ParcelV1', cut.model, registry, 'test/Parcel@1'));
  }
  return codes;
}

function codeOf(name: string, model: Model, registry: Registry, key: string): Code {
  const object = model.objects.get(key);
  const type = registry.types.find(
    (one) => one.name === 'Parcel' && one.version === (object && formatVersion(object.version)),
  );
  if (object === undefined || type === undefined) throw new Error(`there is no ${key}`);
  return { name, model, object, registry, type };
}

/** The place of a version in the history of parcels: the same in the code of every release. */
export function ordinalOf(object: ObjectModel, label: string): number {
  const version = parseWireVersion(label);
  return object.versions.findIndex((one) => version !== undefined && sameVersion(one, version));
}

export function labelAt(object: ObjectModel, ordinal: number): string {
  const version = object.versions[ordinal];
  if (version === undefined) throw new Error(`there is no version ${ordinal}`);
  return formatVersion(version);
}

/** All that there ever was of parcels. */
export const NEWEST_OBJECT = (() => {
  const object = MODEL.objects.get('test/Parcel');
  if (object === undefined) throw new Error('there are no parcels');
  return object;
})();
