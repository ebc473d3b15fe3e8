// A tree with changes that nobody has written yet.

import type { Tree } from './host.js';

export interface Overlay extends Tree {
  /** An absent text takes the file away. */
  set(path: string, text: string | undefined): void;
  /** What differs from the tree below, sorted by path. */
  changes(): readonly {
    readonly path: string;
    readonly before?: string;
    readonly after?: string;
  }[];
}

export function overlay(below: Tree): Overlay {
  const texts = new Map<string, string | undefined>();
  return {
    list(folder) {
      const prefix = folder === '.' ? '' : `${folder}/`;
      const listed = below.list(folder).filter((path) => !texts.has(path));
      const added = [...texts]
        .filter(([path, text]) => text !== undefined && path.startsWith(prefix))
        .map(([path]) => path);
      return [...listed, ...added].sort();
    },
    read: (path) => (texts.has(path) ? texts.get(path) : below.read(path)),
    set(path, text) {
      texts.set(path, text);
    },
    changes: () =>
      [...texts]
        .map(([path, after]) => {
          const before = below.read(path);
          return {
            path,
            ...(before === undefined ? {} : { before }),
            ...(after === undefined ? {} : { after }),
          };
        })
        .filter(({ before, after }) => before !== after)
        .sort((a, b) => (a.path < b.path ? -1 : 1)),
  };
}
