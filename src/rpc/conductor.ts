// The conductor: the newest service, which runs declared methods for others and answers at their versions.

import type { Loss, Manifest } from '../core/envelope.js';
import type { JsonValue } from '../core/json.js';
import {
  encodeValue,
  isError,
  type MethodInfo,
  type Registry,
  UnsupportedObjectError,
  type VersionedObject,
} from '../runtime/index.js';
import { short } from '../runtime/fault.js';
import type { AnyObjectType } from '../runtime/object-type.js';
import { contextFromWire, type RequestContext, type WireContext } from './context.js';
import { RpcError } from './errors.js';
import type { Implementation } from './implement.js';
import { LocalCalls } from './local-calls.js';
import { readArguments, readManifest } from './requests.js';
import { updatesBetween } from './updates.js';
import { labelsIn } from './labels.js';

/** A request as a transport hands it over; nothing in it was checked. */
export interface ConductorRequest {
  readonly method: string;
  readonly args: Readonly<Record<string, JsonValue>>;
  readonly context: WireContext;
  /** Milliseconds since 1970. */
  readonly deadline?: number;
}

/** Who wants what; what the context says of its sender is a claim. */
export interface Wish {
  readonly context: RequestContext;
  readonly type: AnyObjectType;
  readonly method: MethodInfo;
  /** Undefined for static methods. */
  readonly object: VersionedObject | undefined;
}

export interface ConductorParts {
  readonly registry: Registry;
  readonly implementations: readonly Implementation[];
  /** Whether a declared method may be called; every one when absent. What is not declared can never be. */
  readonly authorise?: (wish: Wish) => boolean | Promise<boolean>;
  /** What the service of a caller speaks, for objects that its message says nothing of. */
  readonly manifestOf?: (context: RequestContext) => Manifest | undefined;
  readonly onLoss?: (loss: Loss) => void;
}

type Endpoint = (request: ConductorRequest) => Promise<JsonValue>;

export class Conductor {
  readonly #parts: ConductorParts;
  readonly #local: LocalCalls;
  readonly #endpoints: ReadonlyMap<string, Endpoint>;

  constructor(parts: ConductorParts) {
    this.#parts = parts;
    this.#local = new LocalCalls(parts.implementations);
    this.#endpoints = new Map<string, Endpoint>([
      ['ping', (request) => Promise.resolve({ pong: request.args['arg'] ?? null })],
      ['object_class_action_versions', (request) => this.#classAction(request)],
      ['object_action', (request) => this.#objectAction(request)],
      ['object_backport_versions', (request) => Promise.resolve(this.#backport(request))],
    ]);
  }

  /** Whether this is one of the conductor's own methods; a transport answers `NoSuchMethod` for others. */
  knows(method: string): boolean {
    return this.#endpoints.has(method);
  }

  /** Carries out a request; what it throws is for the transport to tell the caller. */
  async handle(request: ConductorRequest): Promise<JsonValue> {
    const endpoint = this.#endpoints.get(request.method);
    if (endpoint === undefined) {
      throw new RpcError('no-such-method', request.method, `a conductor has no ${request.method}`);
    }
    return endpoint(request);
  }

  async #classAction(request: ConductorRequest): Promise<JsonValue> {
    const { args } = request;
    const type = this.#typeNamed(args['objname']);
    const versions = readManifest(args['object_versions']);
    const method = methodFor(type, args['objmethod'], true, versionIn(type, versions));
    const context = this.#context(request);
    await this.#authorise({ context, type, method, object: undefined });
    const given = readArguments(type, method, args['args'], args['kwargs']);
    const result = await this.#local.callStatic({ context, type, method, args: given });
    return this.#answer(method, result, this.#complete(context, versions));
  }

  async #objectAction(request: ConductorRequest): Promise<JsonValue> {
    const { args } = request;
    const primitive = args['objinst'];
    if (primitive === undefined) throw missing('objinst');
    const { registry } = this.#parts;
    const object = registry.decode(primitive);
    const type = object.$$type;
    const labels = labelsIn(type, primitive);
    const method = methodFor(type, args['objmethod'], false, versionIn(type, labels));
    const context = this.#context(request);
    await this.#authorise({ context, type, method, object });
    const given = readArguments(type, method, args['args'], args['kwargs']);
    const manifest = this.#complete(context, labels);
    const before = object.objToPrimitive({ manifest });
    context.bind(object);
    const result = await this.#local.callOn({ context, type, method, object, args: given });
    const after = this.#written(object, manifest);
    // Primitives are JSON by construction.
    const updates = updatesBetween(type, before as JsonValue, after as JsonValue);
    return [updates, this.#answer(method, result, manifest)];
  }

  #backport({ args }: ConductorRequest): JsonValue {
    const primitive = args['objinst'];
    if (primitive === undefined) throw missing('objinst');
    const manifest = readManifest(args['object_versions']);
    try {
      const { primitive: older, losses } = this.#parts.registry.backport(primitive, { manifest });
      for (const loss of losses) this.#parts.onLoss?.(loss);
      return older as JsonValue;
    } catch (error) {
      if (!isError(error, 'incompatible-version')) throw error;
      throw new RpcError(
        'conductor-too-old',
        error.object,
        `this conductor is itself too old for it: ${error.message}`,
      );
    }
  }

