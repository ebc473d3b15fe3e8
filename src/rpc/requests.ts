// What stands in a request, read with the care that anything from outside needs.

import type { Manifest } from '../core/envelope.js';
import { isList, type JsonValue } from '../core/json.js';
import { describe, short } from '../runtime/fault.js';
import { decodeValue, type MethodInfo } from '../runtime/index.js';
import type { AnyObjectType } from '../runtime/object-type.js';
import { RpcError } from './errors.js';

export function readManifest(value: JsonValue | undefined): Manifest {
  if (!isMap(value)) throw new RpcError('bad-arguments', 'object_versions', 'a manifest is a map');
  const entries = Object.entries(value);
  for (const [name, version] of entries) {
    if (typeof version === 'string') continue;
    throw new RpcError(
      'bad-arguments',
      'object_versions',
      `the version of ${short(name)} is no text`,
    );
  }
  // From entries: a name may be `__proto__`.
  return Object.fromEntries(entries) as Manifest;
}

/** The arguments of a method: positional ones, then those by name; defaults for the rest. */
export function readArguments(
  type: AnyObjectType,
  method: MethodInfo,
  positional: JsonValue | undefined,
  named: JsonValue | undefined,
): readonly unknown[] {
  const about = `${type.name}.${method.name}`;
  const list = positional ?? [];
  const map = named ?? {};
  if (!isList(list) || !isMap(map)) throw bad(about, 'arguments are a list and a map');
  if (list.length > method.args.length) {
    throw bad(about, `it takes ${method.args.length} arguments, not ${list.length}`);
  }
  const unknown = Object.keys(map).find((name) => !method.args.some((arg) => arg.name === name));
  if (unknown !== undefined) throw bad(about, `it has no argument ${describe(unknown)}`);
  return method.args.map((arg, i) => {
    const given = list[i];
    const byName = Object.hasOwn(map, arg.name) ? map[arg.name] : undefined;
    if (given !== undefined && byName !== undefined) {
      throw bad(about, `its argument ${arg.name} is given twice`);
    }
    const value = given ?? byName ?? (given === null || byName === null ? null : arg.default);
    if (value === undefined) throw bad(about, `its argument ${arg.name} is not given`);
    return decodeValue(arg.codec, value, `${about}(${arg.name})`);
  });
}

function bad(about: string, why: string): RpcError {
  return new RpcError('bad-arguments', about, `${about}(): ${why}`);
}

function isMap(value: JsonValue | undefined): value is { readonly [key: string]: JsonValue } {
  return typeof value === 'object' && value !== null && !isList(value);
}
