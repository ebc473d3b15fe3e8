// One row of each stored object on its way through an upgrade: what each release writes, and what the other makes of it. By
// the names and values of the wire; of what is read, only what is told of here is looked at.

import type { Values } from '../shelf.js';

/** Somebody changes a row; somebody of the other release reads it. */
export interface Exchange {
  readonly change: Values;
  readonly seen: Values;
}

export interface Story {
  readonly object: string;
  readonly key: number | string;
  readonly table: string;
  /** What code of the older release makes, and what the newer reads. */
  readonly made: Exchange;
  /** By the newer, pinned; read by the older. */
  readonly pinned: Exchange;
  /** By the older; read by the newer. */
  readonly older: Exchange;
  /** What the older release would write when the row has become too new for it. */
  readonly late: Values;
  /** By the newer when the pin is lifted; what the older reads when rows were taken back. */
  readonly lifted: Exchange;
  /** What taking it back loses, path and kind; what has a column of its own stays there, and is no loss. */
  readonly lost: readonly string[];
  /** What the newer reads when rows have become new again: what only newer columns had was never touched. */
  readonly again: Values;
}

const [ONE, TWO, THREE] = [1, 2, 3].map((n) => `00000000-0000-4000-8000-00000000000${n}`);
const LATE = '2026-02-03T04:05:06Z';

export function envelope(
  name: string,
  version: string,
  data: Values,
  namespace = 'compute',
): Values {
  return {
    'versioned_object.name': name,
    'versioned_object.namespace': namespace,
    'versioned_object.version': version,
    'versioned_object.data': data,
  };
}

const FLAVOR = {
  ...{ name: 'm1.tiny', memory_mb: 512, vcpus: 1, root_gb: 1, ephemeral_gb: 0, swap: 0 },
  ...{ flavorid: 'tiny', rxtx_factor: 1.5, vcpu_weight: null, disabled: false, is_public: false },
  ...{ extra_specs: { 'hw:cpu': 'shared' }, projects: ['p1'] },
};

