// What the gate is given: the present as it was read, held to what was released, and the baseline as records.

import { sameVersion, type Version } from '../../core/version.js';
import type { Diagnostic, Span } from '../../diagnostics/diagnostic.js';
import type {
  Declaration,
  EnumDeclaration,
  MixinDeclaration,
  ObjectDeclaration,
  ReleasesDeclaration,
} from '../../load/index.js';
import {
  recordKey,
  type Change,
  type DigestOf,
  type Drift,
  type Model,
  type Records,
  type Released,
  type Sections,
  type ThingRecord,
} from '../../model/index.js';

export interface Present {
  readonly things: Things;
  /** Built with the histories held to `releasedOf` the baseline. */
  readonly model: Model;
  readonly drifts: readonly Drift[];
  /** What was found while it was read. */
  readonly findings: readonly Diagnostic[];
  readonly releases?: ReleasesDeclaration;
  readonly wire: Records['wire'];
  readonly digestOf: DigestOf;
}

export interface Baseline {
  /** As the user named it. */
  readonly name: string;
  /** All that it has, and which of it counts as released. */
  readonly records: Records;
  /** The tip of a branch that went on since, where that is another state. */
  readonly tip?: Records;
  /** What its lock has besides: versions that its histories do not hold any more. */
  readonly past?: Records;
  readonly releases?: ReleasesDeclaration;
}

/** The declarations by the keys of their records. */
export interface Things {
  readonly objects: ReadonlyMap<string, ObjectDeclaration>;
  readonly enums: ReadonlyMap<string, EnumDeclaration>;
  readonly mixins: ReadonlyMap<string, MixinDeclaration>;
  /** The namespace of files that name none. */
  readonly namespace: string;
}

export function thingsOf(declarations: readonly Declaration[], namespace: string): Things {
  const objects = new Map<string, ObjectDeclaration>();
  const enums = new Map<string, EnumDeclaration>();
  const mixins = new Map<string, MixinDeclaration>();
  for (const one of declarations) {
    const home = one.namespace?.value ?? namespace;
    const name = one.name.value;
    if (one.kind === 'object') objects.set(recordKey(home, name, one.version.value.major), one);
    else if (one.kind === 'enum') enums.set(`${home}/${name}`, one);
    else mixins.set(`${home}/${name}`, one);
  }
  return { objects, enums, mixins, namespace };
}

/** What the key of a record is called in a sentence: `Flavor`, `os_vif/VIF`, `Flavor@1` of an older major. */
export function nameOf(key: string, { objects, namespace }: Things): string {
  const bare = key.replace(/@\d+$/, '');
  const local = bare.startsWith(`${namespace}/`) ? bare.slice(namespace.length + 1) : bare;
  if (bare === key) return local;
  const major = Number(key.slice(bare.length + 1));
  return objects.has(`${bare}@${major + 1}`) ? `${local}@${major}` : local;
}

/** Where an entry that leaves something out stands; the version, where none was written. */
export function entryOrVersion({ history, version }: ObjectDeclaration | EnumDeclaration): Span {
  const [newest] = history;
  const isWritten = newest !== undefined && sameVersion(newest.version.value, version.value);
  return isWritten ? newest.version.span : version.span;
}

/** The namespace in a key. */
export function homeOf(key: string): string {
  return key.slice(0, key.lastIndexOf('/'));
}

/** The versions of a baseline that stand fast; an experimental object has none. */
export function releasedOf({ objects, enums }: Records): Released {
  return { objects: standing(objects), enums: standing(enums) };
}

function standing(things: ReadonlyMap<string, ThingRecord>): Released['objects'] {
  const released = new Map<string, ReadonlyMap<string, Sections>>();
  for (const [key, { isExperimental, versions }] of things) {
    if (isExperimental) continue;
    const fast = [...versions].filter(([, { status }]) => status === 'released');
    if (fast.length === 0) continue;
    released.set(key, new Map(fast.map(([version, { sections }]) => [version, sections])));
  }
  return released;
}

/** What became of one object since its newest released version, as far as no entry says it. */
export interface Unrecorded {
  readonly key: string;
  readonly version: Version;
  /** Whether the version did not rise either. */
  readonly isPresent: boolean;
  readonly declaration: ObjectDeclaration;
  readonly changes: readonly Change[];
}
