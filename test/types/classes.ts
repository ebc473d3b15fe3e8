// What must compile of a generated class, and what must not: each line marked as an error that compiles
// after all is an error itself. Nothing here is ever run.

/* eslint-disable @typescript-eslint/no-unsafe-class-instance-assignment -- wrong use is what this file is about */

import {
  type BlockDevice,
  type DiskBus,
  Flavor,
  type FlavorList,
  type FlavorV1_0,
  type FlavorV1_1,
  Host,
  Instance,
  type InstanceV1_4,
  type InstanceV2_0,
  NvmeAddress,
  PciAddress,
  Volume,
} from '../../generated/index.js';
import type { FieldOf, Init, Loss, Primitive, ValuesOf } from '../../src/runtime/index.js';

/** Takes what the compiler should look at. */
declare function use(...values: readonly unknown[]): void;

export function making(): void {
  new Flavor();
  new Flavor({});
  new Flavor({ name: 'x', memoryMb: 1, vcpuWeight: null });
  Flavor.objNew({ name: 'x' });
  // @ts-expect-error A misspelled field.
  new Flavor({ memoryMB: 1 });
  // @ts-expect-error The name that a field has on the wire.
  new Flavor({ memory_mb: 1 });
  // @ts-expect-error A value of another type.
  new Flavor({ name: 1 });
  // @ts-expect-error Null where null is no value.
  new Flavor({ name: null });
  // @ts-expect-error Undefined is not a value either.
  new Flavor({ name: undefined });
  // @ts-expect-error Where an object keeps a value.
  new Flavor({ $name: 'x' });
  // @ts-expect-error A method is no field.
  new Flavor({ objClone: 1 });
  // @ts-expect-error A misspelled field of the other way to make one.
  Flavor.objNew({ foo: 1 });
  // @ts-expect-error An object of another class.
  new Instance({ flavor: new Volume() });
  // @ts-expect-error Data is no object.
  new Instance({ flavor: { name: 'x' } });
  // A time is taken as a Date or as text, and read as a Date.
  const host = new Host({ lastSeen: '2026-01-01T00:00:00Z', createdAt: new Date() });
  host.lastSeen = '2026-01-01T00:00:00Z';
  // @ts-expect-error What is read is a Date.
  const text: string | null = host.lastSeen;
  use(text);
}

export function reading(device: BlockDevice, volume: Volume, list: FlavorList): void {
  const name: string | null = device.deviceName;
  // @ts-expect-error It may be null.
  const certain: string = device.deviceName;
  const bus: DiskBus | null = device.diskBus;
  const size: bigint = volume.sizeBytes;
  // @ts-expect-error A bigint is no number.
  const number: number = volume.sizeBytes;
  const attachments: Set<string> = volume.attachments;
  for (const flavor of list) use(flavor.name);
  // @ts-expect-error There is no such field.
  use(volume.size_bytes);
  if (device.address instanceof PciAddress) use(device.address.slot);
  if (device.address instanceof NvmeAddress) use(device.address.controller.slot);
  // @ts-expect-error Only one of the members has it.
  use(device.address?.slot);
  use(name, certain, bus, size, number, attachments);
}

export function assigning(device: BlockDevice, flavor: Flavor, host: Host): void {
  device.diskBus = 'virtio';
  // @ts-expect-error No value of the enum.
  device.diskBus = 'floppy';
  // @ts-expect-error A value that only an older version of it had.
  host.hypervisorKind = 'xen';
  device.source = 'blank';
  // @ts-expect-error No value of the inline enum.
  device.source = 'nothing';
  // @ts-expect-error Fields are unset by objUnset.
  flavor.name = undefined;
  flavor.projects = ['a'];
  // @ts-expect-error An element of another type.
  flavor.projects.push(1);
  flavor.extraSpecs['a'] = 'b';
  // @ts-expect-error A value of another type in a map.
  flavor.extraSpecs['a'] = 1;
  // @ts-expect-error A key of a map may be missing.
  const value: string = flavor.extraSpecs['a'];
  // @ts-expect-error A Set is no list.
  flavor.projects = new Set(['a']);
  host.cpuInfo = { model: 'x', features: ['a', null, 1] };
  // @ts-expect-error A Date is no JSON.
  host.cpuInfo = { at: new Date() };
  // @ts-expect-error A function is no JSON.
  host.extra = { a: () => 1 };
  // @ts-expect-error The name is that of the class.
  Flavor.objName = 'x';
  use(value);
}

