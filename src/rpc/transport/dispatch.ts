// One request at its handler: what it gets, and what its result or its error becomes for the caller.

import type { JsonValue } from '../../core/json.js';
import type { Answers } from './answering.js';
import { type Failure, failureOf, UnsupportedVersion } from './failure.js';
import type { Ground } from './ground.js';
import { beat } from './heartbeat.js';
import { Span } from './time.js';
import type { Handler, ServeOptions } from './transport.js';
import type { Incoming } from './wire/request.js';
import { isAnswered } from './wire/versions.js';

/** No class is called by more; a stranger's texts may be. */
const MAX_CLASS = 100;

/** What a server brings to each of its requests. */
export interface Dispatcher {
  readonly ground: Ground;
  readonly options: ServeOptions;
  readonly handler: Handler;
  readonly answers: Answers;
  /** Aborted when the server is closed without draining. */
  readonly aborting: AbortSignal;
}

/** Runs the handler and sends what comes of it; resolves with the failure, if it is one. */
export async function dispatch(
  server: Dispatcher,
  incoming: Incoming,
  timeoutMs: number | undefined,
): Promise<Failure | undefined> {
  const { replyTo } = incoming;
  try {
    const result = await handled(server, incoming, timeoutMs);
    if (replyTo !== undefined) {
      const { id, queue } = replyTo;
      server.answers.send(queue, { id, result, failure: undefined, isEnding: true });
    }
    return undefined;
  } catch (error) {
    const failure = describe(server, error);
    if (replyTo !== undefined) sendFailure(server, replyTo, failure);
    return failure;
  }
}

async function handled(
  { ground, options, handler, aborting }: Dispatcher,
  { message, replyTo }: Incoming,
  timeoutMs: number | undefined,
): Promise<JsonValue> {
  const { method, args, context, version, namespace } = message;
  if (!isAnswered(options.endpoints, message)) {
    ground.notify({ kind: 'request-refused', topic: options.topic, why: 'unsupported-version' });
    throw new UnsupportedVersion(version, method);
  }
  const span = new Span(timeoutMs, aborting);
  const heartbeat = beat(ground, replyTo, span.signal);
  try {
    return await handler({
      method,
      args,
      context,
      version,
      namespace,
      isCall: replyTo !== undefined,
      timeoutMs,
      monitorMs: replyTo?.monitorMs,
      signal: span.signal,
    });
  } finally {
    heartbeat.stop();
    span.release();
  }
}

/** The failure as the user's own words have it; an error in those is told plainly. */
function describe({ options }: Dispatcher, error: unknown): Failure {
  try {
    return (options.failureOf ?? failureOf)(error);
  } catch (inDescribing) {
    return failureOf(inDescribing);
  }
}

function sendFailure(
  { answers }: Dispatcher,
  { id, queue }: { readonly id: string; readonly queue: string },
  failure: Failure,
): void {
  const reply = { id, result: null, isEnding: true };
  try {
    answers.send(queue, { ...reply, failure });
  } catch (error) {
    // Its arguments are too large, or no JSON. The class is enough to act on, and who waits must hear.
    const plain = failureOf(error);
    answers.send(queue, {
      ...reply,
      failure: { ...plain, class: failure.class.slice(0, MAX_CLASS) },
    });
  }
}
