// Errors that cross the wire, as data both ways: a class by its name, a message, arguments; no stack.

import type { JsonValue } from '../../core/json.js';
import { isTransportError } from './errors.js';

/** An error as it travels. */
export interface Failure {
  readonly class: string;
  /** Where the class lives; a Python caller gets its own class for `builtins` and what it allows. */
  readonly module: string;
  readonly message: string;
  /** What Python's class is made with. */
  readonly args: readonly JsonValue[];
  readonly kwargs: { readonly [key: string]: JsonValue };
}

/** Where classes live of errors that were not declared. */
const OWN_MODULE = 'backlevel';
/** Where a dispatcher's own errors live, in Python as here. */
export const DISPATCHER = 'oslo_messaging.rpc.dispatcher';

/** Longer texts of errors are cut: an answer must never be too large for being an error. */
const MAX_MESSAGE = 4096;

/** Thrown by a handler: crosses just as it says. */
export class CallFailure extends Error {
  readonly failure: Failure;

  constructor(failure: Pick<Failure, 'class' | 'module' | 'message'> & Partial<Failure>) {
    super(failure.message);
    this.name = new.target.name;
    this.failure = { args: [failure.message], kwargs: {}, ...failure };
  }
}

/** Thrown by a handler for a method that it does not have. */
export class NoSuchMethod extends CallFailure {
  constructor(method: string) {
    const message = `Endpoint does not support RPC method ${method}`;
    super({ class: 'NoSuchMethod', module: DISPATCHER, message });
  }
}

/** The request is of a version that no endpoint answers. */
export class UnsupportedVersion extends CallFailure {
  constructor(version: string, method: string) {
    const message = `Endpoint does not support RPC version ${version}. Attempted method: ${method}`;
    super({ class: 'UnsupportedVersion', module: DISPATCHER, message });
  }
}

/** What an error becomes for the caller; one that came from a further server is passed on as it came. */
export function failureOf(error: unknown): Failure {
  if (isTransportError(error, 'remote-failure')) {
    const { remoteClass, remoteModule, message, args, kwargs } = error;
    return { class: remoteClass, module: remoteModule, message: cut(message), args, kwargs };
  }
  if (isCallFailure(error)) return { ...error.failure, message: cut(error.failure.message) };
  const name = error instanceof Error ? error.name : 'Error';
  const message = cut(error instanceof Error ? error.message : String(error));
  return { class: name, module: OWN_MODULE, message, args: [message], kwargs: {} };
}

/** Whether the error says itself how it crosses; by its form, as two copies of the package may meet. */
export function isCallFailure(error: unknown): error is CallFailure {
  if (!(error instanceof Error) || !('failure' in error)) return false;
  const { failure } = error;
  return typeof failure === 'object' && failure !== null && 'class' in failure && 'args' in failure;
}

function cut(text: string): string {
  return text.length <= MAX_MESSAGE ? text : `${text.slice(0, MAX_MESSAGE)}…`;
}
