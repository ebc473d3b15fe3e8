// A conductor with a store, and callers that reach it only through bytes.

import type { JsonValue } from '../../src/core/json.js';
import { Instance, registry } from '../../generated/index.js';
import {
  Conductor,
  ConductorClient,
  implement,
  isRpcError,
  RemoteCalls,
  RequestContext,
  type CallPort,
  type ConductorParts,
  type Implementation,
} from '../../src/rpc/index.js';
import type { Manifest } from '../../src/core/envelope.js';

export const UUID = '00000000-0000-0000-0000-000000000001';

export class NotFound extends Error {
  override readonly name = 'NotFound';
  readonly uuid: string;
  constructor(uuid: string) {
    super(`there is no ${uuid}`);
    this.uuid = uuid;
  }
}

/** What the conductor does with instances; `store` is its database. */
export function instanceMethods(store: Map<string, Instance>): Implementation {
  return implement(
    Instance,
    {
      getByUuid: (_context, uuid) => {
        const found = store.get(uuid);
        if (found === undefined) throw new NotFound(uuid);
        return found.objClone();
      },
      refresh: (_context, instance) => {
        const stored = store.get(instance.uuid);
        if (stored === undefined) throw new NotFound(instance.uuid);
        instance.displayName = stored.displayName;
        instance.objResetChanges();
      },
      save: (_context, instance) => {
        instance.objResetChanges();
        store.set(instance.uuid, instance.objClone());
      },
      destroy: (_context, instance) => {
        store.delete(instance.uuid);
        instance.objUnset('host');
      },
    },
    {
      removed: {
        setAdminPassword: (_context: RequestContext, _instance: Instance, _password: string) =>
          undefined,
      },
    },
  );
}

export interface Fleet {
  readonly store: Map<string, Instance>;
  /** Every request as it was sent. */
  readonly requests: {
    readonly method: string;
    readonly args: Readonly<Record<string, JsonValue>>;
  }[];
  readonly conductor: Conductor;
  readonly client: ConductorClient;
  readonly contextOf: (pin?: Manifest) => RequestContext;
}

export function fleetWith(parts: Partial<ConductorParts> = {}): Fleet {
  const store = new Map<string, Instance>();
  const implementations = [instanceMethods(store)];
  const conductor = new Conductor({ registry, implementations, ...parts });
  const requests: Fleet['requests'] = [];
  const port: CallPort = {
    call: async (request) => {
      requests.push(request);
      // There and back as bytes: nothing but JSON crosses.
      const received = JSON.parse(JSON.stringify(request)) as typeof request;
      return JSON.parse(JSON.stringify(await conductor.handle(received))) as JsonValue;
    },
  };
  const client = new ConductorClient(port, Date.now);
  const contextOf = (pin?: Manifest): RequestContext => {
    const calls = new RemoteCalls({ registry, conductor: client, pin: () => pin });
    return new RequestContext({ calls, userId: 'ada', projectId: 'engine' });
  };
  return { store, requests, conductor, client, contextOf };
}

/** The code of what a call is refused with. */
export async function codeOf(call: () => Promise<unknown>): Promise<string> {
  try {
    await call();
  } catch (error) {
    if (isRpcError(error)) return error.code;
    if (error instanceof Error && 'code' in error) return String(error.code);
    return String(error);
  }
  return 'no error';
}
