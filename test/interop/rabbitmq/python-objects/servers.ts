// The servers that a conductor has, and how both releases write them.

import { isList, type JsonValue } from '../../../../src/core/json.js';

export type Data = Readonly<Record<string, JsonValue>>;

export function envelope(
  name: string,
  version: string,
  data: Data,
  changes?: readonly string[],
): JsonValue {
  return {
    'versioned_object.name': name,
    'versioned_object.namespace': 'compute',
    'versioned_object.version': version,
    'versioned_object.data': data,
    ...(changes === undefined ? {} : { 'versioned_object.changes': changes }),
  };
}

/** A server as a node writes it, with what is changed in it. */
export function older(data: Data, changes?: readonly string[]): JsonValue {
  return envelope('Server', '1.0', data, changes);
}

export const ADA = '00000000-0000-4000-8000-000000000001';
export const BOB = '00000000-0000-4000-8000-000000000002';

/** What both releases have of it: text, null, a time, a fraction, a set, a list. */
const ada: Data = {
  uuid: ADA,
  name: 'grüße 🐘',
  note: null,
  launched_at: '2024-02-29T23:59:59Z',
  load: 0.25,
  zones: ['z', 'ä'],
  tags: ['\u0001"\\', ''],
  state: 'active',
};
const bob: Data = {
  ...{ uuid: BOB, name: 'bob', note: 'n', launched_at: null, load: 1, zones: [], tags: [] },
  ...{ flavor: null, ports: [] },
};
const addresses = ['10.0.0.1', '10.0.0.2'];

/** At the newest versions. */
export const STORED: readonly JsonValue[] = [
  envelope('Server', '1.2', {
    ...ada,
    flavor: envelope('Flavor', '1.1', { name: 'm1.tiny', vcpus: 1, disk_gb: 20 }),
    ports: addresses.map((address) => envelope('Port', '1.1', { address, mtu: 1500 })),
    description: 'known to the newer release',
  }),
  envelope('Server', '1.2', { ...bob, state: 'shelved', description: null }),
];

export const PORTS: readonly JsonValue[] = addresses.map((address) =>
  envelope('Port', '1.0', { address }),
);
/** The same, as nodes of the older release are to see them. */
export const ADA_DATA: Data = {
  ...ada,
  flavor: envelope('Flavor', '1.0', { name: 'm1.tiny', vcpus: 1 }),
  ports: PORTS,
};
export const BOB_DATA: Data = { ...bob, state: 'stopped' };

/** As JSON is compared: Python writes the names of what is changed, and the members of a set, in any order. */
export function inOrder(value: JsonValue): JsonValue {
  if (isList(value)) return value.map(inOrder);
  if (typeof value !== 'object' || value === null) return value;
  return Object.fromEntries(
    Object.entries(value).map(([key, one]) => {
      const isUnordered = key === 'versioned_object.changes' || key === 'zones';
      return [key, isUnordered && isList(one) ? [...one].sort() : inOrder(one)];
    }),
  );
}
