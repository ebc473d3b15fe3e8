// The conductors that are TypeScript, of the newer release: two, behind one topic.

import type { JsonValue } from '../../../../src/core/json.js';
import {
  amqpTransport,
  Conductor as OurConductor,
  implement,
  type Implementation,
  type RequestContext,
  type RpcObserver,
  serveConductor,
} from '../../../../src/rpc/index.js';
import { sleep } from '../../../rpc/transport/harness.js';
import { BadValue, DECLARED, NotFound } from './errors.js';
import { listen, tell } from './listening.js';
import { loadRelease, type Port, type Release, type Server } from './release.js';
import type { Conductor, Places } from './sides.js';

type Store = Map<string, Server>;

/** Nobody of this name may do anything. */
export const SHUT_OUT = 'mallory';

export async function typescriptConductor(
  places: Places,
  observer: RpcObserver,
): Promise<Conductor> {
  const release = await loadRelease('newer');
  const { registry, Server } = release;
  const { url, conductors, oldConductors, notices } = places;
  const transport = await amqpTransport({ url });
  const store: Store = new Map();
  for (const server of ['one', 'two']) {
    const conductor = new OurConductor({
      registry,
      observer,
      implementations: methodsOf(release, store, server),
      authorise: ({ context }) => context.userId !== SHUT_OUT,
    });
    await serveConductor(transport, conductor, { topic: conductors, server, errors: DECLARED });
  }
  const old = { topic: oldConductors, server: 'old', endpoints: [{ version: '2.9' }] };
  await transport.serve(old, () => null);
  const heard = await listen(transport, notices, ['one', 'two'], (what) =>
    Server.objFromPrimitive(what),
  );
  return {
    store: (servers) => {
      store.clear();
      for (const server of servers.map((one) => Server.objFromPrimitive(one))) {
        store.set(server.uuid, server);
      }
      return Promise.resolve();
    },
    // A primitive is JSON by construction.
    tell: (to, uuid) => tell(transport, to, stored(store, uuid).objToPrimitive() as JsonValue),
    heard: () => Promise.resolve(heard),
    end: () => transport.close(),
  };
}

function methodsOf(release: Release, store: Store, served: string): readonly Implementation[] {
  const { Flavor, Server, ServerList } = release;
  const all = (): Server[] => [...store.values()].map((one) => one.objClone());
  return [
    implement(
      Server,
      {
        getByUuid: (_context: RequestContext, uuid: string) => stored(store, uuid),
        find: (_context: RequestContext, zone: string) =>
          all().filter(({ zones }) => zones.has(zone)),
        byName: () => Object.fromEntries(all().map((one) => [one.name, one])),
        whoami: ({ userId }: RequestContext) => `${served} for ${userId ?? 'nobody'}`,
        fail: (_context: RequestContext, how: string) => {
          if (how === 'value') throw new BadValue('a wrong value ü');
          throw new Fault('a fault of ours');
        },
        refresh: (_context: RequestContext, server: Server) => {
          Object.assign(server, fieldsOf(stored(store, server.uuid)));
          server.objResetChanges();
        },
        save: (_context: RequestContext, server: Server) => {
          server.objResetChanges();
          store.set(server.uuid, server.objClone());
        },
        rename: (_context: RequestContext, server: Server, name: string) => {
          server.name = name;
        },
        attach: (_context: RequestContext, server: Server, port: Port) => {
          server.ports.push(port);
          return server.ports.length;
        },
        resize: (_context: RequestContext, server: Server, name: string) => {
          const flavor = Flavor.objNew({ name, vcpus: 8, diskGb: 80 });
          server.flavor = flavor;
          server.objResetChanges();
          return flavor;
        },
        retune: (_context: RequestContext, server: Server) => {
          if (server.flavor !== null) server.flavor.vcpus += 1;
        },
        readdress: (_context: RequestContext, server: Server) => {
          const [first] = server.ports;
          if (first !== undefined) first.address = '10.9.9.9';
        },
        shelve: (_context: RequestContext, server: Server) => {
          server.state = 'shelved';
        },
        forget: (_context: RequestContext, server: Server) => {
          server.objUnset('note');
        },
        wait: async (_context: RequestContext, _server: Server, seconds: number) => {
          await sleep(seconds * 1000);
          return seconds;
        },
      },
      {
        load: {
          note: (_context: RequestContext, server: Server) => stored(store, server.uuid).note,
          ports: (_context: RequestContext, server: Server) => stored(store, server.uuid).ports,
        },
      },
    ),
    implement(ServerList, { getAll: () => ServerList.objNew({ objects: all() }) }),
  ];
}

class Fault extends Error {
  override readonly name = 'Fault';
}

function stored(store: Store, uuid: string): Server {
  const found = store.get(uuid);
  if (found === undefined) throw new NotFound(uuid);
  return found.objClone();
}

/** What is set in it, but for what is set once. */
function fieldsOf(server: Server): Readonly<Record<string, unknown>> {
  const set = server.$$type.fields.filter(
    (field) => !field.readOnly && server.$$value(field) !== undefined,
  );
  return Object.fromEntries(set.map(({ property }) => [property, Reflect.get(server, property)]));
}
