// Which package a lock file names as the runtime, whatever tool wrote the lock.

import { posix } from 'node:path';

/** What the runtime comes in. */
export const PACKAGE = 'backlevel';

export type WantedRuntime =
  | {
      readonly kind: 'registry';
      readonly name: string;
      readonly version: string;
      /** As locks and registries write it: `sha512-…`. */
      readonly integrity?: string;
    }
  | { readonly kind: 'url'; readonly url: string; readonly integrity?: string }
  /** A tarball in the repository; the path is relative to the project's folder. */
  | { readonly kind: 'file'; readonly path: string; readonly integrity?: string };

export type LockAnswer =
  | { readonly ok: true; readonly wanted: WantedRuntime; readonly lock: string }
  | { readonly ok: false; readonly message: string; readonly cure: string };

/** Where a lock file stands. */
export interface LockPlace {
  /** Its path from the project's folder, for messages: `../../package-lock.json`. */
  readonly path: string;
  /** The project's folder as seen from the lock's, `packages/api`; empty where they are one. */
  readonly project: string;
  /** What the package.json of the project asks for: `^0.1.0`. */
  readonly range: string | undefined;
}

/** Reads one kind of lock file; undefined where it does not name the package. */
export type ReadLock = (text: string, place: LockPlace) => LockAnswer | undefined;

interface Named {
  readonly name?: string | undefined;
  readonly version?: string | undefined;
  readonly integrity?: string | undefined;
}

/** What a reference of a lock means: a version, `file:x.tgz`, a URL, `link:../runtime`. */
export function wantedBy(reference: string, place: LockPlace, named: Named = {}): LockAnswer {
  const { name = PACKAGE, version, integrity } = named;
  const held = integrity === undefined ? {} : { integrity };
  const found = (wanted: WantedRuntime): LockAnswer => ({ ok: true, wanted, lock: place.path });
  if (EXACT.test(reference)) return found({ kind: 'registry', name, version: reference, ...held });
  if (reference.startsWith('file:') && /\.(?:tgz|tar\.gz)$/.test(reference)) {
    const folder = posix.dirname(place.path);
    const path = posix.normalize(`${folder}/${reference.slice('file:'.length)}`);
    return found({ kind: 'file', path, ...held });
  }
  if (/^https?:\/\//.test(reference)) {
    // What a registry gave is asked for by its version, so that the user's own settings say which registry.
    const isOfRegistry = reference.includes('/-/') && version !== undefined && EXACT.test(version);
    return found(
      isOfRegistry
        ? { kind: 'registry', name, version, ...held }
        : { kind: 'url', url: reference, ...held },
    );
  }
  const isFolder = /^(?:link|file|portal|workspace):/.test(reference);
  return {
    ok: false,
    message: isFolder
      ? `${place.path} takes ${PACKAGE} from a folder (${reference}), which is not what was deployed`
      : `${place.path} takes ${PACKAGE} from ${withoutSecrets(reference)}, which has no built package`,
    cure: `let the lock name a version or a tarball of it (\`npm pack\` makes one)`,
  };
}

export const EXACT = /^\d+\.\d+\.\d+(?:[-+][\w.+-]+)?$/;

/** A URL without the user and the password that may stand in it. */
export function withoutSecrets(text: string): string {
  return text
    .replace(/\/\/[^/@\s]+@/g, '//')
    .replace(/(_(?:authToken|auth|password)\s*[=:]\s*)\S+/g, '$1…')
    .replace(/((?:token|key|secret|signature)=)[^&\s]+/gi, '$1…');
}

/** A record of JSON or of an outline. */
export function memberOf(value: unknown, name: string): unknown {
  if (typeof value !== 'object' || value === null) return undefined;
  return Object.getOwnPropertyDescriptor(value, name)?.value;
}

export function textOf(value: unknown, name: string): string | undefined {
  const text = memberOf(value, name);
  return typeof text === 'string' ? text : undefined;
}

/** JSON, or undefined for what is none. */
export function parsedJson(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch (error) {
    if (error instanceof SyntaxError) return undefined;
    throw error;
  }
}
