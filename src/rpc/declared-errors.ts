// Errors that mean something on the other side: they cross as their class and fields, and come out as
// that class again. All others cross as a name and a message.

import type { JsonValue } from '../core/json.js';
import { isError } from '../runtime/index.js';
import { isRpcError, RPC_CODES, RpcError, type RpcErrorCode } from './errors.js';
import { isNewer, tooOld } from './too-new.js';
import { isTransportError } from './transport/errors.js';
import { DISPATCHER, type Failure, failureOf, NoSuchMethod } from './transport/failure.js';

type Fields = { readonly [key: string]: JsonValue };

/** An error class of the user's, and how it crosses. */
export interface DeclaredError {
  /** The name by which it crosses: `InstanceNotFound`. */
  readonly name: string;
  /** Where a Python peer looks for its class. */
  readonly module: string;
  /** The fields of an error that is of this class; undefined for any other. */
  readonly fieldsOf: (error: unknown) => Fields | undefined;
  /** An error of this class from what crossed. */
  readonly make: (message: string, fields: Fields) => Error;
}

/**
 * Declares an error class to both sides.
 *
 * @example
 * declareError(InstanceNotFound, {
 *   module: 'nova.exception',
 *   fields: (error) => ({ instance_id: error.instanceId }),
 *   make: (message, { instance_id }) => new InstanceNotFound(String(instance_id), message),
 * });
 */
export function declareError<E extends Error>(
  errorClass: abstract new (...args: never[]) => E,
  parts: {
    readonly name?: string;
    readonly module?: string;
    readonly fields?: (error: E) => Fields;
    readonly make: (message: string, fields: Fields) => E;
  },
): DeclaredError {
  const { name = errorClass.name, module = OWN_MODULE, fields = () => ({}), make } = parts;
  return {
    name,
    module,
    fieldsOf: (error) => (error instanceof errorClass ? fields(error) : undefined),
    make,
  };
}

/** Where our own errors live for peers. */
const OWN_MODULE = 'backlevel';

/** What an error becomes for a caller. */
export function failureFor(error: unknown, declared: readonly DeclaredError[]): Failure {
  for (const { name, module, fieldsOf } of declared) {
    const kwargs = fieldsOf(error);
    if (kwargs === undefined) continue;
    const message = error instanceof Error ? error.message : name;
    return { class: name, module, message, args: [message], kwargs };
  }
  if (isRpcError(error, 'no-such-method')) return new NoSuchMethod(error.about).failure;
  if (isRpcError(error)) {
    const { code, about, message } = error;
    return { ...failureOf(error), message, kwargs: { code, about } };
  }
  if (isError(error)) {
    const { code, object, path, message } = error;
    const kwargs = { code, object, path };
    return { class: error.name, module: OWN_MODULE, message, args: [message], kwargs };
  }
  return failureOf(error);
}

/** The error that a failure is here: a declared one's own class, one of ours, or what it came as. */
export function errorFrom(thrown: unknown, declared: readonly DeclaredError[]): unknown {
  if (!isTransportError(thrown, 'remote-failure')) return thrown;
  const { remoteClass, remoteModule, message, kwargs } = thrown;
  const known = declared.find(
    ({ name, module }) => name === remoteClass && module === remoteModule,
  );
  if (known !== undefined) return known.make(message, kwargs);
  const dispatched = DISPATCHED.get(`${remoteModule}.${remoteClass}`);
  if (dispatched !== undefined) return new RpcError(dispatched, '', message);
  if (`${remoteModule}.${remoteClass}` === OSLO_INCOMPATIBLE) return pythonTooOld(kwargs) ?? thrown;
  const { code, about } = kwargs;
  if (remoteModule === OWN_MODULE && remoteClass === 'RpcError' && isRpcCode(code)) {
    return new RpcError(code, typeof about === 'string' ? about : '', message);
  }
  return thrown;
}

const OSLO_INCOMPATIBLE = 'oslo_versionedobjects.exception.IncompatibleObjectVersion';

/** A conductor of Python's that is older than what it was sent says which versions these are. */
function pythonTooOld({ objname, objver, supported }: Fields): RpcError | undefined {
  const isText = typeof objname === 'string' && typeof objver === 'string';
  if (!isText || typeof supported !== 'string' || !isNewer(objver, supported)) return undefined;
  return tooOld(objname, `it knows ${objname} up to ${supported}, not ${objver}`);
}

/** Whether the other side failed with an error that is none of ours: Python's own, as it does where it has no such case. */
export function isForeignFailure(error: unknown): boolean {
  return isTransportError(error, 'remote-failure') && error.remoteModule !== OWN_MODULE;
}

/** What the other side's dispatcher says of a request that it hands to nobody. */
const DISPATCHED: ReadonlyMap<string, RpcErrorCode> = new Map([
  [`${DISPATCHER}.NoSuchMethod`, 'no-such-method'],
  [`${DISPATCHER}.UnsupportedVersion`, 'unsupported-version'],
]);

function isRpcCode(code: JsonValue | undefined): code is RpcErrorCode {
  return typeof code === 'string' && Object.hasOwn(RPC_CODES, code);
}
