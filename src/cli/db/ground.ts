// What all steps of a database go by: the generated code as it stands, the releases, and what is kept.

import type { Manifest } from '../../core/envelope.js';
import { compareVersions, formatVersion, parseWireVersion } from '../../core/version.js';
import {
  type Database,
  type Ground as Wanted,
  keptBy,
  type Speaker,
  storedTypesOf,
} from '../../db/index.js';
import { supportedReleases } from '../../evolution/releases/index.js';
import type { ReleaseDeclaration } from '../../load/index.js';
import { openVerified, type VerifiedProject } from '../../testing/project/verified-project.js';
import type { Invocation } from '../command.js';
import { CannotRun, type ExitCode } from '../exit.js';
import { findRelease, openReleases, type OpenReleases } from '../release/open-releases.js';
import { report } from '../report.js';

export interface Ground {
  readonly ok: true;
  readonly registry: VerifiedProject['registry'];
  readonly opened: OpenReleases;
  /** Releases that somebody may still run. */
  readonly supported: readonly Speaker[];
  /** The least that supported releases speak; what no release names is at its newest. */
  readonly keep: Manifest;
}

export async function openGround(
  invocation: Invocation,
): Promise<Ground | { readonly ok: false; readonly code: ExitCode }> {
  const { terminal, options } = invocation;
  const opened = await openReleases(invocation);
  if (!opened.ok) return opened;
  const { project, settings, file } = opened;
  const verified = await openVerified(project, settings);
  if (!verified.ok) {
    const { findings, objects } = verified;
    const code = await report(terminal, options, findings, { tree: project.host, objects });
    return { ok: false, code };
  }
  const { registry } = verified;
  if (storedTypesOf(registry).length === 0) {
    throw new CannotRun('no object is stored: none of the schemas has a `storage:`');
  }
  const supported = file === undefined ? [] : supportedReleases(file.releases).map(speakerOf);
  return { ok: true, registry, opened, supported, keep: leastOf(supported) };
}

/** The manifest of a release by the name that was typed. */
export function manifestOfRelease({ opened }: Ground, name: string): Manifest {
  return speakerOf(findRelease(opened, name).release).manifest;
}

function speakerOf({ name, versions }: ReleaseDeclaration): Speaker {
  const entries = versions.map((one): [string, string] => [
    one.name.value,
    formatVersion(one.version.value),
  ]);
  return { name: `release ${name.value}`, manifest: Object.fromEntries(entries) };
}

function leastOf(speakers: readonly Speaker[]): Manifest {
  const least = new Map<string, string>();
  for (const [name, version] of speakers.flatMap(({ manifest }) => Object.entries(manifest))) {
    const known = least.get(name);
    if (known === undefined || isBefore(version, known)) least.set(name, version);
  }
  return Object.fromEntries(least);
}

function isBefore(version: string, other: string): boolean {
  const [one, two] = [parseWireVersion(version), parseWireVersion(other)];
  return one !== undefined && two !== undefined && compareVersions(one, two) < 0;
}

/** What is kept: what the release named speaks, else the least that is supported. */
export function keepOf(ground: Ground, release: string | undefined): Manifest {
  return release === undefined ? ground.keep : manifestOfRelease(ground, release);
}

/** What a database of this project should have. */
export function wantedIn({ registry, keep }: Ground, { db, engine }: Database): Wanted {
  return { db, engine, types: storedTypesOf(registry), oldest: keptBy(registry, keep) };
}
