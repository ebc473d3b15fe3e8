// The objects at a release, as TypeScript has them: code generated from the schemas that its developers had.

import { readdirSync, readFileSync } from 'node:fs';
import { DEFAULTS } from '../../../../src/pipeline/settings.js';
import { analyse } from '../../../../src/pipeline/compile.js';
import {
  type ClassOf,
  type Context,
  Registry,
  type VersionedObject,
} from '../../../../src/runtime/index.js';
import { moduleOf } from '../../../support/generated.js';

const SCHEMAS = 'test/interop/rabbitmq/python-objects/schemas';

type Values = Readonly<Record<string, unknown>>;
type ClassWith<T extends VersionedObject> = ClassOf<T> & {
  objNew(values: Values): T;
  objFromPrimitive(primitive: unknown): T;
};

export interface Flavor extends VersionedObject {
  name: string;
  vcpus: number;
}

export interface Port extends VersionedObject {
  address: string;
}

export interface Server extends VersionedObject {
  readonly uuid: string;
  name: string;
  note: string | null;
  zones: Set<string>;
  state: string;
  flavor: Flavor | null;
  ports: Port[];
  refresh(): Promise<void>;
  save(): Promise<void>;
  rename(name: string): Promise<void>;
  attach(port: Port): Promise<number>;
  resize(flavor: string): Promise<Flavor>;
  retune(): Promise<void>;
  readdress(): Promise<void>;
  shelve(): Promise<void>;
  forget(): Promise<void>;
  wait(seconds: number): Promise<number>;
}

interface ServerList extends VersionedObject {
  objects: Server[];
}

/** The classes of one release. */
export interface Release {
  readonly registry: Registry;
  readonly Flavor: ClassWith<Flavor>;
  readonly Port: ClassWith<Port>;
  readonly Server: ClassWith<Server> & {
    getByUuid(context: Context, uuid: string): Promise<Server>;
    find(context: Context, zone: string): Promise<Server[]>;
    byName(context: Context): Promise<Record<string, Server>>;
    whoami(context: Context): Promise<string>;
    fail(context: Context, how: string): Promise<void>;
  };
  readonly ServerList: ClassWith<ServerList> & {
    getAll(context: Context): Promise<ServerList>;
  };
}

export type ReleaseName = 'older' | 'between' | 'newer';

/** Generates the code of a release, and loads it. */
export async function loadRelease(name: ReleaseName): Promise<Release> {
  const schemas = readdirSync(`${SCHEMAS}/newer`).map((file) => {
    // The release between has all that is newer, but for flavors.
    const isOlder = name === 'older' || (name === 'between' && file === 'flavor.yaml');
    const from = `${SCHEMAS}/${isOlder ? 'older' : 'newer'}/${file}`;
    return { path: `schemas/${file}`, text: readFileSync(from, 'utf8') };
  });
  const { model, findings } = analyse(schemas, { ...DEFAULTS, namespace: 'compute' });
  if (findings.length > 0) throw new Error(findings.map(({ message }) => message).join('\n'));
  const module = await moduleOf(`python-objects-${name}`, model);
  if (!isRelease(module)) throw new Error(`release ${name} has no servers`);
  return module;
}

function isRelease(
  module: Readonly<Record<string, unknown>>,
): module is Readonly<Record<string, unknown>> & Release {
  const { registry } = module;
  return (
    registry instanceof Registry &&
    ['Flavor', 'Port', 'Server', 'ServerList'].every(
      (name) => registry.find(name) !== undefined && name in module,
    )
  );
}
