// Which objects of the two sides are one and the same, and which have nobody to talk to.

import {
  compareVersions,
  formatVersion,
  parseWireVersion,
  sameVersion,
} from '../../../../core/version.js';
import type { Manifest } from '../../../../core/envelope.js';
import type { Model, ObjectModel } from '../../../../model/index.js';
import type { Skipped } from '../report.js';
import type { Side } from '../side.js';
import type { Pair } from './exchange.js';

export interface Paired {
  readonly pairs: readonly Pair[];
  readonly skipped: readonly Skipped[];
  /** Objects that the old code speaks at another version than the schemas beside it say. */
  readonly stale: readonly { readonly object: ObjectModel; readonly spoken: string | undefined }[];
}

/** Pairs the objects of a tag with those of the present. */
export function pairObjects(now: Side, then: Side, manifest: Manifest): Paired {
  const pairs: Pair[] = [];
  const skipped: Skipped[] = [];
  const stale: Paired['stale'][number][] = [];
  for (const object of then.model.objects.values()) {
    const name = object.isNewestMajor ? object.name : `${object.name} ${object.major}.x`;
    const label = object.isNewestMajor ? entryOf(manifest, object) : undefined;
    const spoken = label === undefined ? undefined : parseWireVersion(label);
    if (object.isNewestMajor && (spoken === undefined || !sameVersion(spoken, object.version))) {
      stale.push({ object, spoken: label });
      continue;
    }
    const why = object.stability === 'experimental' ? EXPERIMENTAL : isRead(then.model, object);
    const partner = partnerOf(now.model, object);
    if (why !== undefined) skipped.push({ object: name, why: why(then.name) });
    else if (partner === undefined) skipped.push({ object: name, why: strangeTo(now, object) });
    else pairs.push({ now: partner, then: object, spoken });
  }
  for (const { name, namespace, isNewestMajor } of now.model.objects.values()) {
    const isKnown = [...then.model.objects.values()].some(
      (one) => one.name === name && one.namespace === namespace,
    );
    if (isNewestMajor && !isKnown) skipped.push({ object: name, why: `${then.name} has none yet` });
  }
  return { pairs, skipped, stale };
}

/** The entry for an object, by either of its names. */
function entryOf(manifest: Manifest, { namespace, name }: ObjectModel): string | undefined {
  const full = `${namespace}/${name}`;
  const key = Object.hasOwn(manifest, full) ? full : name;
  return Object.hasOwn(manifest, key) ? manifest[key] : undefined;
}

const EXPERIMENTAL = (tag: string): string =>
  `it was experimental at ${tag}, which promises nothing`;

/** As a root, an older major that the newest one reads as well is read as that. */
function isRead(model: Model, object: ObjectModel): ((tag: string) => string) | undefined {
  const isTakenOver = [...model.objects.values()].some(
    (other) => other !== object && other.isNewestMajor && reads(other, object),
  );
  return isTakenOver ? () => 'the next major reads it, and is tried with it' : undefined;
}

/** What the present reads the object's versions with: its newest major if that goes so far back. */
function partnerOf(model: Model, object: ObjectModel): ObjectModel | undefined {
  return [...model.objects.values()]
    .filter((one) => one.stability !== 'experimental' && reads(one, object))
    .sort((a, b) => compareVersions(b.version, a.version))[0];
}

function reads(one: ObjectModel, { name, namespace, version }: ObjectModel): boolean {
  return (
    one.name === name &&
    one.namespace === namespace &&
    one.versions.some((known) => sameVersion(known, version))
  );
}

function strangeTo({ name: present, model }: Side, object: ObjectModel): string {
  const all = [...model.objects.values()].filter(({ name }) => name === object.name);
  const [same] = all.filter(({ namespace }) => namespace === object.namespace);
  const version = formatVersion(object.version);
  if (same !== undefined) {
    const [oldest = same.version] = same.versions;
    const [from, to] = [oldest, same.version].map(formatVersion);
    const range = from === to ? from : `${from} to ${to}`;
    return `${present} does not read ${version} of it: it knows ${range}`;
  }
  const [moved] = all;
  return moved === undefined
    ? `${present} has none any more`
    : `it stands in the namespace ${moved.namespace} now, where no peer of ${object.namespace} finds it`;
}