export const STORIES: readonly Story[] = [
  {
    ...{ object: 'Aggregate', key: 1, table: 'aggregates' },
    made: {
      change: {
        name: 'rack',
        hosts: ['a', 'b'],
        metadata: { availability_zone: 'north', power: 'ok' },
      },
      seen: { availability_zone: 'north', metadata: { power: 'ok' }, hosts: ['a', 'b'] },
    },
    pinned: {
      change: { availability_zone: 'south', hosts: ['a', 'b', 'c'] },
      seen: { metadata: { availability_zone: 'south', power: 'ok' }, hosts: ['a', 'b', 'c'] },
    },
    older: {
      change: { metadata: { availability_zone: 'east', power: 'low' } },
      seen: { availability_zone: 'east', metadata: { power: 'low' }, hosts: ['a', 'b', 'c'] },
    },
    late: { name: 'late' },
    lifted: {
      change: { availability_zone: 'west', deleted_at: LATE },
      seen: { metadata: { availability_zone: 'west', power: 'low' }, name: 'rack' },
    },
    lost: [],
    again: { availability_zone: 'west', metadata: { power: 'low' }, deleted_at: LATE },
  },
  {
    ...{ object: 'Flavor', key: 1, table: 'flavors' },
    made: { change: FLAVOR, seen: { memory_mb: 512, projects: ['p1'], foobars: undefined } },
    pinned: { change: { name: 'm1.small', swap: 7 }, seen: { name: 'm1.small', swap: 7 } },
    older: {
      change: { projects: ['p1', 'p2'] },
      seen: { projects: ['p1', 'p2'], name: 'm1.small' },
    },
    late: { swap: 9 },
    lifted: { change: { foobars: ['f', 'g'] }, seen: { projects: ['p1', 'p2'], swap: 7 } },
    lost: [],
    again: { foobars: ['f', 'g'], name: 'm1.small' },
  },
  {
    ...{ object: 'Host', key: 1, table: 'hosts' },
    made: {
      change: {
        ...{
          uuid: ONE,
          name: 'node-1',
          service_id: null,
          address: '10.0.0.1',
          subnets: ['10.0.0.0/8'],
        },
        ...{ architecture: 'x86_64', hypervisor: 'kvm', vcpus: 4, memory_mb: 4096 },
        ...{ cpu_allocation_ratio: 4, ram_allocation_ratio: 1.5, cpu_info: { model: 'x' } },
        ...{ instances: [], running_vms: 0, capabilities: ['secure_boot'], traits: ['FAST'] },
        ...{ stats: { load: 0.5 }, extra: { firmware_version: '2.1', slot: 3 }, last_seen: null },
        numa_cells: [
          envelope('NumaCell', '1.1', {
            ...{ id: 0, cpuset: [0, 1], pinned_cpus: [], memory_bytes: '4096' },
            ...{ page_sizes: ['4096'], free_pages: {} },
          }),
        ],
      },
      seen: { firmware_version: '2.1', extra: { slot: 3 }, instances: [], running_vms: undefined },
    },
    pinned: {
      change: { instances: [TWO], firmware_version: '2.2' },
      seen: { instances: [TWO], running_vms: 1, extra: { slot: 3, firmware_version: '2.2' } },
    },
    older: {
      change: { capabilities: ['live_migration', 'secure_boot'], address: '10.0.0.2' },
      seen: {
        capabilities: ['live_migration', 'secure_boot'],
        address: '10.0.0.2',
        firmware_version: '2.2',
      },
    },
    late: { vcpus: 9 },
    lifted: {
      change: { capabilities: ['virtual_tpm'], nic: 'aa:bb:cc:00:11:22', instances: [TWO, THREE] },
      seen: {
        capabilities: ['secure_boot'],
        running_vms: 2,
        extra: { slot: 3, firmware_version: '2.2' },
      },
    },
    lost: ['Host.capabilities[0] enum', 'Host.numa_cells[0].siblings drop'],
    again: { nic: 'aa:bb:cc:00:11:22', capabilities: ['secure_boot'], firmware_version: '2.2' },
  },
  {
    ...{ object: 'Instance', key: 1, table: 'instances' },
    made: {
      change: {
        ...{ uuid: TWO, display_name: 'web', hostname: 'web', vm_state: 'rescue', host: 'node-1' },
        ...{ project_id: 'p1', user_id: 'u1', launched_at: null, metadata: { a: 'b' } },
        ...{ system_metadata: {}, progress: 40, user_data: null, passthrough: [] },
        ...{ block_devices: [], ports: [], access_ip_v4: '10.1.1.1', access_ip_v6: null },
        flavor: envelope('Flavor', '1.0', { id: 1, ...FLAVOR }),
        tags: [envelope('Tag', '1.0', { resource_id: TWO, tag: 'blue' })],
      },
      seen: { vm_state: 'rescued', display_name: 'web', old_flavors: {}, progress: undefined },
    },
    pinned: {
      change: { vm_state: 'paused', metadata: { a: 'c' } },
      seen: { vm_state: 'paused', metadata: { a: 'c' }, progress: 40 },
    },
    older: {
      change: { progress: 60, vm_state: 'rescue' },
      seen: { vm_state: 'rescued', metadata: { a: 'c' } },
    },
    late: { host: 'late' },
    lifted: {
      change: { vm_state: 'shelved', trusted_certs: null, old_flavors: { p1: [null] } },
      seen: { vm_state: 'stopped', progress: 60, metadata: { a: 'c' } },
    },
    lost: ['Instance.vm_state enum'],
    again: { vm_state: 'stopped', old_flavors: { p1: [null] }, trusted_certs: null },
  },
  {
    ...{ object: 'Service', key: 1, table: 'services' },
    made: {
      change: {
        ...{ host: 'node-1', topic: 'consoleauth', report_count: 3, disabled: false, version: 5 },
        ...{
          disabled_reason: null,
          forced_down: false,
          last_seen_up: null,
          listens_on: ['10.0.0.1'],
        },
      },
      seen: { topic: 'console', disabled_reason: '', report_count: 3, listens_on: ['10.0.0.1'] },
    },
    pinned: { change: { report_count: 4 }, seen: { topic: 'consoleauth', report_count: 4 } },
    older: {
      change: { topic: 'scheduler', listens_on: ['10.0.0.1', '10.0.0.2'] },
      seen: { topic: 'scheduler', listens_on: ['10.0.0.1', '10.0.0.2'], report_count: 4 },
    },
    late: { report_count: 9 },
    lifted: {
      change: { topic: 'console', deleted_at: LATE },
      seen: { topic: 'consoleauth', report_count: 4, disabled_reason: '' },
    },
    lost: [],
    again: { topic: 'console', deleted_at: LATE, version: 5 },
  },
  {
    ...{ object: 'Volume', key: THREE ?? '', table: 'volumes' },
    made: {
      change: {
        ...{
          id: THREE,
          name: 'data',
          size_bytes: '1073741824',
          status: 'attached',
          host_name: 'nas',
        },
        ...{ backend: 'ssd', bootable: false, encryption_key: null, snapshot_of: null },
        ...{ metadata: {}, attachments: [ONE, TWO], project_id: 'p1', user_id: 'u1' },
      },
      seen: { attachments: [ONE, TWO], size_bytes: '1073741824', backend: 'ssd' },
    },
    pinned: {
      change: { attachments: [TWO], status: 'maintenance' },
      seen: { attachments: [TWO], status: 'maintenance' },
    },
    older: { change: { size_bytes: '2', backend: null }, seen: { size_bytes: '2', backend: null } },
    late: { name: 'late' },
    lifted: {
      change: { deleted_at: LATE, name: 'old data' },
      seen: { name: 'old data', size_bytes: '2' },
    },
    lost: [],
    again: { deleted_at: LATE, attachments: [TWO], size_bytes: '2' },
  },
];
