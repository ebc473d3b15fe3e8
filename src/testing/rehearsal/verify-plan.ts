// The rehearsal of a project's own releases, as `verify --plan` has it.

import { cacheFolder } from '../../disk/disk-cache.js';
import type { Project } from '../../disk/project.js';
import { prepareReleaseCode } from '../../disk/release-code.js';
import { presentRelease } from '../../evolution/releases/index.js';
import { findRelease, type Release } from '../../evolution/rollout/index.js';
import { formatVersion } from '../../core/version.js';
import { loadReleases } from '../../load/index.js';
import { modelAt, type Model } from '../../model/index.js';
import type { Registry } from '../../runtime/index.js';
import { tellUnknown } from '../peer/peer-at.js';
import { knownRegistry } from '../project/known-registry.js';
import type { VerifiedProject } from '../project/verified-project.js';
import { rehearse, type RehearseInput } from './rehearse.js';
import type { RehearsalReport } from './report.js';

export type PlanOptions = Pick<RehearseInput, 'seed' | 'cases' | 'fleet' | 'guards' | 'onState'>;

export type VerifiedPlan =
  | { readonly ok: true; readonly report: RehearsalReport }
  /** Why there is nothing to rehearse: a release that is not there, or that the schemas do not know any more. */
  | { readonly ok: false; readonly problem: string };

/** Rehearses the upgrade from the first of these releases to the second, and on to the third; `present` is one too. */
export async function verifyPlan(
  project: Project,
  verified: VerifiedProject,
  names: readonly string[],
  options: PlanOptions,
): Promise<VerifiedPlan> {
  const { settings, model, hooks } = verified;
  const releases: Release[] = [];
  for (const name of names) {
    const found = releaseNamed(project, verified, name);
    if ('problem' in found) return { ok: false, problem: found.problem };
    releases.push(found);
  }
  const twice = names.find((name, at) => names.indexOf(name) !== at);
  if (twice !== undefined) return { ok: false, problem: `${twice} is named twice` };
  const report = await rehearse({
    model,
    prefix: settings.prefix,
    hooks,
    releases,
    load: (release) => codeOf(project, verified, release),
    reading: { unknown: settings.unknown },
    ...options,
  });
  return { ok: true, report };
}

function releaseNamed(
  { host }: Project,
  { settings, model }: VerifiedProject,
  name: string,
): Release | { readonly problem: string } {
  const path = settings.releases;
  const text = host.read(path);
  const declared = text === undefined ? undefined : loadReleases({ path, text }).releases;
  const found = findRelease(declared, () => model, name);
  if (!found.ok) {
    const { near, known } = found;
    const hint =
      near === undefined ? `${path} has ${known.join(', ') || 'none'}` : `did you mean ${near}?`;
    return { problem: `there is no release called ${name}; ${hint}` };
  }
  const at = modelAt(model, found.release.manifest);
  if (at.ok) return found.release;
  return { problem: `the release ${name} ${at.unknown.map(tellUnknown).join('; ')}` };
}

/** What stands in the output folder, for the release that the schemas still are; else what the release had. */
async function codeOf(
  { root, program }: Project,
  { settings, sources, model, registry }: VerifiedProject,
  release: Release,
): Promise<Registry> {
  if (isPresent(model, release)) return registry;
  const place = { folder: cacheFolder(root), program };
  const prepared = await prepareReleaseCode(sources, settings, release.manifest, place);
  if (!prepared.ok)
    throw new Error(`${release.name} could be cut from the model, but not compiled`);
  return knownRegistry(prepared.code.registry);
}

function isPresent(model: Model, { manifest }: Release): boolean {
  const present = presentRelease(model);
  return (
    present.length === Object.keys(manifest).length &&
    present.every(({ name, version }) => manifest[name.value] === formatVersion(version.value))
  );
}
