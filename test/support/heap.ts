// How much of the heap is in use, for tests that something is not kept.

import { getHeapStatistics, setFlagsFromString } from 'node:v8';
import { runInNewContext } from 'node:vm';

/** MiB that are still needed: what is not is collected first. */
export function heapMb(): number {
  setFlagsFromString('--expose-gc');
  // With that flag each new context has it.
  const collect = runInNewContext('gc') as () => void;
  collect();
  return getHeapStatistics().used_heap_size / 2 ** 20;
}
