// Versions against those that are released: none lower, none left out, none cut off, none taken by somebody else, and
// nothing gone that somebody still needs.

import { sameJson } from '../../core/same-json.js';
import {
  compareVersions,
  formatVersion,
  parseVersion,
  sameVersion,
  type Version,
} from '../../core/version.js';
import { diagnose } from '../../diagnostics/diagnose.js';
import type { Diagnostic } from '../../diagnostics/diagnostic.js';
import type { EnumDeclaration, ObjectDeclaration } from '../../load/index.js';
import { recordsOf, type Records, type Sections, type ThingRecord } from '../../model/index.js';
import { namedInVain } from './consequences.js';
import { nameOf, type Baseline, type Present } from './state.js';

/** Supported releases that speak a version at or below; undefined where there are no releases to go by. */
export type Needs = (key: string, version: Version | undefined) => readonly string[] | undefined;

export function reportVersions(
  present: Present,
  { records }: Baseline,
  needs: Needs,
  isUnread: (key: string) => boolean,
): readonly Diagnostic[] {
  const { objects, enums } = present.things;
  const found: Diagnostic[] = [];
  const named = namedInVain(present.findings);
  const isNamed = (key: string): boolean => named.has(key) || named.has(key.replace(/@\d+$/, ''));
  for (const [key, record] of [...records.objects, ...records.enums]) {
    const released = releasedVersions(record);
    const [oldest] = released;
    const newest = released.at(-1);
    if (record.isExperimental || oldest === undefined || newest === undefined) continue;
    const declaration = objects.get(key) ?? enums.get(key);
    if (declaration === undefined) {
      if (!isUnread(key)) found.push(...gone(key, records, present, needs, isNamed));
      continue;
    }
    found.push(...lower(key, newest, declaration, present));
    found.push(...cut(key, oldest, declaration, present, needs, isNamed));
  }
  return [...found, ...skipped(present, records)];
}

function releasedVersions({ versions }: ThingRecord): readonly Version[] {
  return [...versions]
    .filter(([, { status }]) => status === 'released')
    .flatMap(([version]) => parseVersion(version) ?? [])
    .sort(compareVersions);
}

function gone(
  key: string,
  { objects }: Records,
  { things }: Present,
  needs: Needs,
  isNamed: (key: string) => boolean,
): readonly Diagnostic[] {
  const major = /@(\d+)$/.exec(key)?.[1];
  const needed = needs(key, major === undefined ? undefined : lastOf(Number(major)));
  if (needed?.length === 0 && !isNamed(key)) return [];
  const name = nameOf(key, things);
  const bare = key.replace(/@\d+$/, '');
  const isMajor = [...things.objects.keys()].some((other) => other.startsWith(`${bare}@`));
  const what = !objects.has(key) ? 'enum' : isMajor ? 'major' : 'object';
  const called = isMajor ? `${name.replace(/@\d+$/, '')}@${key.slice(bare.length + 1)}` : name;
  return [
    diagnose(
      'history/removed',
      undefined,
      { what, name: called, needed: needed ?? [] },
      { object: called, evidence: key },
    ),
  ];
}

/** Above all versions of a major. */
function lastOf(major: number): Version {
  return { major, minor: Number.MAX_SAFE_INTEGER };
}

function lower(
  key: string,
  newest: Version,
  { version, name: called }: ObjectDeclaration | EnumDeclaration,
  { things }: Present,
): readonly Diagnostic[] {
  if (compareVersions(version.value, newest) >= 0) return [];
  const name = nameOf(key, things);
  const parameters = { name, version: version.value, released: newest };
  const object = called.value;
  const details = { object, version: formatVersion(version.value), evidence: key };
  return [diagnose('history/version-lower', version.span, parameters, details)];
}

function cut(
  key: string,
  oldest: Version,
  { history, version, name: called }: ObjectDeclaration | EnumDeclaration,
  { things }: Present,
  needs: Needs,
  isNamed: (key: string) => boolean,
): readonly Diagnostic[] {
  const last = history.at(-1)?.version;
  // A version that is too low is told as that.
  if (last === undefined || compareVersions(last.value, oldest) <= 0) return [];
  if (compareVersions(version.value, last.value) < 0) return [];
  const older = { major: last.value.major, minor: last.value.minor - 1 };
  const needed = needs(key, older);
  if (needed?.length === 0 && !isNamed(key)) return [];
  const name = nameOf(key, things);
  const parameters = { name, first: last.value, released: oldest, needed: needed ?? [] };
  const object = called.value;
  const details = { object, version: formatVersion(last.value), evidence: key };
  return [diagnose('history/cut', last.span, parameters, details)];
}

/** A major may follow only the one before it. */
function skipped({ things }: Present, { objects }: Records): readonly Diagnostic[] {
  return [...things.objects].flatMap(([key, { version, name: called }]) => {
    const bare = key.replace(/@\d+$/, '');
    const { major } = version.value;
    if (objects.has(key) || things.objects.has(`${bare}@${major - 1}`)) return [];
    const known = [...objects.keys()]
      .filter((other) => other.startsWith(`${bare}@`))
      .map((other) => Number(other.slice(bare.length + 1)))
      .filter((other) => other < major - 1);
    if (known.length === 0) return [];
    const name = nameOf(key, things);
    const released = { major: Math.max(...known), minor: 0 };
    const parameters = { name, version: version.value, released };
    const details = { object: called.value };
    return [diagnose('history/version-skipped', version.span, parameters, details)];
  });
}

/** Versions that the tip of the baseline has and where the two branches part has not: they are taken. */
export function reportTaken(
  { things, model, wire, digestOf }: Present,
  { name: baseline, records, tip }: Baseline,
): readonly Diagnostic[] {
  if (tip === undefined) return [];
  const now = recordsOf(model, wire, digestOf);
  const kinds = [
    [things.objects, now.objects, records.objects, tip.objects],
    [things.enums, now.enums, records.enums, tip.enums],
  ] as const;
  return kinds.flatMap(([declared, mine, before, theirs]) =>
    [...theirs].flatMap(([key, thing]) => {
      const declaration = declared.get(key);
      const own = mine.get(key);
      if (declaration === undefined || own === undefined) return [];
      const clash = [...thing.versions].find(([version, theirVersion]) => {
        const ours = own.versions.get(version);
        const isNew = before.get(key)?.versions.has(version) !== true;
        return isNew && ours !== undefined && !sameSections(ours.sections, theirVersion.sections);
      });
      const version = clash === undefined ? undefined : parseVersion(clash[0]);
      if (version === undefined) return [];
      const entry = declaration.history.find((one) => sameVersion(one.version.value, version));
      const name = nameOf(key, things);
      const details = {
        object: declaration.name.value,
        version: formatVersion(version),
        fix: { command: `backlevel rebase ${name}` },
      };
      const at = entry?.version.span ?? declaration.version.span;
      return [diagnose('history/version-taken', at, { name, version, baseline }, details)];
    }),
  );
}

/** Whether two records of a version say the same. How it is stored counts only where both say it: that came later. */
export function sameSections(a: Sections, b: Sections): boolean {
  const isStored = a.storage !== undefined && b.storage !== undefined;
  const [one, other] = isStored ? [a, b] : [withoutStorage(a), withoutStorage(b)];
  return sameJson({ ...one }, { ...other });
}

function withoutStorage({ storage: _storage, ...rest }: Sections): Sections {
  return rest;
}
