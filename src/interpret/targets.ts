// Which object an envelope is, and to which of its versions it goes.

import { compareVersions, formatVersion, parseWireVersion, sameVersion } from '../core/version.js';
import type { Version } from '../core/version.js';
import type { Model, ObjectModel, ObjectRef, Type } from '../model/model.js';
import type { Envelope } from './envelope.js';
import { entryOf, isNamed, majorsOf, membersOf, ordinalOf } from './objects.js';
import type { Goal, Misfit } from './result.js';

export interface Found {
  readonly ok: true;
  readonly object: ObjectModel;
  readonly envelope: Envelope;
  /** What the position calls it; the root stands at none. */
  readonly ref: ObjectRef | undefined;
}

export interface Target {
  readonly ok: true;
  readonly version: Version;
  /** Whether nobody asked for any version of it, so that it may be too new for the peer. */
  readonly stays: boolean;
}

interface Failure {
  readonly ok: false;
  readonly error: Misfit;
}

/** The object at a position (the root stands at none), by its name and a version that can be read. */
export function findObject(
  model: Model,
  envelope: Envelope | undefined,
  position: Type | undefined,
  path: string,
): Found | Failure {
  if (envelope === undefined) return failure('invalid-value', '', path, 'this is no object');
  const { name, label, version } = envelope;
  const ref = position && membersOf(position).find((member) => isNamed(member, envelope));
  const majors = position === undefined || ref !== undefined ? majorsOf(model, envelope) : [];
  if (majors.length === 0) {
    return failure(
      'unsupported-object',
      name,
      path,
      `no ${envelope.namespace}/${name} stands here`,
    );
  }
  const object = majors.find((major) => isReadAt(model, major, ref, version));
  if (object === undefined) {
    return failure('incompatible-version', name, path, `${name} ${label} is not known here`);
  }
  return { ok: true, object, envelope, ref };
}

/** Whether the object of this major may stand where `ref` is meant, with data of this version. */
function isReadAt(
  model: Model,
  major: ObjectModel,
  ref: ObjectRef | undefined,
  version: Version,
): boolean {
  if (ordinalOf(major, version) === -1) return false;
  if (ref === undefined || major.key === ref.key) return true;
  const meant = model.objects.get(ref.key);
  // Where the position speaks of an older major that can also read it, it is that one.
  if (meant === undefined || ordinalOf(meant, version) !== -1) return false;
  // A parent that went back to `Flavor@1` still holds the newer object, whose own crossing comes next.
  return ordinalOf(major, meant.version) !== -1;
}

/** The version that the goal asks for. */
export function findTarget(
  model: Model,
  goal: Goal,
  { object, envelope, ref }: Found,
  path: string,
  isRoot: boolean,
): Target | Failure {
  if (goal === 'newest') return { ok: true, version: object.version, stays: false };
  const { version } = envelope;
  if ('manifest' in goal) {
    const entry = entryOf(model, goal.manifest, object);
    if (entry === undefined) {
      const message = `the manifest has no entry for ${object.name}`;
      return failure('incomplete-manifest', object.name, path, message);
    }
    return notAbove(object, version, parseWireVersion(entry), entry, path);
  }
  if (!isRoot) {
    if (ref?.version === undefined) return { ok: true, version, stays: true };
    return notAbove(object, version, ref.version, formatVersion(ref.version), path);
  }
  if (compareVersions(goal.root, version) > 0) {
    const message = `${formatVersion(goal.root)} is newer than ${envelope.label}`;
    return failure('invalid-target-version', object.name, path, message);
  }
  return notAbove(object, version, goal.root, formatVersion(goal.root), path);
}

/** The version asked for, or the object's own where that is the older. */
function notAbove(
  object: ObjectModel,
  version: Version,
  asked: Version | undefined,
  text: string,
  path: string,
): Target | Failure {
  const isAtOrBelow = asked !== undefined && compareVersions(version, asked) <= 0;
  if (isAtOrBelow) return { ok: true, version, stays: false };
  const known = object.versions.find((each) => asked !== undefined && sameVersion(each, asked));
  if (known !== undefined) return { ok: true, version: known, stays: false };
  const message = `${object.name} cannot be brought to ${text}`;
  return failure('invalid-target-version', object.name, path, message);
}

function failure(code: Misfit['code'], object: string, path: string, message: string): Failure {
  return { ok: false, error: { code, object, path, message } };
}
