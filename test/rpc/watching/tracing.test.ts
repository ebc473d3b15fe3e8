// A trace goes on in the conductor, and carries nothing but itself.

import { AsyncLocalStorage } from 'node:async_hooks';
import { describe, expect, test } from 'vitest';
import { Instance } from '../../../generated/index.js';
import {
  type Attributes,
  ConductorClient,
  LocalCalls,
  RequestContext,
  type Span,
  traceWith,
} from '../../../src/rpc/index.js';
import { codeOf, UUID } from '../fleet.js';
import { watchedFleet } from './watched-fleet.js';

describe('traces', () => {
  interface Spanned {
    readonly method: string;
    readonly kind: number;
    readonly parent: string | undefined;
    readonly id: string;
    status: number;
    attributes: Record<string, unknown>;
    isEnded: boolean;
  }

  /** As much of OpenTelemetry as is used, in one process: a context is the id of the span that is active. */
  function otel() {
    const spans: Spanned[] = [];
    const active = new AsyncLocalStorage<string | undefined>();
    return {
      spans,
      active,
      tracer: {
        startActiveSpan: <T>(
          method: string,
          { kind, attributes }: { kind: number; attributes: Attributes },
          parent: string | undefined,
          run: (span: {
            setAttribute(key: string, value: string): void;
            setStatus(status: { code: number }): void;
            end(): void;
          }) => T,
        ): T => {
          const id = `span-${spans.length}`;
          const own = { method, kind, parent, id, status: 0, attributes, isEnded: false };
          spans.push(own);
          const span = {
            setAttribute: (key: string, value: string) => {
              own.attributes = { ...own.attributes, [key]: value };
            },
            setStatus: ({ code }: { code: number }) => {
              own.status = code;
            },
            end: () => {
              own.isEnded = true;
            },
          };
          return active.run(id, () => run(span));
        },
      },
      api: {
        context: { active: () => active.getStore() },
        propagation: {
          inject: (context: string | undefined, carrier: Record<string, string>) => {
            carrier['traceparent'] = context ?? 'none';
            carrier['baggage'] = 'user=ada';
          },
          extract: (_context: string | undefined, carrier: Record<string, string>) =>
            carrier['traceparent'],
        },
      },
    };
  }

  test('go on in the conductor, and know how a call ended', async () => {
    const { tracer, api, spans, active } = otel();
    const tracing = traceWith(tracer, api);
    const inside: (string | undefined)[] = [];
    const authorise = (): boolean => {
      inside.push(active.getStore());
      return true;
    };
    const { context } = await watchedFleet({
      node: { tracing },
      conductor: { tracing, authorise },
    });
    await active.run('root', () => codeOf(() => Instance.getByUuid(context, UUID)));
    expect(spans).toMatchObject([
      { method: 'compute.Instance/get_by_uuid', kind: 2, parent: 'root', status: 2, isEnded: true },
      { method: 'compute.Instance/get_by_uuid', kind: 1, parent: 'span-0', isEnded: true },
    ]);
    expect(spans.map(({ attributes }) => attributes['error.type'])).toEqual([
      'remote-failure',
      'NotFound',
    ]);
    expect(inside).toEqual(['span-1']);
  });

  test('are not called by what strangers made up', async () => {
    const { tracer, api, spans } = otel();
    const { conductor } = await watchedFleet({ conductor: { tracing: traceWith(tracer, api) } });
    await codeOf(() => conductor.handle({ method: 'made-up', args: {}, context: {} }));
    expect(spans).toMatchObject([{ method: 'backlevel', attributes: { 'rpc.method': '_OTHER' } }]);
  });

  test.each(['startActiveSpan', 'setAttribute', 'end', 'active', 'inject', 'extract'])(
    'end no call where %s throws',
    async (broken) => {
      const { tracer, api } = otel();
      const { context: contexts, propagation } = api;
      const breaking = <T extends object>(part: T): T =>
        new Proxy(part, {
          get: (target, name): unknown => {
            if (name !== broken) return Reflect.get(target, name);
            return () => {
              throw new Error('broken tracer');
            };
          },
        });
      const tracing = traceWith(
        breaking({
          startActiveSpan: <T>(
            method: string,
            options: { kind: number; attributes: Attributes },
            parent: string | undefined,
            run: (span: Span) => T,
          ) => tracer.startActiveSpan(method, options, parent, (span) => run(breaking(span))),
        }),
        { context: breaking(contexts), propagation: breaking(propagation) },
      );
      const { store, context } = await watchedFleet({ node: { tracing }, conductor: { tracing } });
      store.set(UUID, new Instance({ uuid: UUID }));
      expect((await Instance.getByUuid(context, UUID)).uuid).toBe(UUID);
      store.clear();
      expect(await codeOf(() => Instance.getByUuid(context, UUID))).toBe('remote-failure');
    },
  );

  test('carry no baggage, and believe none: W3C trace context and no more', async () => {
    const { tracer, api } = otel();
    const extracted: Record<string, string>[] = [];
    const extract = (context: string | undefined, carrier: Record<string, string>) => {
      extracted.push(carrier);
      return api.propagation.extract(context, carrier);
    };
    const propagation = { ...api.propagation, extract };
    const tracing = traceWith(tracer, { ...api, propagation });
    const sent: unknown[] = [];
    const port = {
      call: ({ context }: { readonly context: unknown }) => {
        sent.push(context);
        return Promise.resolve(null);
      },
    };
    const client = new ConductorClient(port, Date.now, { tracing });
    const context = new RequestContext({ calls: new LocalCalls([]), attributes: { own: 1 } });
    await client.ping(context, 'x');
    expect(sent).toMatchObject([{ own: 1, traceparent: 'span-0', user_id: null }]);
    expect(sent[0]).not.toHaveProperty('baggage');
    const { conductor } = await watchedFleet({ conductor: { tracing } });
    const forged = { traceparent: 'a', tracestate: 7, baggage: 'b', toString: 'c' };
    await conductor.handle({ method: 'ping', args: {}, context: forged });
    expect(extracted).toEqual([{ traceparent: 'a' }]);
  });
});
