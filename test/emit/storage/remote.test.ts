// The methods of a stored object are called alike with a database at hand and without one: whoever has none
// would else have to know.

import { beforeAll, describe, expect, test } from 'vitest';
import type { JsonValue } from '../../../src/core/json.js';
import {
  Conductor,
  ConductorClient,
  type Implementation,
  LocalCalls,
  RemoteCalls,
  RequestContext,
} from '../../../src/rpc/index.js';
import {
  callOn,
  callStatic,
  isError,
  readerValues,
  type Registry,
  type VersionedObject,
  wireQuery,
  type WireQuery,
  type WireValue,
} from '../../../src/runtime/index.js';
import type { AnyObjectType } from '../../../src/runtime/object-type.js';
import { registryOf } from '../../support/generated.js';
import { serverModel } from './stored-model.js';

let registry: Registry;
let type: AnyObjectType;

beforeAll(async () => {
  registry = await registryOf('storage-remote', serverModel());
  const found = registry.find('Server');
  if (found === undefined) throw new Error('no Server');
  type = found;
});

/** What a store was asked, by what a store does. */
interface Asked {
  readonly queries: WireQuery[];
  readonly readers: Readonly<Record<string, WireValue>>[];
  readonly rows: string[];
}

/** A store of one row, which notes what it is asked. */
function store(): { readonly asked: Asked; readonly implementation: Implementation } {
  const asked: Asked = { queries: [], readers: [], rows: [] };
  const find: Implementation['find'] = (property) => {
    const method = type.methods.find((one) => one.property === property);
    if (method === undefined) return undefined;
    switch (method.stored) {
      case undefined:
        return undefined;
      case 'get':
        return (_context, ...args) => {
          asked.readers.push(readerValues(type, method, args));
          return server();
        };
      case 'list':
        return (_context, query) => {
          asked.queries.push(wireQuery(type, query, 'query'));
          return [server()];
        };
      default:
        return (_context, object) => {
          asked.rows.push(method.name);
          Reflect.set(Object(object), 'name', 'written');
        };
    }
  };
  return { asked, implementation: { type, find } };
}

function server(): VersionedObject {
  const object = type.create();
  Reflect.set(object, 'id', 7);
  Reflect.set(object, 'state', 'up');
  Reflect.set(object, 'isPublic', true);
  return object;
}

function conductorOf(implementation: Implementation): Conductor {
  return new Conductor({ registry, implementations: [implementation] });
}

function remote(implementation: Implementation): RequestContext {
  const conductor = conductorOf(implementation);
  const client = new ConductorClient(
    {
      // There and back as bytes: nothing but JSON crosses.
      call: async (request) => {
        const received = JSON.parse(JSON.stringify(request)) as typeof request;
        return JSON.parse(JSON.stringify(await conductor.handle(received))) as JsonValue;
      },
    },
    Date.now,
  );
  return new RequestContext({ calls: new RemoteCalls({ registry, conductor: client }) });
}

const WAYS = [
  ['here', (one: Implementation) => new RequestContext({ calls: new LocalCalls([one]) })],
  ['through a conductor', remote],
] as const;

describe.each(WAYS)('called %s', (_where, contextOf) => {
  test('list hands the store the query as it was asked', async () => {
    const { asked, implementation } = store();
    const query = { where: { sizeBytes: { ne: 5n } }, orderBy: 'name', limit: 3, after: server() };
    const found = await callStatic<VersionedObject[]>(type, contextOf(implementation), 'list', [
      query,
    ]);
    expect(asked.queries).toEqual([wireQuery(type, query, 'query')]);
    expect(found.map((one) => one.$$type)).toEqual([type]);
  });

  test('list without a query is for all', async () => {
    const { asked, implementation } = store();
    await callStatic(type, contextOf(implementation), 'list', [undefined]);
    expect(asked.queries).toEqual([wireQuery(type, {}, 'query')]);
  });

  test('a query that is wrong does not go anywhere', async () => {
    const { asked, implementation } = store();
    const call = callStatic(type, contextOf(implementation), 'list', [{ where: { nam: 1 } }]);
    await expect(call).rejects.toSatisfy((error) => isError(error, 'unknown-field'));
    expect(asked.queries).toEqual([]);
  });

  test('a reader asks by the fields of its key or constraint', async () => {
    const { asked, implementation } = store();
    const context = contextOf(implementation);
    await callStatic(type, context, 'get_by_is_public_and_name', [true, 'a']);
    expect(asked.readers).toEqual([{ is_public: true, name: 'a' }]);
  });

  test('a field that was left out is loaded from the row, and is no change', async () => {
    const { asked, implementation } = store();
    const object = contextOf(implementation).bind(type.create());
    Reflect.set(object, 'id', 7);
    object.objResetChanges();
    expect(await object.objLoadAttr('state' as never)).toBe('up');
    expect(object.objWhatChanged()).toEqual([]);
    expect(asked.queries).toMatchObject([
      { where: { field: 'id', value: 7 }, fields: ['state', 'id'] },
    ]);
  });

  test.each(['create', 'save', 'destroy', 'refresh'])('%s works on its object', async (name) => {
    const { asked, implementation } = store();
    const object = contextOf(implementation).bind(server());
    await callOn(object, name, []);
    expect(asked.rows).toEqual([name]);
    expect(Reflect.get(object, 'name')).toBe('written');
  });
});

describe('a caller of an older version', () => {
  const asOldCaller = (implementation: Implementation, method: string, args: JsonValue[]) =>
    conductorOf(implementation).handle({
      method: 'object_class_action_versions',
      args: {
        objname: 'Server',
        objmethod: method,
        object_versions: { Server: '1.0' },
        args,
        kwargs: {},
      },
      context: {},
    });

  test('calls a reader by the names that it knows, and is answered at its version', async () => {
    const { asked, implementation } = store();
    const answer = await asOldCaller(implementation, 'get_by_public_and_name', [true, 'a']);
    expect(asked.readers).toEqual([{ is_public: true, name: 'a' }]);
    expect(answer).toMatchObject({
      'versioned_object.version': '1.0',
      'versioned_object.data': { id: 7, public: true, state: 'on' },
    });
  });

  test('lists by the names and values that it knows', async () => {
    const { asked, implementation } = store();
    const where = { kind: 'eq', field: 'state', value: 'off' };
    await asOldCaller(implementation, 'list', [{ version: '1.0', where }]);
    expect(asked.queries).toMatchObject([{ where: { field: 'state', value: 'down' } }]);
  });
});

test('a caller of the newest version has no reader by an older name', async () => {
  const { implementation } = store();
  const handled = conductorOf(implementation).handle({
    method: 'object_class_action_versions',
    args: { objname: 'Server', objmethod: 'get_by_public_and_name', object_versions: {}, args: [] },
    context: {},
  });
  await expect(handled).rejects.toThrow('no remotable method');
});

describe('a field cannot be loaded', () => {
  test('by an object whose key is unset', async () => {
    const { implementation } = store();
    const object = remote(implementation).bind(type.create());
    await expect(object.objLoadAttr('state' as never)).rejects.toThrow('id, by which to load it');
  });

  test('by an object that is bound to no context', async () => {
    await expect(server().objLoadAttr('name' as never)).rejects.toSatisfy((error) =>
      isError(error, 'not-loadable'),
    );
  });
});
