// Who is newer than whom: data that a process does not know yet, and callers that know more than their conductor.

import { compareVersions, parseWireVersion } from '../core/version.js';
import { short } from '../runtime/fault.js';
import { type IncompatibleObjectVersion, isError, type Registry } from '../runtime/index.js';
import type { AnyObjectType } from '../runtime/object-type.js';
import { isRpcError, RpcError } from './errors.js';

/** Whether an error says that something is newer than what is known here. What is too old nobody brings up. */
export function isTooNew(error: unknown, registry: Registry): error is IncompatibleObjectVersion {
  if (!isError(error, 'incompatible-version') || !('version' in error)) return false;
  const { version: label } = error;
  if (typeof label !== 'string') return false;
  const known = registry.types.filter(({ name }) => name === error.object);
  return known.length > 0 && known.every(({ version }) => isNewer(label, version));
}

/** Reads what a caller sent; of what is too new for a conductor it hears who is too old. */
export function readHere<T>(registry: Registry, read: () => T): T {
  try {
    return read();
  } catch (error) {
    throw isTooNew(error, registry) ? tooOld(error.object, error.message) : error;
  }
}

/** What a caller that speaks this version of an object asks for; if only newer conductors have it, it hears that. */
export function askedOf<T>(
  { name, version }: AnyObjectType,
  spoken: string | undefined,
  ask: () => T,
): T {
  try {
    return ask();
  } catch (error) {
    if (spoken === undefined || !isRpcError(error) || !isNewer(spoken, version)) throw error;
    throw tooOld(name, `it knows ${name} up to ${version}, not ${short(spoken)}; ${error.message}`);
  }
}

/** What a caller hears of a conductor that knows less than it. */
export function tooOld(object: string, why: string): RpcError {
  const told = `this conductor is itself too old for it: ${why}`;
  return new RpcError('conductor-too-old', object, told);
}

/** Whether a version is above another; neither is if one of them is no version. */
export function isNewer(label: string, known: string): boolean {
  const [one, other] = [parseWireVersion(label), parseWireVersion(known)];
  return one !== undefined && other !== undefined && compareVersions(one, other) > 0;
}
