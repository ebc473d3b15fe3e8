// What golden vectors are made of: the worked domain's model, its committed generated code, its releases.

import { readFileSync } from 'node:fs';
import { registry } from '../../generated/index.js';
import type { Manifest } from '../../src/core/envelope.js';
import { formatVersion } from '../../src/core/version.js';
import { loadReleases } from '../../src/load/index.js';
import type { Model } from '../../src/model/index.js';
import type { Registry } from '../../src/runtime/index.js';
import { computeModel } from '../compute/compute-model.js';

export interface VectorDomain {
  readonly model: Model;
  readonly registry: Registry;
  /** What each release speaks, by its name. */
  readonly releases: ReadonlyMap<string, Manifest>;
}

/** The worked domain; reads from the project's folder. */
export function vectorDomain(): VectorDomain {
  const path = 'schemas/releases.yaml';
  const { releases } = loadReleases({ path, text: readFileSync(path, 'utf8') });
  const manifests = (releases?.releases ?? []).map(({ name, versions }) => {
    const entries = versions.map((one) => [one.name.value, formatVersion(one.version.value)]);
    return [name.value, Object.fromEntries(entries) as Manifest] as const;
  });
  return { model: computeModel().model, registry, releases: new Map(manifests) };
}
