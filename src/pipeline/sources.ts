// Which files a run reads: the schemas, and the user's hooks.

import type { Settings } from './settings.js';
import type { Tree } from './host.js';

/** The lock, which stands among the schemas and is none. */
export const LOCK_NAME = 'backlevel.lock.yaml';

export interface Sources {
  /** Schema files and the file of the releases, sorted by path. */
  readonly schemas: readonly SourceText[];
  /** Hook files, sorted by path. */
  readonly hooks: readonly SourceText[];
}

export interface SourceText {
  readonly path: string;
  readonly text: string;
}

type Folders = Pick<Settings, 'schemas' | 'hooks' | 'releases'>;

/** Reads all schemas and hooks of a project. */
export function readSources(tree: Tree, folders: Folders): Sources {
  const schemas = tree.list(folders.schemas).filter(isSchema);
  return {
    schemas: readAll(tree, [...new Set([...schemas, folders.releases])].sort()),
    hooks: readAll(tree, tree.list(folders.hooks).filter(isHook)),
  };
}

function readAll(tree: Tree, paths: readonly string[]): readonly SourceText[] {
  return paths.flatMap((path) => {
    const text = tree.read(path);
    // The releases need not be there; and a file may go between listing and reading.
    return text === undefined ? [] : [{ path, text }];
  });
}

function isSchema(path: string): boolean {
  return /\.ya?ml$/.test(path) && !path.endsWith(`/${LOCK_NAME}`);
}

function isHook(path: string): boolean {
  return path.endsWith('.ts') && !path.endsWith('.d.ts') && !path.endsWith('.test.ts');
}
