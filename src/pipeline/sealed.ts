// What is kept in a cache bears a seal, made with the name of the program that wrote it: what has the right one is whole,
// and has the form that this very program gives it.

import { fingerprint } from './fingerprint.js';
import type { Cache } from './host.js';

export function seal(text: string, program: string): string {
  return `${sealOf(text, program)}\n${text}`;
}

/** The text; undefined where there is none, or one that is damaged or of another program. */
export function unseal(sealed: string | undefined, program: string): string | undefined {
  if (sealed === undefined) return undefined;
  const end = sealed.indexOf('\n');
  const text = sealed.slice(end + 1);
  return sealed.slice(0, end) === sealOf(text, program) ? text : undefined;
}

/** The same cache, of this program alone. */
export function sealedCache(cache: Cache, program: string): Cache {
  return {
    read: (name) => unseal(cache.read(name), program),
    write: (name, text) => {
      cache.write(name, seal(text, program));
    },
  };
}

function sealOf(text: string, program: string): string {
  return fingerprint(`${program}\n${text}`);
}
