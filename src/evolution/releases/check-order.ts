// From one release to the next, in the order of the file: no version goes down, no object is left out.

import { compareVersions, formatVersion } from '../../core/version.js';
import { diagnose } from '../../diagnostics/diagnose.js';
import type { Diagnostic, Span } from '../../diagnostics/diagnostic.js';
import type { ReleaseNames } from './release-names.js';
import type { SpokenEntry, SpokenRelease } from './spoken-release.js';

interface Reached {
  readonly entry: SpokenEntry;
  readonly of: SpokenRelease;
}

/** `missing` has, for a release, the objects that are told to be missing or too old for what holds them. */
export function checkOrder(
  releases: readonly SpokenRelease[],
  names: ReleaseNames,
  missing: ReadonlyMap<SpokenRelease, ReadonlySet<string>>,
): readonly Diagnostic[] {
  const findings: Diagnostic[] = [];
  /** The last entry of each object so far: one that is too high or too low shows once. */
  const reached = new Map<string, Reached>();
  let last: SpokenRelease | undefined;
  for (const release of releases) {
    if (!release.isFromBaseline) {
      const told = missing.get(release) ?? new Set();
      findings.push(...goesDown(release, reached, told));
      if (last !== undefined) findings.push(...gaps(release, last, names, told));
    }
    for (const [key, entry] of release.entries) reached.set(key, { entry, of: release });
    last = release;
  }
  return findings;
}

function goesDown(
  release: SpokenRelease,
  reached: ReadonlyMap<string, Reached>,
  told: ReadonlySet<string>,
): readonly Diagnostic[] {
  return [...release.entries].flatMap(([key, { object, name, version }]) => {
    const before = reached.get(key);
    if (before === undefined || told.has(key)) return [];
    const was = before.entry.version;
    if (compareVersions(version.value, was.value) >= 0) return [];
    const parameters = {
      release: release.name.value,
      name: name.value,
      version: version.value,
      before: before.of.name.value,
      was: was.value,
    };
    const about = { object: object.name, version: formatVersion(version.value) };
    return [
      diagnose('release/goes-down', version.span, parameters, {
        ...about,
        ...relatedTo(before.of, was.span),
      }),
    ];
  });
}

/** Told where the object goes missing first: of the releases after that, it is the same gap. */
function gaps(
  release: SpokenRelease,
  last: SpokenRelease,
  names: ReleaseNames,
  told: ReadonlySet<string>,
): readonly Diagnostic[] {
  if (release.isUnsure) return [];
  return [...last.entries].flatMap(([key, { object, version }]) => {
    if (release.entries.has(key) || told.has(key)) return [];
    const majors = names.objects.get(key)?.majors ?? [];
    // An experimental object can be in no release.
    if (majors.every(({ stability }) => stability === 'experimental')) return [];
    const parameters = {
      release: release.name.value,
      name: object.name,
      before: last.name.value,
      was: version.value,
    };
    const details = { object: object.name, ...relatedTo(last, version.span) };
    return [diagnose('release/gap', release.name.span, parameters, details)];
  });
}

/** The entry of the release before, where its place is one of this file. */
function relatedTo(
  { name, isFromBaseline }: SpokenRelease,
  span: Span,
): { related?: readonly { readonly message: string; readonly span: Span }[] } {
  return isFromBaseline ? {} : { related: [{ message: `${name.value} has this`, span }] };
}
