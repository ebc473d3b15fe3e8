// Watching: events, counters and spans of calls, for a plain function or for OpenTelemetry's API.

export type { CallEnd, CallEvent, RpcEvent, RpcObserver, Watching } from './events.js';
export type { Attributes } from './attributes.js';
export { INSTRUMENTS, type InstrumentName } from './instruments.js';
export {
  type Counter,
  type Histogram,
  type Meter,
  type MetricOptions,
  watchWith,
} from './metering.js';
export { type ContextApi, type Span, type Tracer, type Tracing, traceWith } from './tracing.js';
