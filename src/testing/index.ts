// What `backlevel/testing` offers to tests in any runner: the laws put to one's own schemas, and peers of
// older releases.

import { render } from '../diagnostics/index.js';
import { findConfig, projectOf, settingsOf } from '../disk/project.js';
import type { Model, ObjectModel } from '../model/index.js';
import type { Registry } from '../runtime/index.js';
import { generatedSubject } from './laws/subject.js';
import { brokenProject } from './project/broken-project.js';
import { openVerified, type VerifiedProject } from './project/verified-project.js';
import { findingOf, verifyModel, type VerifyReport } from './verify/index.js';

export type { Loss, LossKind, Manifest } from '../core/envelope.js';
export type { JsonValue } from '../core/json.js';
export type { Failure, FailureKind, VerifyReport } from './verify/index.js';
export {
  conductorOf,
  peerAt,
  type Conductor,
  type Peer,
  type PeerObject,
  type PeerOptions,
  type PeerValues,
} from './peer/index.js';

/** What `verify` is asked for; all of it may be left out. */
export interface VerifyOptions {
  /** The config; without it the nearest `backlevel.config.yaml` upward from the working directory. */
  readonly config?: string;
  /** The registry of the generated code; without it the code in the output folder is loaded. */
  readonly registry?: Registry;
  /** Names of objects; without them all. */
  readonly objects?: readonly string[];
  /** What random values are made from; 1 when absent, so that a test gives the same at every run. */
  readonly seed?: number;
  /** Random values of each object at each version; 5 when absent. */
  readonly cases?: number;
}

/**
 * Puts the nine laws to every pair of versions of the project's objects, as `backlevel verify` does.
 *
 * @throws Error where there is no project, where its schemas have errors, or where an object is unknown.
 * @example
 * const report = await verify({ objects: ['Flavor'] });
 * assert.equal(formatFailures(report), '');
 */
export async function verify(options: VerifyOptions = {}): Promise<VerifyReport> {
  const { settings, model, registry, hooks, hookPlace } = await open(options.config);
  const objects = options.objects?.map((name) => objectNamed(model, name));
  return verifyModel({
    model,
    prefix: settings.prefix,
    subject: generatedSubject(options.registry ?? registry, { unknown: settings.unknown }),
    hooks,
    hookPlace,
    seed: options.seed ?? 1,
    cases: options.cases ?? 5,
    ...(objects === undefined ? {} : { objects }),
  });
}

/** What failed, as text; empty where every law holds. */
export function formatFailures({ failures, seed }: VerifyReport): string {
  if (failures.length === 0) return '';
  const findings = failures.map(findingOf);
  return `${render('text', findings, () => undefined)}the seed was ${seed}\n`;
}

async function open(config: string | undefined): Promise<VerifiedProject> {
  const path = config ?? findConfig();
  if (path === undefined) {
    throw new Error('there is no backlevel.config.yaml here or above; name one as `config`');
  }
  const project = projectOf(path);
  const { settings, findings } = await settingsOf(project);
  if (settings === undefined) throw brokenProject(project, findings);
  const opened = await openVerified(project, settings);
  if (!opened.ok) throw brokenProject(project, opened.findings);
  return opened;
}

function objectNamed(model: Model, name: string): ObjectModel {
  const objects = [...model.objects.values()];
  const found = objects.find((one) => one.key === name || (one.name === name && one.isNewestMajor));
  if (found !== undefined) return found;
  const known = objects.map((one) => one.name).join(', ');
  throw new Error(`there is no object called ${name}; there are ${known}`);
}
