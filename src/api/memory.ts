// A call of the API remembers nothing of another: what it is given is all that counts.

import type { Memory } from '../pipeline/gate/snapshot.js';

/** Empty, and forgotten with the call. */
export function emptyMemory(): Memory {
  const entries = new Map<string, string>();
  const cache = {
    read: (name: string) => entries.get(name),
    write: (name: string, text: string) => {
      entries.set(name, text);
    },
  };
  return { cache, known: new Map() };
}
