// Who asks, for how long, and through what: it travels beside objects, never in them.

import { randomUUID } from 'node:crypto';
import type { JsonValue } from '../core/json.js';
import { bind, type Calls, type Context, type VersionedObject } from '../runtime/index.js';

/** What a context is made of. */
export interface ContextParts {
  readonly calls: Calls;
  /** One for all that comes of one request; made when absent. */
  readonly requestId?: string;
  readonly userId?: string;
  readonly projectId?: string;
  /** Milliseconds since 1970 after which no answer is of use. */
  readonly deadline?: number;
  /** Whatever else is to travel with it. */
  readonly attributes?: Readonly<Record<string, JsonValue>>;
}

/** The context of a request. Who it says it is for is a claim of its sender's, and no more. */
export class RequestContext implements Context {
  readonly calls: Calls;
  readonly requestId: string;
  readonly userId: string | undefined;
  readonly projectId: string | undefined;
  readonly deadline: number | undefined;
  readonly attributes: Readonly<Record<string, JsonValue>>;

  constructor(parts: ContextParts) {
    this.calls = parts.calls;
    this.requestId = parts.requestId ?? `req-${randomUUID()}`;
    this.userId = parts.userId;
    this.projectId = parts.projectId;
    this.deadline = parts.deadline;
    this.attributes = parts.attributes ?? {};
  }

  /** The same request, through something else or for less long. */
  with(parts: Partial<ContextParts>): RequestContext {
    const { calls, requestId, userId, projectId, deadline, attributes } = this;
    return new RequestContext({
      calls,
      requestId,
      attributes,
      ...(userId === undefined ? {} : { userId }),
      ...(projectId === undefined ? {} : { projectId }),
      ...(deadline === undefined ? {} : { deadline }),
      ...parts,
    });
  }

  /** Binds an object, and all in it, to this context for its own calls. */
  bind<T extends VersionedObject>(object: T): T {
    bind(object, this);
    return object;
  }
}

/** A context as it travels, flat. */
export type WireContext = Readonly<Record<string, JsonValue>>;

const OWN = ['request_id', 'user_id', 'project_id'] as const;

export function contextToWire(context: RequestContext): WireContext {
  const { requestId, userId, projectId, attributes } = context;
  return {
    ...attributes,
    request_id: requestId,
    user_id: userId ?? null,
    project_id: projectId ?? null,
  };
}

/** What came with a request: nobody has checked who sent it. */
export function contextFromWire(
  wire: WireContext,
  parts: Pick<ContextParts, 'calls'> & Partial<Pick<ContextParts, 'deadline'>>,
): RequestContext {
  const text = (name: (typeof OWN)[number]): string | undefined => {
    const value = Object.hasOwn(wire, name) ? wire[name] : undefined;
    return typeof value === 'string' ? value : undefined;
  };
  const [requestId, userId, projectId] = OWN.map(text);
  const others = Object.entries(wire).filter(([name]) => !OWN.some((own) => own === name));
  return new RequestContext({
    ...parts,
    attributes: Object.fromEntries(others),
    ...(requestId === undefined ? {} : { requestId }),
    ...(userId === undefined ? {} : { userId }),
    ...(projectId === undefined ? {} : { projectId }),
  });
}
