// What the tests of transports share: topics of their own, servers with a few methods, observed events.

import {
  CallFailure,
  type Handler,
  isTransportError,
  type Message,
  NoSuchMethod,
  type Request,
  type ServeOptions,
  type Transport,
  type TransportErrorCode,
  type TransportEvent,
  type TransportOptions,
} from '../../../src/rpc/transport/index.js';

/** Opens one more endpoint of what is tested; all are closed after the test. */
export type Open = (options?: TransportOptions) => Promise<Transport>;

let topics = 0;

/** A topic that no other test uses. */
export function newTopic(): string {
  topics += 1;
  return `test-${process.pid}-${Math.random().toString(36).slice(2, 8)}-${topics}`;
}

/** A message of version 3.0. */
export function message(
  method: string,
  args: Message['args'] = {},
  rest: Partial<Message> = {},
): Message {
  return { method, args, context: {}, version: '3.0', ...rest };
}

/** Options for one server of a topic. */
export function serving(topic: string, rest: Partial<ServeOptions> = {}): ServeOptions {
  return { topic, server: 'one', endpoints: [{ version: '3.2' }], ...rest };
}

/** Answers with all that it was asked. */
export const echo: Handler = ({ method, args, context, version, namespace, isCall }: Request) => ({
  method,
  args,
  context,
  version,
  namespace: namespace ?? null,
  isCall,
});

/** Methods that a test calls. */
export const methods: Handler = async (request) => {
  switch (request.method) {
    case 'echo':
      return echo(request);
    case 'sleep':
      await sleep(Number(request.args['ms']));
      return request.args['ms'] ?? null;
    case 'fail':
      throw new CallFailure({
        class: 'InstanceNotFound',
        module: 'compute.errors',
        message: 'no instance ü',
        kwargs: { uuid: 'u-1' },
      });
    case 'bug':
      throw new TypeError('a bug');
    default:
      throw new NoSuchMethod(request.method);
  }
};

/** The code a promise is rejected with, and whether the method may have run. */
export async function codeOf(
  promise: Promise<unknown>,
): Promise<{ code: TransportErrorCode; mayHaveRun: boolean; message: string }> {
  try {
    await promise;
  } catch (error) {
    if (!isTransportError(error)) throw error;
    const { code, mayHaveRun, message: text } = error;
    return { code, mayHaveRun, message: text };
  }
  throw new Error('it was to be rejected, and was not');
}

/** Collects events. */
export function watch(): {
  readonly events: TransportEvent[];
  readonly observer: (event: TransportEvent) => void;
  readonly kinds: () => TransportEvent['kind'][];
} {
  const events: TransportEvent[] = [];
  return {
    events,
    observer: (event) => {
      events.push(event);
    },
    kinds: () => events.map(({ kind }) => kind),
  };
}

export function sleep(ms: number): Promise<void> {
  return new Promise((resolve) => {
    setTimeout(resolve, ms);
  });
}

/** Waits until it holds. */
export async function until(holds: () => boolean, ms = 20_000): Promise<void> {
  const end = Date.now() + ms;
  while (!holds()) {
    if (Date.now() > end) throw new Error(`it did not come to hold within ${ms} ms`);
    await sleep(5);
  }
}
