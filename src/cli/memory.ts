// What makes a run of the gate cheap: what earlier runs of this program left in the project's cache.

import type { Memory } from '../pipeline/gate/snapshot.js';
import { parsedFiles } from '../pipeline/parsed-files.js';
import { sealedCache } from '../pipeline/sealed.js';
import type { Project } from './project.js';

export function memoryOf({ cache, program }: Project): Memory {
  const sealed = sealedCache(cache, program);
  return { cache: sealed, known: new Map(), parsed: parsedFiles(sealed) };
}
