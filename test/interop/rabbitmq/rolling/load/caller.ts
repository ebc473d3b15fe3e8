// One remote call as its caller lives it: with a context of its own, a deadline, and a record of how it ended.

import { randomUUID } from 'node:crypto';
import { isRpcError, isTransportError, RequestContext } from '../../../../../src/rpc/index.js';
import { type Calls, isError } from '../../../../../src/runtime/index.js';
import { Conflict, NotFound } from '../errors.js';
import type { CallRecord } from '../messages.js';

/** What is called, and what it leaves where it writes. */
export interface Errand {
  readonly method: string;
  readonly token?: string;
  readonly isMarked?: boolean;
}

export class Caller {
  readonly #node: string;
  readonly #calls: Calls;
  readonly #deadlineMs: number;
  readonly #tell: (call: CallRecord) => void;

  constructor(node: string, calls: Calls, deadlineMs: number, tell: (call: CallRecord) => void) {
    this.#node = node;
    this.#calls = calls;
    this.#deadlineMs = deadlineMs;
    this.#tell = tell;
  }

  /** A context for one call: what it asks for can be known again on the wire and in the store. */
  context(token?: string): RequestContext {
    return new RequestContext({
      calls: this.#calls,
      requestId: `req-${randomUUID()}`,
      deadline: Date.now() + this.#deadlineMs,
      ...(token === undefined ? {} : { attributes: { token } }),
    });
  }

  /** Makes a call; what it gives, or undefined where it failed. */
  async make<T>(
    { method, token, isMarked = false }: Errand,
    act: (context: RequestContext) => Promise<T>,
  ): Promise<{ readonly value: T } | undefined> {
    const began = performance.now();
    const ended = { outcome: 'done', message: '', mayHaveRun: true };
    try {
      return { value: await act(this.context(token)) };
    } catch (error) {
      Object.assign(ended, failureOf(error));
      return undefined;
    } finally {
      this.#tell({
        ...ended,
        node: this.#node,
        method,
        token,
        isMarked,
        ms: performance.now() - began,
        endedAt: Date.now(),
      });
    }
  }
}

/** Anything but an error that was declared has a stable code, or is a bug. */
function failureOf(error: unknown): Pick<CallRecord, 'outcome' | 'message' | 'mayHaveRun'> {
  const message = error instanceof Error ? error.message : String(error);
  if (error instanceof Conflict) return { outcome: 'conflict', message, mayHaveRun: false };
  if (error instanceof NotFound) return { outcome: 'not-found', message, mayHaveRun: false };
  if (isTransportError(error)) {
    return { outcome: error.code, message, mayHaveRun: error.mayHaveRun };
  }
  if (isRpcError(error) || isError(error))
    return { outcome: error.code, message, mayHaveRun: true };
  const stack = error instanceof Error ? error.stack : undefined;
  return { outcome: 'bug', message: stack ?? message, mayHaveRun: true };
}
