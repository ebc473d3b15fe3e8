// One edit of a project's schemas, and what the gate must say of it.

import { readFileSync } from 'node:fs';
import type { SourceFile } from '../../../src/load/index.js';
import { COMPUTE, schemaFiles, withoutStorage } from '../../compute/compute-model.js';
import type { StorySettings } from '../gate/story.js';
import { readSchema, type Schema } from './schema-text.js';

/** A project that edits are made in. */
export interface World {
  readonly name: string;
  readonly files: readonly SourceFile[];
  readonly settings: StorySettings;
  readonly schemas: readonly Schema[];
}

export interface Edit {
  /** What was changed: `field removed`. */
  readonly kind: string;
  /** How: `without its bump`. */
  readonly how: string;
  readonly object: string;
  /** Made when it is asked for: there are many, and not all are tried. */
  readonly after: () => readonly SourceFile[];
  /** `code Object`, or `code Object version`; nothing where the edit is as it should be. */
  readonly expected: readonly string[];
  readonly settings?: Partial<StorySettings>;
}

/** The worked domain with its releases, and Nova's objects, which have none. */
export function worlds(): readonly World[] {
  const releases = {
    path: 'schemas/releases.yaml',
    text: readFileSync('schemas/releases.yaml', 'utf8'),
  };
  const compute = [...withoutStorage(schemaFiles('schemas/compute')), releases];
  return [
    worldOf('compute', compute, COMPUTE),
    worldOf('nova', schemaFiles('test/corpus/nova/schemas'), { ...COMPUTE, namespace: 'nova' }),
  ];
}

export function worldOf(
  name: string,
  files: readonly SourceFile[],
  settings: StorySettings,
): World {
  return { name, files, settings, schemas: files.map(readSchema) };
}

/** The files with some of them as they are now. */
export function withFiles(
  { files }: Pick<World, 'files'>,
  ...changed: readonly SourceFile[]
): readonly SourceFile[] {
  const now = new Map(changed.map((file) => [file.path, file]));
  const known = new Set(files.map(({ path }) => path));
  return [
    ...files.map((file) => now.get(file.path) ?? file),
    ...changed.filter(({ path }) => !known.has(path)),
  ];
}

export function without({ files }: Pick<World, 'files'>, gone: SourceFile): readonly SourceFile[] {
  return files.filter(({ path }) => path !== gone.path);
}

/**
 * A third of the edits, with each kind and each way among them; all of them with BACKLEVEL_EDITS=all, which takes
 * minutes.
 */
export function dealt(edits: readonly Edit[]): readonly Edit[] {
  if (process.env['BACKLEVEL_EDITS'] === 'all') return edits;
  const seen = new Set<string>();
  return edits.filter(({ kind, how }, index) => {
    const isFirst = !seen.has(kind) || !seen.has(how);
    seen.add(kind).add(how);
    return isFirst || index % 3 === 0;
  });
}

/** Some of many, as far apart as can be. */
export function spread<T>(all: readonly T[], most: number): readonly T[] {
  if (all.length <= most) return all;
  return Array.from(
    { length: most },
    (_, index) => all[Math.floor((index * all.length) / most)],
  ).flatMap((one) => (one === undefined ? [] : [one]));
}
