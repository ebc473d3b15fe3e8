// The same methods with a database at hand and without one: a node reaches rows through a conductor alone.

import { expect, it } from 'vitest';
import {
  type Database,
  expand,
  isStoreError,
  openStore,
  persist,
  storeErrors,
  UniqueViolationError,
} from '../../src/db/index.js';
import {
  Conductor,
  ConductorClient,
  conductorPort,
  LocalCalls,
  MemoryBus,
  memoryTransport,
  RemoteCalls,
  RequestContext,
  serveConductor,
} from '../../src/rpc/index.js';
import {
  callOn,
  callStatic,
  type Registry,
  type VersionedObject,
} from '../../src/runtime/index.js';
import { onEachEngine } from './databases.js';
import { boxesOf, RELEASES } from './stored.js';

const newest = await boxesOf('db-conductor-newest');
const oldest = await boxesOf('db-conductor-oldest', RELEASES[0]);

function boxType(registry: Registry) {
  const type = registry.find('Box');
  if (type === undefined) throw new Error('there is no Box');
  return type;
}

async function conductorOver(database: Database) {
  const type = boxType(newest);
  const { db, engine } = database;
  await expand({ db, engine, types: [type], oldest: (one) => one.base });
  const store = await openStore({ database, registry: newest });
  const persisted = persist({ $$type: type }, store);
  const bus = new MemoryBus();
  const conductor = new Conductor({ registry: newest, implementations: [persisted] });
  await serveConductor(memoryTransport(bus), conductor, { server: 'one', errors: storeErrors });
  const contextFor = (registry: Registry): RequestContext => {
    const port = conductorPort(memoryTransport(bus), { errors: storeErrors });
    const client = new ConductorClient(port, Date.now);
    return new RequestContext({ calls: new RemoteCalls({ registry, conductor: client }) });
  };
  return {
    local: new RequestContext({ calls: new LocalCalls([persisted]) }),
    remote: contextFor(newest),
    old: contextFor(oldest),
  };
}

onEachEngine('methods of stored objects', (open) => {
  it('make, find, change and take away rows for callers of every release', async () => {
    const { local, remote, old } = await conductorOver(await open());
    const type = boxType(newest);
    const box = remote.bind(type.create());
    Object.assign(box, {
      code: 'a',
      title: 'Ärmel',
      state: 'ready',
      isOpen: true,
      tags: new Set(['x']),
    });
    await callOn(box, 'create', []);
    expect(Reflect.get(box, 'id')).toBe(1);
    expect(box.objWhatChanged()).toEqual([]);

    const seen = await callStatic<VersionedObject>(boxType(oldest), old, 'get_by_code', ['a']);
    expect(Reflect.get(seen, 'state')).toBe('idle');
    expect(Reflect.get(seen, 'open')).toBe(true);
    Object.assign(seen, { title: 'by an old one' });
    await callOn(seen, 'save', []);

    await callOn(box, 'refresh', []);
    expect(Reflect.get(box, 'title')).toBe('by an old one');
    expect(Reflect.get(box, 'isOpen')).toBe(true);

    const found = await callStatic<VersionedObject[]>(type, local, 'list', [
      { where: { title: { startsWith: 'by' } }, fields: ['code'] },
    ]);
    expect(found.map((one) => one.toJSON())).toEqual([{ id: 1, code: 'a' }]);
    await found[0]?.objLoadAttr('title' as never);
    expect(found[0]?.toJSON()).toMatchObject({ title: 'by an old one' });

    await callOn(box, 'destroy', []);
    const gone = callStatic(type, remote, 'get_by_id', [1]);
    await expect(gone).rejects.toSatisfy((error) => isStoreError(error, 'row-not-found'));
  });

  it('tell a unique violation to a caller by its code and fields', async () => {
    const { remote } = await conductorOver(await open());
    const make = async (): Promise<void> => {
      const box = remote.bind(boxType(newest).create());
      Object.assign(box, { code: 'a' });
      await callOn(box, 'create', []);
    };
    await make();
    const refused = make();
    await expect(refused).rejects.toBeInstanceOf(UniqueViolationError);
    await expect(refused).rejects.toMatchObject({ code: 'unique-violation', fields: ['code'] });
  });
});
