import type { FlavorV1_0, FlavorV1_1 } from '../generated/flavor.js';
import { halves } from './halves.js';

/** What stands before the first blank, and what behind it. */
export function backportTo1_0(far: FlavorV1_0, near: Readonly<FlavorV1_1>): void {
  if (near.label === undefined) return;
  [far.first, far.last] = halves(near.label);
}

export function upgradeTo1_1(far: FlavorV1_1, near: Readonly<FlavorV1_0>): void {
  far.label = [near.first ?? '', near.last ?? ''].join(' ');
}
