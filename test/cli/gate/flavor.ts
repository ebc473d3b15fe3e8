// A small project under version control, and what people do to it.

import { join } from 'node:path';
import { newRepository, type Files, type Repository } from '../git/repository.js';
import { run } from './run.js';

export const FLAVOR = `object: Flavor
version: "1.1"
fields:
  id: { type: integer, readOnly: true }
  name: string
  description: string?
history:
  "1.1":
    - add: description
  "1.0": First version
`;

export const HOST = `object: Host
version: "1.0"
fields:
  name: string
history:
  "1.0": First version
`;

export const PROJECT: Files = {
  // Where there is no node_modules the cache stands beside the config.
  '.gitignore': '.backlevel-cache/\n',
  'backlevel.config.yaml': 'namespace: compute\n',
  'schemas/flavor.yaml': FLAVOR,
};

/** The text with one part of it replaced, which must be there. */
export function edited(text: string, part: string, by: string): string {
  if (!text.includes(part)) throw new Error(`no ${part} in ${text}`);
  return text.replace(part, () => by);
}

/** Flavor with a field that came without a version. */
export const UNBUMPED = edited(FLAVOR, '  name: string\n', '  name: string\n  vcpus: integer\n');

/** Flavor 1.2, which adds the field. */
export function flavorWith(field: string): string {
  const added = edited(
    FLAVOR,
    'history:\n',
    `  ${field}: integer\nhistory:\n  "1.2":\n    - add: ${field}\n`,
  );
  return edited(added, 'version: "1.1"', 'version: "1.2"');
}

/** A repository whose `main` has the project, generated and committed. */
export async function projectIn(
  files: Files = {},
  folder = '.',
): Promise<Repository & { readonly project: string }> {
  const repository = newRepository();
  const project = join(repository.root, folder);
  repository.write(below(folder, { ...PROJECT, ...files }));
  await generate(project);
  repository.commit({});
  return { ...repository, project };
}

/** The same files in a folder. */
export function below(folder: string, files: Files): Files {
  return Object.fromEntries(
    Object.entries(files).map(([path, text]) => [join(folder, path), text]),
  );
}

export async function generate(project: string): Promise<void> {
  const { code, stdout } = await run(['generate'], { cwd: project });
  if (code !== 0) throw new Error(stdout);
}
