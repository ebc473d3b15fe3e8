// The conductor: the newest service, which runs declared methods for others and answers at their versions.

import type { Loss, Manifest } from '../core/envelope.js';
import { isList, type JsonValue } from '../core/json.js';
import {
  LOAD_ATTR,
  loadField,
  type MethodInfo,
  type Registry,
  UnsupportedObjectError,
  type VersionedObject,
} from '../runtime/index.js';
import { short } from '../runtime/fault.js';
import type { AnyObjectType, FieldInfo } from '../runtime/object-type.js';
import { BringingDown } from './bringing-down.js';
import { contextFromWire, type RequestContext, type WireContext } from './context.js';
import { RpcError } from './errors.js';
import type { Implementation } from './implement.js';
import { labelsIn } from './labels.js';
import { fieldNamed } from './load-attr.js';
import { LocalCalls } from './local-calls.js';
import { readArguments, readManifest } from './requests.js';
import { decodeSpoken, typeSpoken } from './spoken-type.js';
import { askedOf, readHere } from './too-new.js';
import { updatesBetween } from './updates.js';
import { nameOfRequest } from './watching/call-names.js';
import type { Watching } from './watching/events.js';
import { type Running, Watched } from './watching/watched.js';

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
  /** The property that `obj_load_attr` is to load; undefined for all other methods. */
  readonly field: string | undefined;
}

export interface ConductorParts extends Watching {
  readonly registry: Registry;
  readonly implementations: readonly Implementation[];
  /** Whether a declared method may be called; every one when absent. What is not declared can never be. */
  readonly authorise?: (wish: Wish) => boolean | Promise<boolean>;
  /** What the service of a caller speaks, for objects that its message says nothing of. */
  readonly manifestOf?: (context: RequestContext) => Manifest | undefined;
  /** Told of what callers will not see. */
  readonly onLoss?: (loss: Loss) => void;
}

type Endpoint = (request: ConductorRequest, running: Running) => Promise<JsonValue>;

/** Answers calls at the versions of their callers, whatever carries them. */
export class Conductor {
  readonly #parts: ConductorParts;
  readonly #local: LocalCalls;
  readonly #down: BringingDown;
  readonly #watched: Watched;
  readonly #endpoints: ReadonlyMap<string, Endpoint>;

  constructor(parts: ConductorParts) {
    this.#parts = parts;
    this.#local = new LocalCalls(parts.implementations);
    this.#down = new BringingDown(parts);
    this.#watched = new Watched(parts);
    this.#endpoints = new Map<string, Endpoint>([
      ['ping', (request) => Promise.resolve({ pong: request.args['arg'] ?? null })],
      ['object_class_action_versions', (request, running) => this.#classAction(request, running)],
      ['object_action', (request, running) => this.#objectAction(request, running)],
      ['object_backport_versions', (request) => Promise.resolve(this.#backport(request))],
    ]);
  }

  /** Carries out a request; what it throws is for the transport to tell the caller. */
  async handle(request: ConductorRequest): Promise<JsonValue> {
    if (!this.#watched.isOn) return this.#handled(request, (method) => method());
    const name = nameOfRequest(this.#parts.registry, request);
    return this.#watched.incoming(name, request.context, (running) =>
      this.#handled(request, running),
    );
  }

  async #handled(request: ConductorRequest, running: Running): Promise<JsonValue> {
    const endpoint = this.#endpoints.get(request.method);
    if (endpoint === undefined) {
      throw new RpcError('no-such-method', request.method, `a conductor has no ${request.method}`);
    }
    return endpoint(request, running);
  }

  async #classAction(request: ConductorRequest, running: Running): Promise<JsonValue> {
    const { args } = request;
    const newest = this.#typeNamed(args['objname']);
    const versions = readManifest(args['object_versions']);
    const spoken = versionIn(newest, versions);
    const type = typeSpoken(this.#parts.registry, newest, spoken);
    const method = askedOf(type, spoken, () => methodFor(type, args['objmethod'], true, spoken));
    const context = this.#context(request);
    await this.#authorise({ context, type, method, object: undefined, field: undefined });
    const given = askedOf(type, spoken, () => argumentsIn(type, method, args));
    const call = { context, type, method, args: given };
    const result = await running(() => this.#local.callStatic(call));
    return this.#answer(method, result, this.#complete(context, versions));
  }

  async #objectAction(request: ConductorRequest, running: Running): Promise<JsonValue> {
    const { args } = request;
    const primitive = args['objinst'];
    if (primitive === undefined) throw missing('objinst');
    const { registry } = this.#parts;
    const object = readHere(registry, () => decodeSpoken(registry, primitive));
    const type = object.$$type;
    const labels = labelsIn(type, primitive);
    const spoken = versionIn(type, labels);
    const method = methodFor(type, args['objmethod'], false, spoken);
    const context = this.#context(request);
    const given = argumentsIn(type, method, args);
    const field = method === LOAD_ATTR ? fieldNamed(type, given[0], spoken) : undefined;
    await this.#authorise({ context, type, method, object, field: field?.property });
    const manifest = this.#complete(context, labels);
    const before = object.objToPrimitive({ manifest });
    context.bind(object);
    let result: unknown;
    if (field === undefined) {
      const call = { context, type, method, object, args: given };
      result = await running(() => this.#local.callOn(call));
    } else {
      await running(() => loadIfUnset(object, field));
    }
    const after = this.#down.object(object, manifest);
    // Primitives are JSON by construction.
    const updates = updatesBetween(type, before as JsonValue, after);
    return [updates, this.#answer(method, result, manifest)];
  }

  #backport({ args }: ConductorRequest): JsonValue {
    const primitive = args['objinst'];
    if (primitive === undefined) throw missing('objinst');
    const manifest = readManifest(args['object_versions']);
    const backported = (one: JsonValue): JsonValue => this.#down.primitive(one, manifest);
    return isList(primitive) ? primitive.map(backported) : backported(primitive);
  }

  #answer(method: MethodInfo, result: unknown, manifest: Manifest): JsonValue {
    const { returns } = method;
    return returns === undefined ? null : this.#down.result(returns, result, manifest);
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
  if (name === LOAD_ATTR.name && !isStatic) return LOAD_ATTR;
  const told = typeof name === 'string' ? short(name) : '?';
  const about = `${type.name}.${told}`;
  throw new RpcError(
    'no-such-method',
    about,
    `${about} is no remotable method of ${type.name} ${short(version ?? type.version)}`,
  );
}

function argumentsIn(
  type: AnyObjectType,
  method: MethodInfo,
  args: ConductorRequest['args'],
): readonly unknown[] {
  return readArguments(type, method, args['args'], args['kwargs']);
}

/** A field that is set is given as it is. */
async function loadIfUnset(object: VersionedObject, field: FieldInfo): Promise<void> {
  if (object.$$value(field) === undefined) await loadField(object, field);
}

function versionIn(type: AnyObjectType, manifest: Manifest): string | undefined {
  const full = `${type.namespace}/${type.name}`;
  if (Object.hasOwn(manifest, full)) return manifest[full];
  return Object.hasOwn(manifest, type.name) ? manifest[type.name] : undefined;
}

function missing(name: string): RpcError {
  return new RpcError('bad-arguments', name, `the request has no ${name}`);
}
