// Spans around calls, by whatever has the form of OpenTelemetry's API. What travels is W3C's trace context and no
// more: baggage is users' text, and a conductor's callers may be strangers.

import type { JsonValue } from '../../core/json.js';
import type { WireContext } from '../context.js';
import { guarded } from '../transport/events.js';
import { attributesOfCall, type Attributes, spanNameOf } from './attributes.js';
import { outcomeOf } from './outcome.js';

/** Runs calls and requests as parts of a trace. */
export interface Tracing {
  /** A call on its way out; `send` gets what is to travel in its context besides. */
  outgoing<T>(method: string, send: (carried: WireContext) => Promise<T>): Promise<T>;
  /** A request, under what came in its context: a claim of its sender's, as all else there. */
  incoming<T>(method: string, context: WireContext, run: () => Promise<T>): Promise<T>;
}

/** OpenTelemetry's span, as far as it is used. */
export interface Span {
  /** Notes something about it. */
  setAttribute(key: string, value: string): unknown;
  /** How it ended, by OpenTelemetry's numbers. */
  setStatus(status: { code: number }): unknown;
  /** It is over. */
  end(): void;
}

/** OpenTelemetry's tracer, as far as it is used. `C` is its context. */
export interface Tracer<C> {
  /** Runs within a new span. */
  startActiveSpan<T>(
    name: string,
    options: { kind: number; attributes: Attributes },
    context: C,
    run: (span: Span) => T,
  ): T;
}

/** The rest of OpenTelemetry's API, as far as it is used: `import * as otel from '@opentelemetry/api'` is one. */
export interface ContextApi<C> {
  readonly context: {
    /** What code runs in. */
    active(): C;
  };
  readonly propagation: {
    /** Writes a context into what travels. */
    inject(context: C, carrier: Record<string, string>): void;
    /** The context that came with what travelled. */
    extract(context: C, carrier: Record<string, string>): C;
  };
}

/** OpenTelemetry's numbers for kinds and states. */
const SERVER = 1;
const CLIENT = 2;
const ERROR = 2;

const CARRIED = ['traceparent', 'tracestate'];

/**
 * Traces calls.
 *
 * @example
 * import * as otel from '@opentelemetry/api';
 * const tracing = traceWith(otel.trace.getTracer('backlevel'), otel);
 */
export function traceWith<C>(tracer: Tracer<C>, { context, propagation }: ContextApi<C>): Tracing {
  const attempt = guarded((act: () => void) => {
    act();
  });
  return {
    outgoing: (method, send) => {
      const parent = (): C => context.active();
      return spanned(tracer, attempt, { method, kind: CLIENT, parent }, () => {
        const carrier: Record<string, string> = {};
        attempt(() => {
          propagation.inject(context.active(), carrier);
        });
        return send(carriedIn(carrier));
      });
    },
    incoming: (method, carried, run) => {
      const parent = (): C => propagation.extract(context.active(), carriedIn(carried));
      return spanned(tracer, attempt, { method, kind: SERVER, parent }, run);
    },
  };
}

/** Does what concerns nobody but the tracer: an error in it becomes a warning. */
type Attempt = (act: () => void) => void;

/** What a span is of. */
interface Subject<C> {
  readonly method: string;
  readonly kind: number;
  readonly parent: () => C;
}

/** Runs in a span, or without one where the tracer throws. */
async function spanned<C, T>(
  tracer: Tracer<C>,
  attempt: Attempt,
  { method, kind, parent }: Subject<C>,
  run: () => Promise<T>,
): Promise<T> {
  const options = { kind, attributes: attributesOfCall(method) };
  let running: Promise<T> | undefined;
  attempt(() => {
    tracer.startActiveSpan(spanNameOf(method), options, parent(), (span) => {
      running = inSpan(span, attempt, run);
    });
  });
  return running ?? run();
}

async function inSpan<T>(span: Span, attempt: Attempt, run: () => Promise<T>): Promise<T> {
  try {
    return await run();
  } catch (error) {
    attempt(() => {
      span.setAttribute('error.type', outcomeOf(error));
      // Without its message, which may say anything.
      span.setStatus({ code: ERROR });
    });
    throw error;
  } finally {
    attempt(() => {
      span.end();
    });
  }
}

function carriedIn(from: Readonly<Record<string, JsonValue>>): Record<string, string> {
  const entries = CARRIED.flatMap((key): [string, string][] => {
    const value = Object.hasOwn(from, key) ? from[key] : undefined;
    return typeof value === 'string' ? [[key, value]] : [];
  });
  return Object.fromEntries(entries);
}
