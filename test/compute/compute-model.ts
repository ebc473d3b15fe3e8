// The worked domain, as the tests of it read it.

import { readdirSync, readFileSync } from 'node:fs';
import { load, type SourceFile } from '../../src/load/index.js';
import { buildModel, type Modelled } from '../../src/model/index.js';

/** The schema files of a folder below the project, in the order of their names. */
export function schemaFiles(folder: string): readonly SourceFile[] {
  return readdirSync(folder)
    .filter((name) => name.endsWith('.yaml') && !name.endsWith('.lock.yaml'))
    .sort()
    .map((name) => ({
      path: `${folder}/${name}`,
      text: readFileSync(`${folder}/${name}`, 'utf8'),
    }));
}

/**
 * The same files without what they say of storage, for edits that a person makes to fields alone: storage that names a
 * field which is gone is a finding of its own.
 */
export function withoutStorage(files: readonly SourceFile[]): readonly SourceFile[] {
  return files.map((file) => ({
    ...file,
    text: file.text.replace(STORAGE, '').replace(CHANGE, ''),
  }));
}

const STORAGE = /^storage:\n(?:[ ].*\n|\n(?=[ ]))*\n?/m;
const CHANGE = /^ {4}- change: storage\n(?: {6}.*\n)*/gm;

/** What `backlevel.config.yaml` says of the model. */
export const COMPUTE = {
  namespace: 'compute',
  children: 'manifest',
  propertyNames: 'camelCase',
} as const;

/** The model of schemas/compute, with the findings of the loader before its own. */
export function computeModel(): Pick<Modelled, 'model' | 'findings'> {
  const { declarations, findings } = load(schemaFiles('schemas/compute'));
  const { model, findings: more } = buildModel(declarations, COMPUTE);
  return { model, findings: [...findings, ...more] };
}
