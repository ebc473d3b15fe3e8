import type { BuildRequestV1_2, BuildRequestV1_3 } from '../generated/build-request.js';

const NO_UUID = '00000000-0000-0000-0000-000000000000';

export function backportTo1_2(far: BuildRequestV1_2, near: Readonly<BuildRequestV1_3>): void {
  if (near.instance_uuid !== undefined) {
    far.request = near.instance_uuid;
  } else if (near.tags !== undefined) {
    far.labels = JSON.stringify(near.tags);
  }
}

export function upgradeTo1_3(far: BuildRequestV1_3, near: Readonly<BuildRequestV1_2>): void {
  if (near.request !== undefined) far.instance_uuid = near.request ?? NO_UUID;
  if (near.labels !== undefined) far.tags = JSON.parse(near.labels ?? '[]') as string[];
}