  #written(object: VersionedObject, manifest: Manifest): unknown {
    const { onLoss } = this.#parts;
    if (onLoss === undefined) return object.objToPrimitive({ manifest });
    const losses: Loss[] = [];
    const primitive = object.objToPrimitive({ manifest, losses });
    for (const loss of losses) onLoss(loss);
    return primitive;
  }

  #answer(method: MethodInfo, result: unknown, manifest: Manifest): JsonValue {
    const { returns } = method;
    // A codec writes JSON.
    return returns === undefined ? null : (encodeValue(returns, result, manifest) as JsonValue);
  }

  #context({ context, deadline }: ConductorRequest): RequestContext {
    const calls = this.#local;
    return contextFromWire(context, { calls, ...(deadline === undefined ? {} : { deadline }) });
  }

  async #authorise(wish: Wish): Promise<void> {
    const { authorise } = this.#parts;
    if (authorise === undefined || (await authorise(wish))) return;
    const about = `${wish.type.name}.${wish.method.name}`;
    throw new RpcError('not-authorised', about, `${about}() may not be called by this caller`);
  }

  #typeNamed(name: unknown): AnyObjectType {
    const type = typeof name === 'string' ? this.#parts.registry.find(name) : undefined;
    if (type !== undefined) return type;
    const told = typeof name === 'string' ? short(name) : 'objname';
    throw new UnsupportedObjectError(told, told, 'an object of this conductor');
  }

  /** What the caller said, then what its service speaks, then the newest. */
  #complete(context: RequestContext, said: Manifest): Manifest {
    const { registry, manifestOf } = this.#parts;
    return { ...registry.manifest(), ...manifestOf?.(context), ...said };
  }
}

/** The method of this name, if the newest version or the caller's has it. */
function methodFor(
  type: AnyObjectType,
  name: unknown,
  isStatic: boolean,
  version: string | undefined,
): MethodInfo {
  const ordinal = version === undefined ? type.newest : (type.ordinals.get(version) ?? type.newest);
  const found = type.methods.find(
    (method) =>
      method.name === name &&
      method.static === isStatic &&
      (method.until >= type.newest || (method.since <= ordinal && ordinal <= method.until)),
  );
  if (found !== undefined) return found;
  const told = typeof name === 'string' ? short(name) : '?';
  const about = `${type.name}.${told}`;
  throw new RpcError(
    'no-such-method',
    about,
    `${about} is no remotable method of ${type.name} ${short(version ?? type.version)}`,
  );
}

function versionIn(type: AnyObjectType, manifest: Manifest): string | undefined {
  const full = `${type.namespace}/${type.name}`;
  if (Object.hasOwn(manifest, full)) return manifest[full];
  return Object.hasOwn(manifest, type.name) ? manifest[type.name] : undefined;
}

function missing(name: string): RpcError {
  return new RpcError('bad-arguments', name, `the request has no ${name}`);
}
