// A release lists every object that its objects can hold, at any depth; and where a parent's version fixes its
// child's, none below that.

import { compareVersions, formatVersion, type Version } from '../../core/version.js';
import { diagnose } from '../../diagnostics/diagnose.js';
import type { Diagnostic } from '../../diagnostics/diagnostic.js';
import { shapeAt } from '../../model/index.js';
import { holdings, type Holding } from './holdings.js';
import type { ReleasedObject, ReleaseNames } from './release-names.js';
import { modelAt, type SpokenEntry, type SpokenRelease } from './spoken-release.js';

export interface Closure {
  readonly release: SpokenRelease;
  /** Objects that are missing, or too old for what holds them, by `namespace/Name`. */
  readonly missing: ReadonlySet<string>;
  readonly findings: readonly Diagnostic[];
}

/** A listed object, and one of those that it holds. */
interface Held {
  readonly by: SpokenEntry;
  readonly object: ReleasedObject;
  readonly path: string;
  /** The least version that will do, where the holder fixes it. */
  readonly needed?: Version;
}

export function checkClosed(release: SpokenRelease, names: ReleaseNames): Closure {
  const lacking = new Map<string, Held>();
  const waiting = [...release.entries.values()].flatMap((entry) => heldBy(entry, names));
  for (const held of waiting) {
    const { key } = held.object;
    const entry = release.entries.get(key);
    const isListed =
      entry !== undefined &&
      (held.needed === undefined || compareVersions(entry.version.value, held.needed) >= 0);
    if (isListed) continue;
    const told = lacking.get(key);
    if (told === undefined || isNewer(held.needed, told.needed)) lacking.set(key, held);
    // What is missing holds objects in its turn; the first way to it is enough to find them.
    if (entry === undefined && told === undefined) waiting.push(...heldByMissing(held, names));
  }
  const found = [...lacking.values()].flatMap((held) => tell(held, release) ?? []);
  return { release, missing: new Set(lacking.keys()), findings: found };
}

function heldBy(entry: SpokenEntry, names: ReleaseNames): readonly Held[] {
  const shape = entry.model && shapeAt(entry.model, entry.version.value);
  if (shape === undefined) return [];
  return holdings([shape]).flatMap((holding) => held(entry, holding, '', names));
}

/** At which version it should be listed, nobody says but a cascade: so what it holds at each of them. */
function heldByMissing({ by, object, path, needed }: Held, names: ReleaseNames): readonly Held[] {
  const fixed = needed && modelAt(object, needed);
  const shape = fixed && shapeAt(fixed, needed);
  const shapes = shape === undefined ? object.majors.flatMap(({ shapes }) => shapes) : [shape];
  return holdings(shapes).flatMap((holding) => held(by, holding, `${path}.`, names));
}

function held(
  by: SpokenEntry,
  { ref, field }: Holding,
  path: string,
  names: ReleaseNames,
): readonly Held[] {
  const object = names.objects.get(`${ref.namespace}/${ref.name}`);
  if (object === undefined) return [];
  const needed = ref.version === undefined ? {} : { needed: ref.version };
  return [{ by, object, path: path + field, ...needed }];
}

function isNewer(version: Version | undefined, than: Version | undefined): boolean {
  return version !== undefined && than !== undefined && compareVersions(version, than) > 0;
}

function tell(
  { by, object, path, needed }: Held,
  { name, entries, isUnsure }: SpokenRelease,
): Diagnostic | undefined {
  const holder = { holder: by.name.value, version: by.version.value, path };
  const entry = entries.get(object.key);
  const details = { object: by.object.name, version: formatVersion(by.version.value) };
  const about = { release: name.value, name: object.name };
  if (entry !== undefined) {
    const listed = { listed: entry.version.value, ...(needed === undefined ? {} : { needed }) };
    const related = [{ message: `${holder.holder} is listed here`, span: by.version.span }];
    const parameters = { ...about, ...holder, ...listed };
    return diagnose('release/not-closed', entry.version.span, parameters, { ...details, related });
  }
  // An entry that could not be resolved may be the one that is missing.
  if (isUnsure) return undefined;
  if (object.majors.every(({ stability }) => stability === 'experimental')) {
    // The holder is listed although it is experimental itself: that is one finding by then.
    if (by.model?.stability === 'experimental') return undefined;
    const parameters = { ...about, heldBy: holder };
    return diagnose('release/experimental', by.name.span, parameters, details);
  }
  const parameters = { ...about, ...holder, ...(needed === undefined ? {} : { needed }) };
  return diagnose('release/not-closed', by.name.span, parameters, details);
}
