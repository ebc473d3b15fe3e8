// The node that is TypeScript: it carries out steps by the classes of the older release.

import type { JsonValue } from '../../../../src/core/json.js';
import {
  amqpTransport,
  ConductorClient,
  conductorPort,
  isRpcError,
  isTransportError,
  Reader,
  RemoteCalls,
  RequestContext,
  type Transport,
} from '../../../../src/rpc/index.js';
import {
  type Manifest,
  type VersionedObject,
  VersionedObjectSerializer,
} from '../../../../src/runtime/index.js';
import { DECLARED, NotFound } from './errors.js';
import { listen, tell } from './listening.js';
import { loadRelease, type Release, type ReleaseName } from './release.js';
import {
  type Aim,
  type Failed,
  type Node,
  type Outcome,
  type Places,
  type Step,
  USER,
} from './sides.js';

export async function typescriptNode(
  places: Places,
  { speaks = 'older', pin }: { readonly speaks?: ReleaseName; readonly pin?: Manifest } = {},
): Promise<Node> {
  const release = await loadRelease(speaks);
  const transport = await amqpTransport({ url: places.url });
  const steps = new Steps(release, transport, places.conductors, pin);
  const heard = await listen(transport, places.nodes, ['one', 'two'], (what) =>
    steps.reader.read(steps.contextFor({}, USER), what, release.Server),
  );
  return {
    step: (step) => steps.take(step),
    tell: (to, what) => tell(transport, to, what),
    heard: () => Promise.resolve(heard),
    end: () => transport.close(),
  };
}

class Steps {
  readonly reader: Reader;
  readonly #release: Release;
  readonly #transport: Transport;
  readonly #conductors: string;
  readonly #pin: Manifest | undefined;
  readonly #serializer: VersionedObjectSerializer;

  constructor(
    release: Release,
    transport: Transport,
    conductors: string,
    pin: Manifest | undefined,
  ) {
    this.#release = release;
    this.#transport = transport;
    this.#conductors = conductors;
    this.#pin = pin;
    this.reader = new Reader(release.registry, this.clientFor({}));
    this.#serializer = new VersionedObjectSerializer(release.registry);
  }

  clientFor(aim: Aim): ConductorClient {
    return new ConductorClient(this.#portFor(aim), Date.now);
  }

  contextFor(aim: Aim, user: string): RequestContext {
    const { registry } = this.#release;
    const calls = new RemoteCalls({
      registry,
      conductor: this.clientFor(aim),
      pin: () => this.#pin,
    });
    return new RequestContext({
      calls,
      userId: user,
      ...(aim.timeout === undefined ? {} : { deadline: Date.now() + aim.timeout * 1000 }),
    });
  }

  async take({
    call = '',
    load,
    on,
    set = {},
    args = [],
    user = USER,
    aim = {},
  }: Step): Promise<Outcome> {
    const context = this.contextFor(aim, user);
    const given = (): Promise<readonly unknown[]> =>
      Promise.all(args.map((arg) => this.#read(context, arg)));
    const [className, method] = call.split('.');
    if (method !== undefined) {
      const target: unknown = Reflect.get(this.#release, className ?? '');
      return this.#outcome(async () =>
        invoke(target, this.#property(method), [context, ...(await given())]),
      );
    }
    if (on === undefined) {
      const request = { method: call, args: {}, context: {}, timeoutMs: undefined };
      return this.#outcome(() => this.#portFor(aim).call({ ...request, isIdempotent: false }));
    }
    const object = context.bind(this.#release.Server.objFromPrimitive(on));
    this.#assign(object, set);
    const outcome = await this.#outcome(async () =>
      load === undefined
        ? invoke(object, this.#property(call), await given())
        : invoke(object, 'objLoadAttr', [load]),
    );
    return { ...outcome, object: this.#write(object) };
  }

  #portFor({ topic = this.#conductors, server }: Aim) {
    const target = server === undefined ? { topic } : { topic, server };
    return conductorPort(this.#transport, {
      ...{ target, errors: DECLARED },
      ...{ timeoutMs: 20_000, monitorMs: 2000 },
    });
  }

  /** What TypeScript calls a method. */
  #property(method: string): string {
    const known = this.#release.registry.types.flatMap(({ methods }) => methods);
    const found = known.find(({ name }) => name === method);
    if (found === undefined) throw new Error(`no object has a method ${method}`);
    return found.property;
  }

  /** Assigns as a program does: values as a class has them, not as the wire has them. */
  #assign(object: VersionedObject, values: NonNullable<Step['set']>): void {
    const { $$type: type } = object;
    const read = this.#release.Server.objFromPrimitive({
      'versioned_object.name': type.name,
      'versioned_object.namespace': type.namespace,
      'versioned_object.version': type.version,
      'versioned_object.data': values,
    });
    for (const { name, property } of type.fields) {
      if (Object.hasOwn(values, name)) Reflect.set(object, property, Reflect.get(read, property));
    }
  }

  async #outcome(action: () => unknown): Promise<Outcome> {
    try {
      const result = await action();
      return { result: result === undefined ? null : this.#write(result) };
    } catch (error) {
      return { error: told(error) };
    }
  }

  /** An object that came from elsewhere: what is too new is brought down. */
  async #read(context: RequestContext, value: JsonValue): Promise<unknown> {
    const isObject = typeof value === 'object' && value !== null;
    return isObject ? this.reader.read(context, value, 'any') : value;
  }

  #write(value: unknown): JsonValue {
    // Objects are written as JSON, and all else here is JSON.
    return this.#serializer.serializeEntity(value, this.#pin) as JsonValue;
  }
}

function invoke(target: unknown, property: string, args: readonly unknown[]): unknown {
  const isTarget = typeof target === 'function' || typeof target === 'object';
  if (!isTarget || target === null) throw new Error(`nothing has a method ${property}`);
  const method: unknown = Reflect.get(target, property);
  if (typeof method !== 'function') throw new Error(`there is no method ${property}`);
  return Reflect.apply(method, target, args);
}

function told(error: unknown): Failed {
  if (!(error instanceof Error)) throw new Error('what was thrown is no error', { cause: error });
  const { name: given } = error.constructor;
  const text = error.message;
  if (isTransportError(error, 'remote-failure')) {
    return { kind: `${given} ${error.remoteClass}`, fields: error.kwargs, text };
  }
  if (isRpcError(error) || isTransportError(error)) {
    return { kind: `${given} ${error.code}`, fields: {}, text };
  }
  return { kind: given, fields: error instanceof NotFound ? { uuid: error.uuid } : {}, text };
}
