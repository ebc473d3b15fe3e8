// The worked domain and its releases, as rehearsals of tests have them.

import { readFileSync } from 'node:fs';
import { formatVersion } from '../../../src/core/version.js';
import { hookName, objectFileName } from '../../../src/emit/index.js';
import type { Release } from '../../../src/evolution/rollout/index.js';
import type { Hook, Hooks } from '../../../src/interpret/index.js';
import { loadReleases } from '../../../src/load/index.js';
import { modelAt, type Model } from '../../../src/model/index.js';
import type { Registry } from '../../../src/runtime/index.js';
import { computeModel } from '../../compute/compute-model.js';
import { registryOf } from '../../support/generated.js';
import * as host from '../../../hooks/host.js';
import * as numaCell from '../../../hooks/numa-cell.js';
import * as port from '../../../hooks/port.js';
import * as volume from '../../../hooks/volume.js';

export const { model } = computeModel();

const path = 'schemas/releases.yaml';
const { releases } = loadReleases({ path, text: readFileSync(path, 'utf8') });

export function releaseNamed(name: string): Release {
  const found = releases?.releases.find((one) => one.name.value === name);
  if (found === undefined) throw new Error(`no release ${name}`);
  const versions = found.versions.map((entry): [string, string] => [
    entry.name.value,
    formatVersion(entry.version.value),
  ]);
  return { name, manifest: Object.fromEntries(versions) };
}

/** The code of a release, made from the model of today. */
export function codeOf(release: Release): Promise<Registry> {
  const at = modelAt(model, release.manifest);
  if (!at.ok) throw new Error(JSON.stringify(at.unknown));
  return registryOf(`rehearsal-${release.name}`, at.model, { hooksFolder: '../../../hooks' });
}

const FILES: Readonly<Record<string, unknown>> = { host, 'numa-cell': numaCell, port, volume };

/** The hooks of the project, as the interpreter calls them. */
export const hooks: Hooks = (key, newer, direction) => hookIn(model, FILES, key, newer, direction);

export function hookIn(
  of: Model,
  files: Readonly<Record<string, unknown>>,
  key: string,
  newer: string,
  direction: 'backport' | 'upgrade',
): Hook | undefined {
  const object = of.objects.get(key);
  const step = object?.steps.find((one) => formatVersion(one.newer) === newer);
  if (object === undefined || step === undefined) return undefined;
  const file = files[objectFileName(object)];
  if (typeof file !== 'object' || file === null) return undefined;
  const name = hookName(direction, direction === 'backport' ? step.older : step.newer);
  const hook: unknown = Reflect.get(file, name);
  return typeof hook === 'function' ? (hook as Hook) : undefined;
}
