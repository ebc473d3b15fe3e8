// A tree of files in memory.

import type { Cache, Host } from '../../src/pipeline/host.js';

export interface MemoryHost extends Host {
  readonly files: Map<string, string>;
}

export function memoryHost(files: Readonly<Record<string, string>> = {}): MemoryHost {
  const held = new Map(Object.entries(files));
  return {
    files: held,
    list: (folder) => [...held.keys()].filter((path) => path.startsWith(`${folder}/`)).sort(),
    read: (path) => held.get(path),
    write: (path, text) => {
      held.set(path, text);
    },
    remove: (path) => {
      held.delete(path);
    },
  };
}

export interface MemoryCache extends Cache {
  readonly entries: Map<string, string>;
}

export function memoryCache(): MemoryCache {
  const entries = new Map<string, string>();
  return {
    entries,
    read: (name) => entries.get(name),
    write: (name, text) => {
      entries.set(name, text);
    },
  };
}
