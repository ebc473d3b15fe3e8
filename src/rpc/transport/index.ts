// The transports: in memory, and over RabbitMQ on oslo.messaging's wire.

export { type AmqpOptions, amqpTransport, type TlsOptions } from './amqp/index.js';
export {
  isTransportError,
  RemoteFailure,
  TransportError,
  type TransportErrorCode,
} from './errors.js';
export {
  type CallOutcome,
  countEvents,
  type EventCounts,
  type Refusal,
  type TransportEvent,
  type TransportObserver,
} from './events.js';
export {
  CallFailure,
  type Failure,
  failureOf,
  isCallFailure,
  NoSuchMethod,
  UnsupportedVersion,
} from './failure.js';
export { DEFAULT_LIMITS, type Limits } from './limits.js';
export { type Faults, MemoryBus, memoryTransport } from './memory/index.js';
export type {
  CallOptions,
  Drained,
  Endpoint,
  Handler,
  JsonObject,
  Message,
  Request,
  SendOptions,
  Served,
  ServeOptions,
  Target,
  Transport,
  TransportOptions,
} from './transport.js';
