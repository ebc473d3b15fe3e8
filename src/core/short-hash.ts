// A short name for a text: to tell one change from another, not to keep anybody from making two that meet.
// FNV-1a in 64 bits (http://www.isthe.com/chongo/tech/comp/fnv/), of which 48 are shown.

const OFFSET = 0xcbf29ce484222325n;
const PRIME = 0x100000001b3n;
const MASK = (1n << 64n) - 1n;

/** Twelve hex digits. */
export function shortHash(text: string): string {
  let hash = OFFSET;
  for (const byte of new TextEncoder().encode(text)) {
    hash = ((hash ^ BigInt(byte)) * PRIME) & MASK;
  }
  return hash.toString(16).padStart(16, '0').slice(0, 12);
}
