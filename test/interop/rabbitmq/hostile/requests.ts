// The three requests of a conductor as honest callers send them, over the worked domain.

import { registry } from '../../../../generated/index.js';
import type { JsonValue } from '../../../../src/core/json.js';
import { UUID } from '../../../rpc/fleet.js';
import type { JsonMap } from './stranger.js';

export const MANIFEST = registry.manifest();

export function primitive(name: string, version: string, data: JsonValue): JsonMap {
  return {
    'versioned_object.name': name,
    'versioned_object.namespace': 'compute',
    'versioned_object.version': version,
    'versioned_object.data': data,
  };
}

export const INSTANCE = primitive('Instance', '2.7', { uuid: UUID, display_name: 'web' });

/** By the conductor's method. */
export const REQUESTS: Readonly<Record<string, JsonMap>> = {
  object_backport_versions: {
    objinst: INSTANCE,
    object_versions: { ...MANIFEST, Instance: '2.3' },
  },
  object_action: { objinst: INSTANCE, objmethod: 'save', args: [null], kwargs: {} },
  object_class_action_versions: {
    objname: 'Instance',
    objmethod: 'get_by_uuid',
    object_versions: MANIFEST,
    args: [UUID],
    kwargs: {},
  },
};

/** Every method with each of its parts. */
export const PARTS = Object.entries(REQUESTS).flatMap(([method, args]) =>
  Object.keys(args).map((part) => [method, part] as const),
);
