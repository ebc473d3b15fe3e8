// What is kept of each version for ever: its shape, its rules with every default written out, its hooks. Plain
// data, so that the present, a git ref and the lock are compared as the same thing.

import type { JsonValue } from '../../core/json.js';

export type JsonObject = { readonly [key: string]: JsonValue };

/** All versions of a project, as far as somebody can meet them on the wire. */
export interface Records {
  /** Settings that every envelope depends on, by name. */
  readonly wire: Readonly<Record<string, string>>;
  /** By name and major: `compute/Flavor@1`; sorted. */
  readonly objects: ReadonlyMap<string, ThingRecord>;
  /** By name: `compute/DiskBus`; sorted. */
  readonly enums: ReadonlyMap<string, ThingRecord>;
}

/** One major of an object, or an enum. */
export interface ThingRecord {
  readonly isExperimental: boolean;
  /** By version, oldest first. */
  readonly versions: ReadonlyMap<string, VersionRecord>;
}

export interface VersionRecord {
  /** A pending version may still change. */
  readonly status: 'released' | 'pending';
  /**
   * By section, then by name, one entry for each line of the lock: `fields` and `methods` of an object, `values` of
   * an enum, `rules`, by what each is about, that lead here from the version before, and `storage`, where it is stored.
   */
  readonly sections: Sections;
}

export type Sections = Readonly<Partial<Record<SectionName, JsonObject>>>;

export const SECTION_NAMES = ['fields', 'methods', 'values', 'rules', 'storage'] as const;

export type SectionName = (typeof SECTION_NAMES)[number];

/** Where an object's record stands: majors apart, whichever of them is the newest by now. */
export function recordKey(namespace: string, name: string, major: number): string {
  return `${namespace}/${name}@${major}`;
}
