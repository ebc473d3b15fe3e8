// Objects whose way to their oldest versions meets renames, hooks, limits, enums and refusals.

import { BlockDevice, Host, Migration, Port, Volume } from '../../generated/index.js';
import type { VersionedObject } from '../../src/runtime/index.js';
import { OTHER_UUID, UUID } from '../runtime/things.js';

export function samples(): readonly VersionedObject[] {
  return [
    new Volume({
      sizeBytes: 2n ** 31n,
      status: 'maintenance',
      hostName: 'h',
      backend: 'b',
      snapshotOf: UUID,
      metadata: {},
      attachments: new Set([UUID]),
    }),
    new Port({
      id: UUID,
      mac: '00:00:00:00:00:01',
      addresses: ['10.0.0.1', '::1'],
      securityGroups: [UUID, OTHER_UUID],
      physicalNetwork: 'p',
    }),
    new Host({
      name: 'h',
      address: '10.0.0.1',
      architecture: 'x86_64',
      stats: { a: 1.5, b: null },
      instances: new Set([UUID]),
      cpuInfo: { a: 1 },
      hypervisorKind: 'zvm',
      serviceId: null,
      firmwareVersion: '2',
      extra: {},
    }),
    new BlockDevice({
      uuid: UUID,
      diskBus: 'nvme',
      cdromBuses: new Set(['scsi']),
      bootIndex: null,
      destination: 'local',
    }),
    new Migration({ kind: 'resize', status: 'running', progress: 50, memoryTotal: 5n }),
  ];
}
