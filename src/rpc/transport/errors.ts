// What can go wrong between two processes: each error has a stable `code`. Tell them apart by
// `isTransportError`, not by `instanceof`: two copies of the package may meet in one process.

import type { Failure } from './failure.js';
import type { JsonValue } from '../../core/json.js';

/** Stable codes, one for each thing that can go wrong. */
export type TransportErrorCode =
  /** The broker could not be reached for as long as the caller waits. */
  | 'not-connected'
  /** Nobody serves the topic, or nobody of that name. */
  | 'no-server'
  /** No answer in time. */
  | 'call-timeout'
  /** No sign of life for as long as the caller bears. */
  | 'server-silent'
  /** The caller's own signal. */
  | 'call-cancelled'
  /** The connection went before the broker confirmed. */
  | 'not-confirmed'
  | 'transport-closed'
  | 'message-too-large'
  /** What is to be sent is not JSON, or is nested too deeply. */
  | 'not-json'
  /** An answer came that cannot be read. */
  | 'broken-reply'
  /** The server answered with a failure. */
  | 'remote-failure'
  /** The broker refused a queue or an exchange, as when another program declared it with other flags. */
  | 'broker-refused'
  /** A setting that cannot be meant, such as a URL that is none. */
  | 'bad-setting'
  /** amqplib is not installed. */
  | 'package-missing';

/** What every error of a transport is. */
export class TransportError extends Error {
  readonly code: TransportErrorCode;
  /** Whether the method may have run, or may yet: only where this is false, or it is idempotent, may it be called again. */
  readonly mayHaveRun: boolean;

  constructor(code: TransportErrorCode, message: string, mayHaveRun = false) {
    super(message);
    this.name = new.target.name;
    this.code = code;
    this.mayHaveRun = mayHaveRun;
  }
}

/** The server's failure, as data: its class and arguments, never its stack. */
export class RemoteFailure extends TransportError {
  declare readonly code: 'remote-failure';
  /** The name of the error's class: `InstanceNotFound`, `ValueError`. */
  readonly remoteClass: string;
  /** Where that class lives: `builtins`, `nova.exception`. */
  readonly remoteModule: string;
  readonly args: readonly JsonValue[];
  readonly kwargs: { readonly [key: string]: JsonValue };

  constructor(failure: Failure) {
    super('remote-failure', failure.message, true);
    this.remoteClass = failure.class;
    this.remoteModule = failure.module;
    this.args = failure.args;
    this.kwargs = failure.kwargs;
  }
}

/** The errors that have fields of their own. */
interface ErrorOf {
  readonly 'remote-failure': RemoteFailure;
}

/** Whether `error` is a transport's, and of this code where one is given; works across copies of the package. */
export function isTransportError<C extends TransportErrorCode>(
  error: unknown,
  code?: C,
): error is C extends keyof ErrorOf ? ErrorOf[C] : TransportError & { readonly code: C } {
  if (!(error instanceof Error) || !('code' in error) || !('mayHaveRun' in error)) return false;
  return code === undefined ? typeof error.code === 'string' : error.code === code;
}
