// The stored part of the worked domain in a git repository of its own, tagged at two releases; and each tag's code, made by
// the program from a checkout of that tag alone.

import { cpSync, readFileSync, rmSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { expect } from 'vitest';
import type { Manifest } from '../../../src/core/envelope.js';
import { Registry } from '../../../src/runtime/index.js';
import { cloneOf, newRepository, type Repository } from '../../cli/git/repository.js';
import { backlevel } from '../../support/program.js';
import { filesNow, filesThen } from './as-it-was.js';

export const TAGS = ['2025.2', '2026.1'] as const;
export type Tag = (typeof TAGS)[number];

const CONFIG = `namespace: compute
prefix: versioned_object
hooks: hooks
output: generated
`;

/** A repository that grew from one release to the next. */
export function taggedRepository(): Repository {
  const repository = newRepository();
  const { git } = repository;
  const common = { 'backlevel.config.yaml': CONFIG, '.gitignore': 'generated\n.backlevel-cache\n' };
  repository.commit({ ...common, ...filesThen(), 'schemas/releases.yaml': releasesText(1) });
  git('tag', '2025.2');
  repository.commit({ ...filesNow(), 'schemas/releases.yaml': releasesText(2) });
  git('tag', '2026.1');
  return repository;
}

/** What the worked domain's releases say of the objects that are here, the first `many` of those supported. */
function releasesText(many: number): string {
  const names = TAGS.slice(0, many);
  return [
    `supported: [${names.map((name) => `"${name}"`).join(', ')}]`,
    'releases:',
    ...names.flatMap((name) => [
      `  "${name}":`,
      ...Object.entries(manifestOf(name)).map(([object, version]) => `    ${object}: "${version}"`),
    ]),
    '',
  ].join('\n');
}

const OBJECTS = new Set([
  ...['Aggregate', 'BlockDevice', 'Flavor', 'Host', 'IdeAddress', 'Instance', 'Network'],
  ...['NumaCell', 'NvmeAddress', 'PciAddress', 'Port', 'Service', 'Tag', 'UsbAddress', 'Volume'],
]);

/** What the objects here are at a release, as the worked domain has it. */
export function manifestOf(tag: Tag): Manifest {
  const text = readFileSync('schemas/releases.yaml', 'utf8');
  const block = new RegExp(`^  "${tag}":\\n(?<entries>(?:    .*\\n)+)`, 'm').exec(text);
  const lines = (block?.groups?.['entries'] ?? '').trim().split('\n');
  const entries = lines.map((line): [string, string] => {
    const [name = '', version = ''] = line.trim().split(': ');
    return [name, version.replaceAll('"', '')];
  });
  return Object.fromEntries(entries.filter(([name]) => OBJECTS.has(name)));
}

/** Checks a tag out, generates, and gives the folder of the checkout. */
export async function generatedAt(repository: Repository, tag: Tag): Promise<string> {
  const { root } = cloneOf(repository, '--branch', tag);
  const { code, stdout, stderr } = await backlevel(['generate'], { cwd: root });
  expect(code, stdout + stderr).toBe(0);
  return root;
}

/** The registry of what was generated in a checkout; by way of a folder that tests import from. */
export async function loadedFrom(root: string, tag: Tag): Promise<Registry> {
  const folder = resolve('test/output', `db-release-${tag}`);
  rmSync(folder, { recursive: true, force: true });
  for (const part of ['generated', 'hooks'])
    cpSync(join(root, part), join(folder, part), { recursive: true });
  const module: unknown = await import(/* @vite-ignore */ join(folder, 'generated/index.ts'));
  const registry =
    typeof module === 'object' && module !== null && 'registry' in module && module.registry;
  if (!(registry instanceof Registry)) throw new Error(`${tag} has no registry`);
  return registry;
}
