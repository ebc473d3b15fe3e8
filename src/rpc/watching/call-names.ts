// What calls are named in events: by schemas alone, so that there are never more names than methods.

import type { JsonValue } from '../../core/json.js';
import { LOAD_ATTR, type MethodInfo, type Registry } from '../../runtime/index.js';
import type { AnyObjectType } from '../../runtime/object-type.js';
import { isData } from '../../runtime/wire.js';

/** Whatever no schema names. */
export const OTHER = '_OTHER';

/** A conductor's own methods. */
const OF_CONDUCTOR = [
  'ping',
  'object_class_action_versions',
  'object_action',
  'object_backport_versions',
];

/** `compute.Flavor/save`. */
export function nameOf(
  { namespace, name }: Pick<AnyObjectType, 'namespace' | 'name'>,
  method: Pick<MethodInfo, 'name'>,
): string {
  return `${namespace}.${name}/${method.name}`;
}

/** `Conductor/ping`. */
export function nameOfOwn(method: string): string {
  return OF_CONDUCTOR.includes(method) ? `Conductor/${method}` : OTHER;
}

/** What a request to a conductor asks for; nothing in it was checked. */
export function nameOfRequest(
  registry: Registry,
  { method, args }: { readonly method: string; readonly args: Readonly<Record<string, JsonValue>> },
): string {
  switch (method) {
    case 'object_class_action_versions': {
      const name = args['objname'];
      const type = typeof name === 'string' ? registry.find(name) : undefined;
      return nameIn(type, args['objmethod']);
    }
    case 'object_action': {
      return nameIn(typeIn(registry, args['objinst']), args['objmethod']);
    }
    default:
      return nameOfOwn(method);
  }
}

/** The bare name of an object, if the registry has it. */
export function objectName(registry: Registry, name: string): string {
  return registry.types.some((type) => type.name === name) ? name : OTHER;
}

function nameIn(type: AnyObjectType | undefined, name: JsonValue | undefined): string {
  const methods = type === undefined ? [] : [...type.methods, LOAD_ATTR];
  const method = methods.find((one) => one.name === name);
  return type === undefined || method === undefined ? OTHER : nameOf(type, method);
}

function typeIn(registry: Registry, primitive: JsonValue | undefined): AnyObjectType | undefined {
  if (!isData(primitive)) return undefined;
  const named = registry.types.filter((type) => type.wire.open(primitive).name === type.name);
  return named.find((type) => type.wire.open(primitive).namespace === type.namespace) ?? named[0];
}
