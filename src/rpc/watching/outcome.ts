// How a call ended, as watchers are told it: by codes and names of classes, never by texts.

import { isError } from '../../runtime/index.js';
import { isRpcError } from '../errors.js';
import { isTransportError, type TransportErrorCode } from '../transport/errors.js';
import { OTHER } from './call-names.js';

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
  if (isRpcError(error) || isError(error) || isTransportError(error)) return error.code;
  // A class stands in someone's code, so there are not many; an error's `name` may be any text.
  return error instanceof Error ? error.constructor.name : OTHER;
}

/** Whether there was no more time. */
export function isTimeout(error: unknown): boolean {
  return isTransportError(error) && TIMEOUTS.includes(error.code);
}

/** Whether it is a conductor that turned the request down, and not the method that failed. */
export function isRefusal(error: unknown): boolean {
  return isRpcError(error) || isError(error);
}
