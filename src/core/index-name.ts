// What an index is called: its table, its columns and what it is, within the bytes that PostgreSQL keeps of a name. The
// model knows it too, to say where two would have one name.

import { shortHash } from './short-hash.js';

/** PostgreSQL cuts names after this many bytes, without a word: two may become one by that. */
export const MOST_BYTES = 63;

export function indexName(table: string, columns: readonly string[], isUnique: boolean): string {
  return shortened([table, ...columns, isUnique ? 'key' : 'idx'].join('_'));
}

export function bytesOf(name: string): number {
  return new TextEncoder().encode(name).length;
}

function shortened(name: string): string {
  if (bytesOf(name) <= MOST_BYTES) return name;
  const mark = shortHash(name);
  // By code points: half of one would be found again as another name.
  const kept = Array.from(name);
  while (bytesOf(kept.join('')) > MOST_BYTES - mark.length - 1) kept.pop();
  return `${kept.join('')}_${mark}`;
}
