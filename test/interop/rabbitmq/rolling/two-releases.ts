// The domain at two releases: each one's code is generated from the schemas that its developers had, so the older one
// has never heard of the newer.

import { readdirSync, readFileSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { formatVersion } from '../../../../src/core/version.js';
import type { Manifest } from '../../../../src/core/envelope.js';
import { templates } from '../../../../src/disk/templates.js';
import type { Model } from '../../../../src/model/index.js';
import { compile } from '../../../../src/pipeline/compile.js';
import { DEFAULTS } from '../../../../src/pipeline/settings.js';
import { RELEASES, type ReleaseName } from './machine.js';
import type { Shapes } from './wire/wire-judge.js';

export interface GeneratedRelease {
  readonly name: ReleaseName;
  readonly model: Model;
  readonly manifest: Manifest;
  /** What was generated, by its path in the folder of the output. */
  readonly files: readonly { readonly path: string; readonly text: string }[];
}

const SETTINGS = { ...DEFAULTS, namespace: 'rolling' };

/** Generates both; `root` is where the project stands. */
export async function generateReleases(root = '.'): Promise<readonly GeneratedRelease[]> {
  return Promise.all(RELEASES.map((name) => generate(resolve(root), name)));
}

async function generate(root: string, name: ReleaseName): Promise<GeneratedRelease> {
  const folder = join(root, 'test/interop/rabbitmq/rolling/domain', name);
  const schemas = readdirSync(folder).map((file) => ({
    path: `schemas/${file}`,
    text: readFileSync(join(folder, file), 'utf8'),
  }));
  const made = await compile({ schemas, hooks: [] }, SETTINGS, { templates: templates() });
  if (made.findings.length > 0) {
    const told = made.findings.map(({ code, message }) => `${code}: ${message}`);
    throw new Error(`release ${name}:\n${told.join('\n')}`);
  }
  return { name, model: made.model, manifest: manifestOf(made.model), files: made.files };
}

function manifestOf({ objects }: Model): Manifest {
  return Object.fromEntries(
    [...objects.values()].map(({ name, version }) => [name, formatVersion(version)]),
  );
}

/** The names of the fields of each object at each version. */
export function shapesOf({ objects }: Model): Shapes {
  return Object.fromEntries(
    [...objects.values()].map(({ name, versions, shapes }) => {
      const fields = versions.map((version, i): [string, readonly string[]] => [
        formatVersion(version),
        [...(shapes[i]?.fields.keys() ?? [])],
      ]);
      return [name, Object.fromEntries(fields)];
    }),
  );
}
