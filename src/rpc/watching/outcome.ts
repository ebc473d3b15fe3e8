// How a call ended, as watchers are told it: by codes and names of classes, never by texts.

import { type BacklevelError, isError } from '../../runtime/index.js';
import { isRpcError, type RpcError } from '../errors.js';
import { isTransportError, type TransportErrorCode } from '../transport/errors.js';
import { OTHER } from './call-names.js';
import { isOwnCode } from './codes.js';

/** It was answered. */
export const DONE = 'done';

/** Errors that say that there was no more time. */
const TIMEOUTS: readonly TransportErrorCode[] = [
  'call-timeout',
  'server-silent',
  'no-server',
  'not-connected',
  'not-confirmed',
];

/** The code of an error of ours, else the name of its class. */
export function outcomeOf(error: unknown): string {
  const code = isOurs(error) || isTransportError(error) ? error.code : undefined;
  if (code !== undefined && isOwnCode(code)) return code;
  return error instanceof Error ? classOf(error) : OTHER;
}

/** Whether there was no more time. */
export function isTimeout(error: unknown): boolean {
  return isTransportError(error) && TIMEOUTS.includes(error.code);
}

/** Whether it is an error of calls or of objects. */
export function isOurs(error: unknown): error is RpcError | BacklevelError {
  return isRpcError(error) || isError(error);
}

/**
 * By its prototype: a class stands in someone's code, so there are not many, but an error's own properties may have
 * come from elsewhere, and with them any text.
 */
function classOf(error: Error): string {
  const made: unknown = Reflect.get(Object.getPrototypeOf(error) as object, 'constructor');
  return typeof made === 'function' && made.name !== '' ? made.name : OTHER;
}
