// Objects of the worked domain that the tests of this folder begin with, and errors as tests look at them.

import {
  BlockDevice,
  Flavor,
  Host,
  Instance,
  NumaCell,
  Tag,
  Volume,
} from '../../generated/index.js';
import { type BacklevelError, isError, type Primitive } from '../../src/runtime/index.js';

export const UUID = '0b2c9a54-8f0c-4b7d-9c1e-2f6d1a3b4c5d';
export const OTHER_UUID = 'ffffffff-8f0c-4b7d-9c1e-2f6d1a3b4c5d';

export function flavor(): Flavor {
  return unchanged(
    new Flavor({
      id: 1,
      name: 'm1.tiny',
      memoryMb: 512,
      extraSpecs: { 'hw:cpu': '2' },
      projects: ['a', 'b'],
    }),
  );
}

export function instance(): Instance {
  return unchanged(
    new Instance({
      id: 7,
      uuid: UUID,
      flavor: flavor(),
      oldFlavors: { alpha: [flavor(), null] },
      tags: [new Tag({ resourceId: UUID, tag: 'web' })],
      blockDevices: [disk(), disk()],
      metadata: { role: 'web' },
      userData: new Uint8Array([1, 2, 3]),
    }),
  );
}

export function disk(): BlockDevice {
  return unchanged(
    new BlockDevice({
      uuid: UUID,
      source: 'volume',
      volume: volume(),
      connectionInfo: { hosts: ['10.0.0.1'], secret: { key: 'x' } },
    }),
  );
}

export function volume(): Volume {
  return unchanged(
    new Volume({ id: UUID, sizeBytes: 5n, attachments: new Set([UUID]), metadata: {} }),
  );
}

export function host(): Host {
  return unchanged(
    new Host({ id: 1, name: 'h1', cpuInfo: { model: 'x', features: ['a'] }, numaCells: [cell()] }),
  );
}

export function cell(): NumaCell {
  return unchanged(
    new NumaCell({
      id: 0,
      cpuset: new Set([0, 1]),
      siblings: [new Set([0]), new Set([1])],
      pageSizes: new Set([4096n]),
    }),
  );
}

function unchanged<T extends { objResetChanges(): void }>(object: T): T {
  object.objResetChanges();
  return object;
}

/** An object in its envelope, as a peer sends it. */
export function envelope(
  name: string,
  version: string,
  data: object,
  rest: { changes?: unknown; namespace?: string } = {},
): Primitive {
  const { changes, namespace = 'compute' } = rest;
  return {
    'versioned_object.name': name,
    'versioned_object.namespace': namespace,
    'versioned_object.version': version,
    'versioned_object.data': data,
    ...(changes === undefined ? {} : { 'versioned_object.changes': changes }),
  };
}

/** The data inside an envelope. */
export function dataOf(primitive: unknown): Record<string, unknown> {
  return partOf(primitive, 'data') as Record<string, unknown>;
}

export function partOf(primitive: unknown, part: string): unknown {
  if (typeof primitive !== 'object' || primitive === null) throw new Error('no envelope');
  return Reflect.get(primitive, `versioned_object.${part}`);
}

/** The runtime's error that this throws. */
export function errorOf(run: () => unknown): BacklevelError & Record<string, unknown> {
  try {
    run();
  } catch (error) {
    // The fields of its class are what tests look at.
    if (isError(error)) return error as unknown as BacklevelError & Record<string, unknown>;
    throw error;
  }
  throw new Error('nothing was thrown');
}
