// The generated code of a release, as services of both releases use it. What the newer one alone has, and what was
// renamed, stands apart.

import { pathToFileURL } from 'node:url';
import { join } from 'node:path';
import { type Pin, supports } from '../../../../src/rpc/index.js';
import {
  type ClassOf,
  type Context,
  Registry,
  type VersionedObject,
} from '../../../../src/runtime/index.js';

export const RELEASES = ['a', 'b'] as const;
export type ReleaseName = (typeof RELEASES)[number];

/** A machine, whatever the release. */
export interface Machine extends VersionedObject {
  id: string;
  home: string;
  revision: number;
  state: string;
  tokens: string[];
  create(): Promise<void>;
  /** Adds the token if the stored machine has the revision expected; the new revision. */
  update(expected: number, token: string): Promise<number>;
  /** Adds the token, whatever the revision. */
  note(token: string): Promise<void>;
  save(): Promise<void>;
}

/** What it has in release B alone. */
export interface NewerMachine extends Machine {
  name: string;
  marks: string[];
  mark(token: string): Promise<void>;
}

interface OlderMachine extends Machine {
  title: string;
}

interface MachineList extends VersionedObject {
  objects: Machine[];
}

type Values = Readonly<Record<string, unknown>>;

/** The classes of one release. */
export interface Release {
  readonly registry: Registry;
  readonly Machine: ClassOf<Machine> & {
    objNew(values: Values): Machine;
    objFromPrimitive(primitive: unknown): Machine;
    get(context: Context, id: string): Promise<Machine>;
  };
  readonly MachineList: ClassOf<MachineList> & {
    current(context: Context): Promise<MachineList>;
  };
  readonly Disk: new (values: Values) => VersionedObject;
  readonly Place: new (values: Values) => VersionedObject;
}

/** Loads what was generated into a folder. */
export async function loadRelease(folder: string): Promise<Release> {
  const module: unknown = await import(pathToFileURL(join(folder, 'index.js')).href);
  if (!isRelease(module)) throw new Error(`${folder} has no machines`);
  return module;
}

function isRelease(module: unknown): module is Release {
  if (typeof module !== 'object' || module === null || !('registry' in module)) return false;
  const { registry } = module;
  return (
    registry instanceof Registry &&
    ['Machine', 'MachineList', 'Disk', 'Place'].every(
      (name) => registry.find(name) !== undefined && name in module,
    )
  );
}

/** Whether everybody who reads by this pin knows of marks, which this code must have too. */
export function mayMark({ Machine }: Release, pin: Pick<Pin, 'manifest'>): boolean {
  return hasMarks(Machine) && supports(pin, Machine, 'marks');
}

function hasMarks(machineClass: ClassOf<Machine>): machineClass is ClassOf<NewerMachine> {
  return machineClass.$$type.byProperty.has('marks');
}

export function isNewer(machine: Machine): machine is NewerMachine {
  return 'marks' in machine;
}

/** A machine with objects in it, as a node of the release makes one. */
export function newMachine(
  { Machine, Disk, Place }: Release,
  { id, home }: { readonly id: string; readonly home: string },
): Machine {
  const machine = Machine.objNew({ id, home, revision: 0, tokens: [] });
  const isB = isNewer(machine);
  rename(machine, id);
  const disks = [20, 40].map(
    (size) => new Disk(isB ? { size, bus: 'scsi' } : { sizeGb: size, bus: 'scsi' }),
  );
  return Object.assign(machine, { disks, place: new Place({ zone: 'north' }) });
}

/** Gives it another name, which release A calls its title. */
export function rename(machine: Machine, name: string): void {
  if (isNewer(machine)) machine.name = name;
  else if (isOlder(machine)) machine.title = name;
}

function isOlder(machine: Machine): machine is OlderMachine {
  return 'title' in machine;
}
