// Services, what they have in memory, and their parcels as data.

import type { JsonValue } from '../../../src/core/json.js';
import { Decoding, decodeObject } from '../../../src/runtime/decoding.js';
import type { Loss, VersionedObject } from '../../../src/runtime/index.js';
import type * as page from './page.js';
import { type Code, NEWEST_OBJECT, ordinalOf, RELEASES } from './parcels.js';
import { type Data, manifestOf } from './steps.js';

/** A service: the code that it runs, and the release that it is pinned to. */
export interface Service {
  readonly code: Code;
  readonly pin: number | undefined;
}

/** An object in some service's memory. */
export interface Held {
  readonly service: Service;
  readonly object: VersionedObject;
  readonly place: number;
  /** What it was read with, or saved: what it believes that the row has. Only of fields that were read. */
  seen: Map<string, JsonValue | undefined> | undefined;
}

/** A row, and what the page says that it is. */
export interface Parcel {
  readonly id: number;
  row: page.Row;
  /** Versions of objects that ever stood in it. */
  readonly ever: Map<string, Set<string>>;
}

/** What a service writes. */
export function pinOf({ code, pin }: Service): page.Pin {
  const newest = code.object.versions.length - 1;
  const manifest = manifestOf(code, pin === undefined ? {} : (RELEASES[pin] ?? {}));
  const wanted = ordinalOf(NEWEST_OBJECT, manifest['Parcel'] ?? '');
  return { label: Math.min(newest, wanted), manifest };
}

export function dataOf(object: VersionedObject): Data {
  return object.$$type.wire.open(object.objToPrimitive()).data as Data;
}

export function objectOf(
  { type, registry }: Code,
  data: Data,
  changes: readonly string[],
): VersionedObject {
  const { wire, name, namespace, version } = type;
  const sealed = wire.seal(name, namespace, version, data, changes);
  // What a registry decodes is of the newest major.
  const isNewest = registry.find(name) === type;
  return isNewest ? registry.decode(sealed) : decodeObject(type, sealed, name, new Decoding());
}

/** Sets the properties of an object to values of the wire. */
export function put(code: Code, object: VersionedObject, changes: Data): void {
  const other = objectOf(code, changes, []);
  for (const { name, property } of code.type.fields) {
    if (Object.hasOwn(changes, name)) Reflect.set(object, property, Reflect.get(other, property));
  }
}

export function pickFrom(data: Data, names: readonly string[]): Data {
  return Object.fromEntries(Object.entries(data).filter(([name]) => names.includes(name)));
}

/** The field that a loss is in, by its name today; what was not renamed on the way has its own. */
export function newestName({ object }: Code, { path, from }: Loss): string {
  let name = /^[^.]*\.(?<field>[^.[]*)/.exec(path)?.groups?.['field'] ?? '';
  for (const step of object.steps.slice(Math.max(0, ordinalOf(object, from)))) {
    const carried = step.changes.find(
      (change) => change.kind === 'carry' && change.older.name === name,
    );
    if (carried?.kind === 'carry') name = carried.newer.name;
  }
  return name;
}

export function insideLabel(label: string | null): ReadonlyMap<string, string> {
  const words = (label ?? '').split(' ').slice(1);
  return new Map(words.map((word) => word.split('=') as [string, string]));
}

export function sorted(texts: readonly string[]): readonly string[] {
  return [...texts].sort();
}
