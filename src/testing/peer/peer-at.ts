// A peer of an older release for a user's own tests, made from the schemas that the project has now.

import { cacheFolder } from '../../disk/disk-cache.js';
import { findConfig, projectOf, settingsOf, type Project } from '../../disk/project.js';
import { prepareReleaseCode } from '../../disk/release-code.js';
import { findRelease, type Release } from '../../evolution/rollout/release.js';
import { loadReleases } from '../../load/index.js';
import type { UnknownEntry } from '../../model/index.js';
import { analyse } from '../../pipeline/compile.js';
import type { Settings } from '../../pipeline/settings.js';
import { readSources } from '../../pipeline/sources.js';
import type { Registry } from '../../runtime/index.js';
import { brokenProject } from '../project/broken-project.js';
import { knownRegistry } from '../project/known-registry.js';
import { Peer } from './peer.js';

/** Which peer is wanted. */
export interface PeerOptions {
  /** The config; without it the nearest `backlevel.config.yaml` upward from the working directory. */
  readonly config?: string;
  /** The release that the peer writes by: it runs newer code, and others do not all do so yet. */
  readonly pin?: string;
}

/**
 * A peer that runs the code of a release, compiled from the present schemas and kept in the project's cache.
 * Its name is one of the releases, retired ones too, or `present`.
 *
 * @throws Error where there is no project or no such release, or where the schemas have errors.
 * @example
 * const old = await peerAt('2025.2');
 * const flavor = serializer.parse(text(old.send('Flavor', { name: 'm1.tiny' })), Flavor);
 */
export async function peerAt(release: string, options: PeerOptions = {}): Promise<Peer> {
  const path = options.config ?? findConfig();
  if (path === undefined) {
    throw new Error('there is no backlevel.config.yaml here or above; name one as `config`');
  }
  const project = projectOf(path);
  const { settings, findings } = await settingsOf(project);
  if (settings === undefined) throw brokenProject(project, findings);
  const { manifest } = releaseNamed(project, settings, release);
  const pin =
    options.pin === undefined ? {} : { pin: releaseNamed(project, settings, options.pin).manifest };
  const registry = await registryAt(project, settings, { name: release, manifest });
  return new Peer({ release, registry, ...pin, reading: { unknown: settings.unknown } });
}

function releaseNamed(project: Project, settings: Settings, name: string): Release {
  const { host } = project;
  const path = settings.releases;
  const loaded = loadReleases({ path, text: host.read(path) ?? 'releases: {}\n' });
  const model = () => analyse(readSources(host, settings).schemas, settings).model;
  const found = findRelease(loaded.releases, model, name);
  if (found.ok) return found.release;
  const { near, known } = found;
  const hint = near === undefined ? `there are ${known.join(', ')}` : `did you mean ${near}?`;
  throw new Error(`there is no release called ${name} in ${path}; ${hint}`);
}

async function registryAt(
  project: Project,
  settings: Settings,
  release: Release,
): Promise<Registry> {
  const { host, root, program } = project;
  const sources = readSources(host, settings);
  const place = { folder: cacheFolder(root), program };
  const prepared = await prepareReleaseCode(sources, settings, release.manifest, place);
  if (!prepared.ok) {
    throw prepared.unknown.length > 0
      ? new Error(`the release ${release.name} ${prepared.unknown.map(tellUnknown).join('; ')}`)
      : brokenProject(project, prepared.findings);
  }
  return knownRegistry(prepared.code.registry);
}

/** What an entry of a release says that the schemas do not know. */
export function tellUnknown({ name, version, why }: UnknownEntry): string {
  const says = `lists ${name} ${version}, `;
  if (why === 'no-object') return `${says}and there is no such object`;
  if (why === 'no-version') return `${says}a version that its history does not have`;
  return `${says}which may be one of several objects`;
}
