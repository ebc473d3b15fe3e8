// Which major, and under `children: cascade` which version, of an object a type means.

import type { NameRef } from '../core/type-expr.js';
import { formatVersion, sameVersion, type Version } from '../core/version.js';
import type { Span } from '../diagnostics/diagnostic.js';
import type { ObjectRef } from './model.js';
import { lineageOf, type ObjectEntry } from './name-table.js';
import type { Place } from './place.js';
import { report, type Scope } from './scope.js';
import { refsOf } from './type-walk.js';
import { isWhole } from './unsure.js';

/** `majors` are all of one name, newest first. Undefined, and a finding, when there is no such one. */
export function childRef(
  majors: readonly ObjectEntry[],
  ref: NameRef,
  span: Span,
  place: Place,
  scope: Scope,
): ObjectRef | undefined {
  const entry = majorFor(majors, ref, scope);
  if (entry === undefined) {
    const isSure = majors.every(({ declaration }) => isWhole(declaration));
    if (isSure) reportUnknownVersion(majors, ref, span, scope);
    return undefined;
  }
  const object = {
    key: entry.key,
    name: entry.name,
    namespace: entry.namespace,
    major: entry.major,
  };
  if (scope.settings.children === 'manifest') return object;
  const version = versionFor(entry, ref, place, scope);
  if (version === undefined) {
    const versions = lineageOf(scope.names, entry).map(formatVersion);
    report(scope, 'history/version-needed', span, { name: ref.name, versions });
    return undefined;
  }
  return { ...object, version };
}

function majorFor(
  majors: readonly ObjectEntry[],
  ref: NameRef,
  scope: Scope,
): ObjectEntry | undefined {
  const { major, minor } = ref;
  if (major === undefined) return majors[0];
  if (minor === undefined) return majors.find((entry) => entry.major === major);
  // A version that the newest major goes on from is a version of the newest.
  return majors.find((entry) => hasVersion(lineageOf(scope.names, entry), { major, minor }));
}

function versionFor(
  entry: ObjectEntry,
  { major, minor }: NameRef,
  place: Place,
  scope: Scope,
): Version | undefined {
  if (major !== undefined && minor !== undefined) return { major, minor };
  const present = entry.declaration.version.value;
  if (place.kind === 'now') return present;
  const newer = place.newer && refsOf(place.newer).find((ref) => ref.key === entry.key);
  if (newer?.version !== undefined) return newer.version;
  return lineageOf(scope.names, entry).length === 1 ? present : undefined;
}

function hasVersion(versions: readonly Version[], wanted: Version): boolean {
  return versions.some((version) => sameVersion(version, wanted));
}

function reportUnknownVersion(
  majors: readonly ObjectEntry[],
  { name, major = 0, minor }: NameRef,
  span: Span,
  scope: Scope,
): void {
  const oldestFirst = [...majors].reverse();
  report(
    scope,
    'model/unknown-version',
    span,
    {
      name,
      wanted: minor === undefined ? String(major) : formatVersion({ major, minor }),
      versions:
        minor === undefined
          ? oldestFirst.map((entry) => String(entry.major))
          : oldestFirst.flatMap((entry) => entry.versions.map(formatVersion)),
    },
    {
      related: majors.map((entry) => ({
        message: `${entry.name} ${formatVersion(entry.declaration.version.value)} is declared here`,
        span: entry.declaration.name.span,
      })),
    },
  );
}
