import type { AggregateV1_1, AggregateV1_2 } from '../generated/aggregate.js';

export function backportTo1_1(far: AggregateV1_1, near: Readonly<AggregateV1_2>): void {
  Object.assign(far, near);
}

export function upgradeTo1_2(far: AggregateV1_2, near: Readonly<AggregateV1_1>): void {
  if (near.weight !== undefined) far.weight = String(near.weight);
}
