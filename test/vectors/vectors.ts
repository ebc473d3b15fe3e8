// Golden vectors: what the committed generated code makes of full and of default values of every object at
// every version. A change of output shows in review as a changed line.

import type { Loss } from '../../src/core/envelope.js';
import type { JsonValue } from '../../src/core/json.js';
import { formatVersion, type Version } from '../../src/core/version.js';
import { objectFileName } from '../../src/emit/index.js';
import type { ObjectModel } from '../../src/model/index.js';
import { decodeObject } from '../../src/runtime/decoding.js';
import {
  backport,
  Decoding,
  isError,
  upgrade,
  type Converted,
  type Newer,
  type Registry,
} from '../../src/runtime/index.js';
import { systematicPrimitives } from '../../src/testing/values/index.js';
import type { VectorDomain } from './domain.js';
import { withoutPath } from './without-path.js';

/** A value as it goes over the wire at one version. */
export interface ValueVector {
  readonly version: string;
  readonly about: 'full' | 'defaults';
  readonly value: JsonValue;
}

/** What becomes of the full value of a version, once whatever is refused is taken out of it. */
export interface CrossingVector {
  readonly from: string;
  /** A version of the root, `release 2025.1` or `newest`. */
  readonly to: string;
  /** The paths that were refused, one after the other, and are not in what crossed. */
  readonly refused?: readonly string[];
  /** Absent where what is refused cannot be taken out. */
  readonly result?: JsonValue;
  readonly losses?: readonly Loss[];
  readonly newer?: readonly Newer[];
}

export interface ObjectVectors {
  readonly object: ObjectModel;
  readonly values: readonly ValueVector[];
  readonly crossings: readonly CrossingVector[];
}

/** The file name of an object's vectors. */
export function vectorFile(object: ObjectModel): string {
  return `${objectFileName(object)}.json`;
}

/** All vectors, in the order of the model. */
export function makeVectors(domain: VectorDomain): readonly ObjectVectors[] {
  return [...domain.model.objects.values()].map((object) => vectorsOf(domain, object));
}

/** One vector a line. */
export function formatVectors({ object, values, crossings }: ObjectVectors): string {
  const lines = (name: string, vectors: readonly object[]): string =>
    `"${name}": [\n${vectors.map((vector) => JSON.stringify(vector)).join(',\n')}\n]`;
  return `{\n"object": ${JSON.stringify(object.key)},\n${lines('values', values)},\n${lines('crossings', crossings)}\n}\n`;
}

function vectorsOf(domain: VectorDomain, object: ObjectModel): ObjectVectors {
  const values = object.versions.flatMap((version) => valuesAt(domain, object, version));
  const full = new Map(
    values.filter(({ about }) => about === 'full').map(({ version, value }) => [version, value]),
  );
  const newest = formatVersion(object.version);
  const fullAt = (version: string): JsonValue => {
    const value = full.get(version);
    if (value === undefined) throw new Error(`no full value of ${object.key} at ${version}`);
    return value;
  };
  const known = object.versions.map(formatVersion);
  const older = known.filter((version) => version !== newest);
  const spoken = [...domain.releases].filter(([, manifest]) =>
    known.includes(manifest[object.name] ?? ''),
  );
  const type = typeOf(domain, object);
  const crossings = [
    ...older.map((to) =>
      crossing({ from: newest, to }, fullAt(newest), (value) => backport(type, value, { to })),
    ),
    ...spoken.map(([release, manifest]) =>
      crossing({ from: newest, to: `release ${release}` }, fullAt(newest), (value) =>
        backport(type, value, { manifest }),
      ),
    ),
    ...older.map((from) =>
      crossing({ from, to: 'newest' }, fullAt(from), (value) => upgrade(type, value)),
    ),
  ];
  return { object, values, crossings };
}

/** The newest through its class, as a service would write it; the others as a peer of that version would. */
function valuesAt(
  domain: VectorDomain,
  object: ObjectModel,
  version: Version,
): readonly ValueVector[] {
  const type = typeOf(domain, object);
  const label = formatVersion(version);
  const found: ValueVector[] = [];
  for (const { about, primitive } of systematicPrimitives(domain.model, object, version)) {
    const kind = KINDS.get(about.slice(about.indexOf(': ') + 2));
    if (kind === undefined) continue;
    const written =
      label === type.version
        ? decodeObject(type, primitive, type.name, new Decoding()).objToPrimitive()
        : backport(type, primitive, { to: label }).primitive;
    found.push({ version: label, about: kind, value: onTheWire(written) });
  }
  return found;
}

const KINDS: ReadonlyMap<string, ValueVector['about']> = new Map([
  ['all set', 'full'],
  ['all defaults', 'defaults'],
]);

/** Crosses; where it is refused, again without what was refused, until it comes through. */
function crossing(
  way: Pick<CrossingVector, 'from' | 'to'>,
  full: JsonValue,
  cross: (value: JsonValue) => Converted,
): CrossingVector {
  const refused: string[] = [];
  let value = full;
  for (;;) {
    try {
      const { primitive, losses, newer } = cross(value);
      return {
        ...way,
        ...(refused.length === 0 ? {} : { refused }),
        result: onTheWire(primitive),
        ...(losses.length === 0 ? {} : { losses }),
        ...(newer.length === 0 ? {} : { newer }),
      };
    } catch (error) {
      if (!isError(error) || !error.code.endsWith('-refused')) throw error;
      refused.push(error.path);
      const less = withoutPath(value, error.path);
      // What is refused for want of a field cannot be taken out.
      if (less === undefined) return { ...way, refused };
      value = less;
    }
  }
}

/** The type of this very major: a registry would read an older one as the newest that can. */
export function typeOf({ registry }: VectorDomain, object: ObjectModel): AnyType {
  const type = registry.types.find(
    ({ name, namespace, major }) =>
      name === object.name && namespace === object.namespace && major === object.major,
  );
  if (type === undefined) throw new Error(`${object.key} was not generated`);
  return type;
}

type AnyType = Registry['types'][number];

/** As it is after JSON: fields that are not set are not there. */
function onTheWire(primitive: unknown): JsonValue {
  return JSON.parse(JSON.stringify(primitive)) as JsonValue;
}
