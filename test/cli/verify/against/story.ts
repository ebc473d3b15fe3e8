// A project in a git repository of its own, with tags that were deployed, and the present held against them.

import { dirname, join } from 'node:path';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { onTestFinished } from 'vitest';
import type { AgainstFailure, AgainstReport } from '../../../../src/cli/verify/against/index.js';
import type * as against from '../../../../src/cli/verify/against/index.js';
import type { projectOf } from '../../../../src/disk/project.js';
import { diskHost } from '../../../../src/disk/disk-host.js';
import { templates } from '../../../../src/disk/templates.js';
import { compile } from '../../../../src/pipeline/compile.js';
import { resolveSettings } from '../../../../src/pipeline/settings.js';
import { readSources } from '../../../../src/pipeline/sources.js';
import { programFile } from '../../../support/program.js';
import { newRepository, type Files, type Repository } from '../../git/repository.js';
import { edit, lockOf, type Fault, type Tarball } from './packages.js';

export const CONFIG = 'namespace: shop\n';

/** What an old side and a new side can differ in: a rename, a default, a limit, an enum, a child, a null. */
export const ITEM_1_1 = `object: Item
version: "1.1"
fields:
  id: { type: integer, readOnly: true }
  name: { type: string, maxLength: 40 }
  price: float?
  tags: set<string>
  parts: list<Part>
  made_at: datetime?
  stock: { type: integer, default: 7 }
  state: Stage
history:
  "1.1":
    - rename: title
      to: name
    - add: stock
    - add: state
      upgrade: { value: open }
  "1.0": First version
`;

export const ITEM_1_2 = ITEM_1_1.replace('version: "1.1"', 'version: "1.2"')
  .replace('price: float?', 'price: { type: float, default: 0.5 }')
  .replace(
    'history:\n',
    `history:
  "1.2":
    - change: price
      was: { type: "float?" }
      upgrade: { whenNull: 1.5 }
`,
  );

export const PART = `object: Part
version: "1.0"
fields:
  size: integer
  label: string?
history:
  "1.0": First version
`;

export const PART_1_1 = `object: Part
version: "1.1"
fields:
  size: integer
  label: string?
  weight: { type: float, default: 1.0 }
history:
  "1.1":
    - add: weight
      backport: { refuse: scales are needed }
  "1.0": First version
`;

export const STAGE = `enum: Stage
version: "1.0"
values: [open, closed]
history:
  "1.0": First version
`;

export const OLD: Files = {
  'backlevel.config.yaml': CONFIG,
  'schemas/item.yaml': ITEM_1_1,
  'schemas/part.yaml': PART,
  'schemas/stage.yaml': STAGE,
};

export const NEW: Files = {
  ...OLD,
  'schemas/item.yaml': ITEM_1_2,
  'schemas/part.yaml': PART_1_1,
};

/** A repository with these files and what is generated of them. */
export async function projectWith(files: Files): Promise<Repository> {
  const repository = newRepository();
  repository.write({ '.gitignore': 'node_modules\n.backlevel-cache\n', ...files });
  await generate(repository);
  return repository;
}

/** Generates anew, as `backlevel generate` does, without a process of its own. */
export async function generate({ root, write }: Repository): Promise<void> {
  const tree = diskHost(root);
  const config = { path: 'backlevel.config.yaml', text: tree.read('backlevel.config.yaml') ?? '' };
  const { settings } = await resolveSettings(config);
  if (settings === undefined) throw new Error('the config has errors');
  const sources = readSources(tree, settings);
  const { files, findings } = await compile(sources, settings, { templates: templates() });
  if (files.length === 0) throw new Error(findings.map(({ message }) => message).join(', '));
  rmSync(join(root, settings.output), { recursive: true, force: true });
  write(Object.fromEntries(files.map(({ path, text }) => [`${settings.output}/${path}`, text])));
}

/** Commits all that stands there, with the runtime in its lock file, as a tag. */
export function release(repository: Repository, tag: string, runtime: Tarball): void {
  repository.commit({
    'package.json': '{ "name": "app", "type": "module" }\n',
    'package-lock.json': lockOf(runtime),
    [`vendor/backlevel-${runtime.version}.tgz`]: runtime.bytes,
  });
  repository.git('tag', tag);
}

export interface Evolution {
  readonly runtime: Tarball;
  readonly before?: Files;
  readonly after?: Files;
  /** What is wrong with the files of the tag, and with those of the working tree, after they were generated. */
  readonly faultsBefore?: readonly Fault[];
  readonly faultsAfter?: readonly Fault[];
}

/** A project whose old files are the tag `v1`, and whose new ones stand in the working tree. */
export async function evolved({
  runtime,
  before = OLD,
  after = NEW,
  faultsBefore = [],
  faultsAfter = [],
}: Evolution): Promise<Repository> {
  const repository = await projectWith(before);
  seed(repository, faultsBefore);
  release(repository, 'v1', runtime);
  repository.write(after);
  await generate(repository);
  seed(repository, faultsAfter);
  return repository;
}

function seed({ root }: Repository, faults: readonly Fault[]): void {
  for (const { file, replace, by } of faults) edit(join(root, file), replace, by);
}

export interface Asked extends Partial<Omit<against.AgainstInput, 'project'>> {
  /** Another build of the program. */
  readonly program?: string;
}

let cacheHome: string | undefined;

/** The compiled program's own answer, with processes of its own. */
export async function verified({ root }: Repository, asked: Asked = {}): Promise<AgainstReport> {
  const { program = programFile(), ...rest } = asked;
  const dist = join(dirname(dirname(program)), 'dist');
  const { verifyAgainst } = await load<typeof against>(dist, 'cli/verify/against/index.js');
  const disk = await load<{ projectOf: typeof projectOf }>(dist, 'disk/project.js');
  const project = disk.projectOf(join(root, 'backlevel.config.yaml'));
  return verifyAgainst({
    tags: ['v1'],
    seed: 1,
    cases: 6,
    env: { ...process.env, XDG_CACHE_HOME: cacheFolder() },
    ...rest,
    project,
  });
}

/** The failures of the first tag. */
export async function failuresOf(
  repository: Repository,
  asked?: Asked,
): Promise<readonly AgainstFailure[]> {
  const { tags } = await verified(repository, asked);
  return tags.flatMap(({ failures }) => failures);
}

/** One folder for the runtimes of a file of tests, gone when it is over. */
function cacheFolder(): string {
  cacheHome ??= temporaryFolder();
  return cacheHome;
}

/** A folder that is gone when the process ends. */
function temporaryFolder(): string {
  const folder = mkdtempSync(join(tmpdir(), 'backlevel-cache-'));
  process.once('exit', () => {
    rmSync(folder, { recursive: true, force: true });
  });
  return folder;
}

/** A folder that is gone when the test is over. */
export function freshFolder(): string {
  const folder = mkdtempSync(join(tmpdir(), 'backlevel-fresh-'));
  onTestFinished(() => {
    rmSync(folder, { recursive: true, force: true });
  });
  return folder;
}

async function load<T>(dist: string, path: string): Promise<T> {
  const module: unknown = await import(/* @vite-ignore */ join(dist, path));
  // What stands there was compiled from the very sources that the type is of.
  return module as T;
}
