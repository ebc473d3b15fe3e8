// A pin by the name of a release, of those that `backlevel generate` wrote from the file of releases.

import type { Manifest } from '../core/envelope.js';
import { describe } from '../runtime/fault.js';
import { RpcError } from './errors.js';
import { type Pin, pinnedTo } from './pins.js';

/** Releases as generated code has them: what each of them speaks. */
export type Releases = Readonly<Record<string, Manifest>>;

/**
 * Writes by a release; a name that is none does not compile.
 *
 * @example
 * import { releases } from './generated/index.js';
 * const pin = pinnedToRelease(releases, '2025.2');
 */
export function pinnedToRelease<R extends Releases>(releases: R, name: keyof R & string): Pin {
  return pinnedTo(name, manifestOf(releases, name));
}

/**
 * The name of a release from a text, as a setting has it.
 *
 * @throws RpcError `unknown-release`, which lists those that there are.
 */
export function releaseNamed<R extends Releases>(releases: R, text: string): keyof R & string {
  manifestOf(releases, text);
  // It is a key of them: just looked up.
  return text;
}

function manifestOf(releases: Releases, name: string): Manifest {
  const manifest = Object.hasOwn(releases, name) ? releases[name] : undefined;
  if (manifest !== undefined) return manifest;
  const names = Object.keys(releases).join(', ') || 'none';
  const told = `no supported release is called ${describe(name)}; there are: ${names}`;
  throw new RpcError('unknown-release', name, told);
}