export async function asking(flavor: Flavor): Promise<void> {
  const isSet: boolean = flavor.objIsSet('memoryMb');
  // @ts-expect-error There is no such field.
  flavor.objIsSet('memory_mb');
  // @ts-expect-error A method is no field.
  flavor.objIsSet('objClone');
  flavor.objUnset('name');
  // @ts-expect-error There is no such field.
  flavor.objUnset('nothing');
  flavor.objSetDefaults();
  flavor.objSetDefaults('swap', 'disabled');
  // @ts-expect-error There is no such field.
  flavor.objSetDefaults('swop');
  const projects: string[] = await flavor.objLoadAttr('projects');
  const weight: number | null = await flavor.objLoadAttr('vcpuWeight');
  // @ts-expect-error There is no such field.
  await flavor.objLoadAttr('prjects');
  // @ts-expect-error The type is that of the field.
  const wrong: number = await flavor.objLoadAttr('name');
  const copy: Flavor = flavor.objClone();
  const changes: ValuesOf<Flavor> = flavor.objGetChanges();
  const made: Flavor = new Flavor(changes);
  const name: string | undefined = changes.name;
  const changed: string[] = flavor.objWhatChanged();
  const equal: boolean = flavor.objEquals(copy);
  use(isSet, projects, weight, wrong, made, name, changed, equal);
}

export function converting(flavor: Flavor, losses: Loss[]): void {
  const primitive: Primitive = flavor.objToPrimitive();
  flavor.objToPrimitive({ manifest: { Flavor: '1.0' }, losses });
  flavor.objToPrimitive({ version: '1.0' });
  // @ts-expect-error A version is text.
  flavor.objToPrimitive({ version: 1.0 });
  // @ts-expect-error A manifest maps to texts.
  flavor.objToPrimitive({ manifest: { Flavor: 1 } });
  // @ts-expect-error A misspelled option.
  flavor.objToPrimitive({ manifests: {} });
  const read: Flavor = Flavor.objFromPrimitive(primitive);
  Flavor.objFromPrimitive(JSON.parse('{}'), { unknown: 'refuse', maxDepth: 3 });
  // @ts-expect-error No such policy.
  Flavor.objFromPrimitive(primitive, { unknown: 'error' });
  // @ts-expect-error What is read is a Flavor.
  const other: Volume = Flavor.objFromPrimitive(primitive);
  const older: Primitive = Flavor.objMakeCompatible(primitive, '1.0', losses);
  Flavor.objMakeCompatible(primitive, { Flavor: '1.0' });
  // @ts-expect-error Neither a version nor a manifest.
  Flavor.objMakeCompatible(primitive, 1);
  use(read, other, older);
}

export function dataOfVersions(): void {
  const newer: FlavorV1_1 = { memory_mb: 1, foobars: ['x'] };
  // @ts-expect-error It came with 1.1.
  const older: FlavorV1_0 = { memory_mb: 1, foobars: ['x'] };
  // @ts-expect-error The name that the field has in TypeScript.
  const property: FlavorV1_1 = { memoryMb: 1 };
  const joined: InstanceV2_0 = { vm_state: 'active' };
  const before: InstanceV1_4 = { state: 'anything', kernel_id: null };
  // @ts-expect-error It is called `state` there.
  const renamed: InstanceV1_4 = { vm_state: 'active' };
  use(newer, older, property, joined, before, renamed);
}

/** A field that is not there is not one of its names. */
export const field: FieldOf<Flavor> = 'memoryMb';
// @ts-expect-error Members of the runtime are no fields.
export const member: FieldOf<Flavor> = 'objToPrimitive';
// @ts-expect-error Where values are kept is no field.
export const slot: FieldOf<Flavor> = '$name';
/** Values for `new` can be put together piece by piece. */
export const values: Init<Flavor> = {};
values.name = 'x';
// @ts-expect-error There is no such field.
values.foo = 'x';

/** A class of a user's own is one of the generated class too. */
export class PricedFlavor extends Flavor {
  get price(): number {
    return this.memoryMb * this.vcpus;
  }
  protected override async objLoad(property: string): Promise<void> {
    if (property === 'projects') this.projects = await Promise.resolve(['a']);
  }
}
