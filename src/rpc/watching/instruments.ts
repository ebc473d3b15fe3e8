// What is counted and timed, and what each event adds to it. Names are those of OpenTelemetry's semantic conventions
// 1.45 where there is one; all others begin with `backlevel`.

import type { TransportEvent } from '../transport/events.js';
import { type Attributes, attributesOfBroker, attributesOfEnd } from './attributes.js';
import type { RpcEvent } from './events.js';

/** A counter, or a histogram of seconds. */
interface Instrument {
  readonly kind: 'counter' | 'seconds';
  /** In UCUM, as OpenTelemetry has it. */
  readonly unit: string;
  readonly description: string;
}

/** All that is measured. */
export const INSTRUMENTS = {
  'rpc.client.call.duration': seconds('Duration of calls to a conductor, as their callers see it.'),
  'rpc.server.call.duration': seconds('Duration of requests in a conductor.'),
  'backlevel.call.timeouts': counter('{call}', 'Calls whose time was over.'),
  'backlevel.call.repeats': counter('{call}', 'Idempotent calls that were sent again.'),
  'backlevel.call.refusals': counter('{call}', 'Requests that a conductor turned down.'),
  'backlevel.backports': counter('{backport}', 'Trees that a conductor brought down.'),
  'backlevel.losses': counter('{loss}', 'What backports and answers left out or replaced.'),
  'backlevel.too_new': counter('{object}', 'Received objects that were newer than this process.'),
  'backlevel.pin.refreshes': counter('{refresh}', 'Times that the live services were asked.'),
  'messaging.client.sent.messages': counter('{message}', 'Casts and fanouts that were sent.'),
  'backlevel.messages.returned': counter('{message}', 'Messages that found no queue.'),
  'backlevel.messages.dropped': counter('{message}', 'Messages that nothing was made of.'),
  'backlevel.broker.connections': counter('{connection}', 'Connections to a broker that stood.'),
  'backlevel.broker.failures': counter(
    '{failure}',
    'Connections that failed, broke or were blocked.',
  ),
} satisfies Record<string, Instrument>;

/** The name of something that is measured. */
export type InstrumentName = keyof typeof INSTRUMENTS;

/** What one event adds. */
export interface Measurement {
  readonly to: InstrumentName;
  readonly value: number;
  readonly attributes: Attributes;
}

type EventOf = { [K in RpcEvent['kind']]: Extract<RpcEvent, { readonly kind: K }> };

/** An event that is measured by another one, or of no use in numbers. */
const nothing = (): undefined => undefined;

const MEASURES: { readonly [K in keyof EventOf]: (event: EventOf[K]) => Measurement | undefined } =
  {
    called: ({ method, durationMs, outcome }) => ({
      to: 'rpc.client.call.duration',
      value: durationMs / 1000,
      attributes: attributesOfEnd(method, outcome),
    }),
    served: ({ method, durationMs, outcome }) => ({
      to: 'rpc.server.call.duration',
      value: durationMs / 1000,
      attributes: attributesOfEnd(method, outcome),
    }),
    'timed-out': ({ method, why }) => one('backlevel.call.timeouts', attributesOfEnd(method, why)),
    'sent-again': ({ method, why }) => one('backlevel.call.repeats', attributesOfEnd(method, why)),
    refused: ({ method, why }) => one('backlevel.call.refusals', attributesOfEnd(method, why)),
    backported: ({ object, from, to }) => one('backlevel.backports', crossing(object, from, to)),
    lost: ({ object, loss, from, to }) =>
      one('backlevel.losses', { ...crossing(object, from, to), 'backlevel.loss.kind': loss }),
    'too-new': ({ object }) => one('backlevel.too_new', { 'backlevel.object': object }),
    'pin-refreshed': ({ isChanged }) =>
      one('backlevel.pin.refreshes', { 'backlevel.pin.changed': isChanged }),
    'pin-not-refreshed': () => one('backlevel.pin.refreshes', { 'error.type': 'not-refreshed' }),

    // A transport's own calls and requests are timed above, with the names of their methods: here a name may be any text.
    'call-started': nothing,
    'call-ended': nothing,
    'request-started': nothing,
    'request-ended': nothing,
    heartbeat: nothing,
    'cast-sent': (event) => sent('cast', event),
    'fanout-sent': (event) => sent('fanout', event),
    'request-returned': () =>
      one('backlevel.messages.returned', { 'backlevel.message': 'request' }),
    'reply-returned': () => one('backlevel.messages.returned', { 'backlevel.message': 'reply' }),
    'request-refused': ({ why }) => dropped('request', why),
    duplicate: () => dropped('request', 'duplicate'),
    'reply-refused': ({ why }) => dropped('reply', why),
    'reply-unknown': () => dropped('reply', 'unknown'),
    'reply-abandoned': ({ why }) => dropped('reply', why),
    connected: ({ broker, isAgain }) =>
      one('backlevel.broker.connections', {
        ...attributesOfBroker(broker),
        'backlevel.broker.again': isAgain,
      }),
    'connect-failed': ({ broker }) => failure('connect-failed', attributesOfBroker(broker)),
    disconnected: ({ broker }) => failure('disconnected', attributesOfBroker(broker)),
    blocked: () => failure('blocked', {}),
    'topology-refused': () => failure('topology-refused', {}),
  };

/** What an event adds, if it adds anything. */
export function measurementOf(event: RpcEvent): Measurement | undefined {
  return measured(event.kind, event);
}

function measured<K extends keyof EventOf>(kind: K, event: EventOf[K]): Measurement | undefined {
  return MEASURES[kind](event);
}

function one(to: InstrumentName, attributes: Attributes): Measurement {
  return { to, value: 1, attributes };
}

function crossing(object: string, from: string, to: string): Attributes {
  return { 'backlevel.object': object, 'backlevel.version.from': from, 'backlevel.version.to': to };
}

function sent(
  operation: 'cast' | 'fanout',
  { topic }: EventOf['cast-sent' | 'fanout-sent'],
): Measurement {
  return one('messaging.client.sent.messages', {
    // The one broker that there is, but for tests.
    'messaging.system': 'rabbitmq',
    'messaging.operation.name': operation,
    'messaging.operation.type': 'send',
    'messaging.destination.name': topic,
  });
}

function dropped(message: 'request' | 'reply', why: string): Measurement {
  return one('backlevel.messages.dropped', { 'backlevel.message': message, 'error.type': why });
}

function failure(kind: TransportEvent['kind'], attributes: Attributes): Measurement {
  return one('backlevel.broker.failures', { ...attributes, 'error.type': kind });
}

function counter(unit: string, description: string): Instrument {
  return { kind: 'counter', unit, description };
}

function seconds(description: string): Instrument {
  return { kind: 'seconds', unit: 's', description };
}
