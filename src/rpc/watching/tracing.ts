// Spans around calls, by whatever has the form of OpenTelemetry's API. What travels is W3C's trace context and no
// more: baggage is users' text, and a conductor's callers may be strangers.

import type { JsonValue } from '../../core/json.js';
import type { WireContext } from '../context.js';
import { attributesOfCall, type Attributes } from './attributes.js';
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
  setAttribute(key: string, value: string): unknown;
  setStatus(status: { code: number }): unknown;
  end(): void;
}

/** OpenTelemetry's tracer, as far as it is used. `C` is its context. */
export interface Tracer<C> {
  startActiveSpan<T>(
    name: string,
    options: { kind: number; attributes: Attributes },
    context: C,
    run: (span: Span) => T,
  ): T;
}

/** The rest of OpenTelemetry's API, as far as it is used: `import * as otel from '@opentelemetry/api'` is one. */
export interface ContextApi<C> {
  readonly context: { active(): C };
  readonly propagation: {
    inject(context: C, carrier: Record<string, string>): void;
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
  return {
    outgoing: (method, send) =>
      spanned(tracer, CLIENT, method, context.active(), () => {
        const carrier: Record<string, string> = {};
        propagation.inject(context.active(), carrier);
        return send(carriedIn(carrier));
      }),
    incoming: (method, carried, run) => {
      const parent = propagation.extract(context.active(), carriedIn(carried));
      return spanned(tracer, SERVER, method, parent, run);
    },
  };
}

function spanned<C, T>(
  tracer: Tracer<C>,
  kind: number,
  method: string,
  parent: C,
  run: () => Promise<T>,
): Promise<T> {
  const options = { kind, attributes: attributesOfCall(method) };
  return tracer.startActiveSpan(method, options, parent, async (span) => {
    try {
      return await run();
    } catch (error) {
      span.setAttribute('error.type', outcomeOf(error));
      // Without its message, which may say anything.
      span.setStatus({ code: ERROR });
      throw error;
    } finally {
      span.end();
    }
  });
}

function carriedIn(from: Readonly<Record<string, JsonValue>>): Record<string, string> {
  const entries = CARRIED.flatMap((key): [string, string][] => {
    const value = Object.hasOwn(from, key) ? from[key] : undefined;
    return typeof value === 'string' ? [[key, value]] : [];
  });
  return Object.fromEntries(entries);
}
