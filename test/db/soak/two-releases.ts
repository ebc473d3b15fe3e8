// The lockers at two releases: each one's code is generated from the schemas that its developers had, so the older one
// has never heard of the newer.

import { readdirSync, readFileSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { templates } from '../../../src/disk/templates.js';
import { compile } from '../../../src/pipeline/compile.js';
import { DEFAULTS } from '../../../src/pipeline/settings.js';
import { RELEASES, type ReleaseName } from './messages.js';

export interface GeneratedRelease {
  readonly name: ReleaseName;
  /** What was generated, by its path in the folder of the output. */
  readonly files: readonly { readonly path: string; readonly text: string }[];
}

const SETTINGS = { ...DEFAULTS, namespace: 'lockers' };

/** Generates both; `root` is where the project stands. */
export async function generateReleases(root = '.'): Promise<readonly GeneratedRelease[]> {
  return Promise.all(RELEASES.map((name) => generate(resolve(root), name)));
}

async function generate(root: string, name: ReleaseName): Promise<GeneratedRelease> {
  const folder = join(root, 'test/db/soak/domain', name);
  const schemas = readdirSync(folder).map((file) => ({
    path: `schemas/${file}`,
    text: readFileSync(join(folder, file), 'utf8'),
  }));
  const { findings, files } = await compile({ schemas, hooks: [] }, SETTINGS, {
    templates: templates(),
  });
  if (findings.length === 0) return { name, files };
  const told = findings.map(({ code, message }) => `${code}: ${message}`);
  throw new Error(`release ${name}:\n${told.join('\n')}`);
}
