// A release with its names resolved: what it speaks, and what is wrong with single entries of it.

import { formatVersion, sameVersion, type Version } from '../../core/version.js';
import { diagnose } from '../../diagnostics/diagnose.js';
import type { Diagnostic } from '../../diagnostics/diagnostic.js';
import { nearest } from '../../diagnostics/nearest.js';
import type { At, ReleaseDeclaration, ReleasesDeclaration } from '../../load/index.js';
import type { ObjectModel } from '../../model/index.js';
import type { ReleasedObject, ReleaseNames } from './release-names.js';
import { isSupported } from './supported.js';

export interface SpokenRelease {
  readonly name: At<string>;
  /** By `namespace/Name`, in the order of the file. */
  readonly entries: ReadonlyMap<string, SpokenEntry>;
  /** Whether an entry may mean anything: what seems to be missing may be what it was meant to be. */
  readonly isUnsure: boolean;
  /** Whether it stands here as the baseline has it, so that its places are not those of this file. */
  readonly isFromBaseline: boolean;
  /** What is wrong with its entries. */
  readonly findings: readonly Diagnostic[];
}

export interface SpokenEntry {
  readonly object: ReleasedObject;
  readonly name: At<string>;
  readonly version: At<Version>;
  /** The major that the version is of; absent where there is no such version. */
  readonly model?: ObjectModel;
}

/** What an entry comes to: what it says, or what is wrong with it. */
interface EntryRead {
  readonly objects: readonly ReleasedObject[];
  readonly model?: ObjectModel;
  readonly finding?: Diagnostic;
}

/** Resolves a release of `file`; of a retired one only what can still be resolved. */
export function speak(
  release: ReleaseDeclaration,
  file: ReleasesDeclaration,
  names: ReleaseNames,
  settings: { readonly namespace: string },
): SpokenRelease {
  const entries = new Map<string, SpokenEntry>();
  const findings: Diagnostic[] = [];
  // Objects and versions that no supported release needs may go, and retired releases do not change for that.
  const isRetired = !isSupported(file, release.name.value);
  let isUnsure = release.versions.length < entriesWritten(file, release.name.value);
  for (const entry of release.versions) {
    const { objects, model, finding } = readEntry(entry, release.name.value, names, settings);
    if (objects.length === 0) isUnsure = true;
    if (finding !== undefined && !isRetired) findings.push(finding);
    for (const object of objects) {
      const first = entries.get(object.key);
      if (first === undefined) {
        entries.set(object.key, { ...entry, object, ...(model === undefined ? {} : { model }) });
      } else if (objects.length === 1) {
        findings.push(listedTwice(entry.name, first, release.name.value));
      }
    }
  }
  const { name } = release;
  return { name, entries, isUnsure, isFromBaseline: false, findings };
}

function readEntry(
  { name, version }: ReleaseDeclaration['versions'][number],
  release: string,
  names: ReleaseNames,
  { namespace }: { readonly namespace: string },
): EntryRead {
  const objects = names.meaning(name.value);
  const [object, ...others] = objects;
  if (object === undefined) {
    const known = [...names.objects.values()].map((one) => one.name);
    const parameters = {
      release,
      name: name.value,
      isEnum: names.isEnum(name.value),
      near: nearest(name.value, known),
    };
    return { objects, finding: diagnose('release/unknown-object', name.span, parameters) };
  }
  if (others.length > 0) {
    // The namespace of the settings first: it is the likeliest to be meant.
    const own = objects.filter(({ key }) => key === `${namespace}/${name.value}`);
    const meant = [...new Set([...own, ...objects])].map(({ key }) => key);
    const parameters = { release, name: name.value, names: meant };
    return { objects, finding: diagnose('release/ambiguous-name', name.span, parameters) };
  }
  const about = { object: object.name, version: formatVersion(version.value) };
  const model = modelAt(object, version.value);
  if (model === undefined) {
    const known = [...object.majors].reverse().flatMap(({ versions, major }) =>
      // What a joined major took over is listed with the major it is of, unless that one's file is gone.
      versions.filter((one) => one.major === major || !hasMajor(object, one.major)),
    );
    const parameters = { release, name: name.value, version: version.value, known };
    const finding = diagnose('release/unknown-version', version.span, parameters, about);
    return { objects, finding };
  }
  if (model.stability === 'experimental') {
    const parameters = { release, name: name.value, heldBy: undefined };
    return {
      objects,
      model,
      finding: diagnose('release/experimental', name.span, parameters, about),
    };
  }
  return { objects, model };
}

/** The major that a version is of: its own if it has a file, else one that was joined to it. */
export function modelAt({ majors }: ReleasedObject, version: Version): ObjectModel | undefined {
  const reading = majors.filter(({ versions }) => versions.some((v) => sameVersion(v, version)));
  return reading.find(({ major }) => major === version.major) ?? reading[0];
}

function hasMajor({ majors }: ReleasedObject, major: number): boolean {
  return majors.some((one) => one.major === major);
}

function listedTwice(name: At<string>, first: SpokenEntry, release: string): Diagnostic {
  const parameters = { name: first.object.key, list: `the release ${release}` };
  return diagnose('release/duplicate', name.span, parameters, {
    object: first.object.name,
    related: [{ message: 'first listed here', span: first.name.span }],
  });
}

/** How many entries a release has in the file; those that could not be read are findings by then. */
function entriesWritten({ node }: ReleasesDeclaration, release: string): number {
  const all = node.entries.find(({ key }) => key.text === 'releases')?.value;
  if (all?.kind !== 'map') return 0;
  const one = all.entries.find(({ key }) => key.text === release)?.value;
  return one?.kind === 'map' ? one.entries.length : 0;
}
