// A request on oslo.messaging's wire: what is called, who waits for the answer and where.

import { type Limits, type Read, writeJson } from '../limits.js';
import type { JsonObject, Message } from '../transport.js';
import { isMap, member, open, seal } from './envelope.js';
import { isName } from './ids.js';

/** Where an answer is awaited. */
export interface ReplyTo {
  /** Tells the answers of one caller apart. */
  readonly id: string;
  readonly queue: string;
  /** The longest silence the caller bears. */
  readonly monitorMs: number | undefined;
}

/** A request that came from outside, its form checked. */
export interface Incoming {
  readonly message: Message;
  /** Nobody waits for an answer to a cast. */
  readonly replyTo: ReplyTo | undefined;
  /** Python sends one with everything; others may not. */
  readonly uniqueId: string | undefined;
}

const CONTEXT = '_context_';
/** What a request means that does not say its version. */
const FIRST_VERSION = '1.0';
/** Answers go to queues of this kind alone: a stranger must not have us write to any other. */
const REPLY_QUEUE = 'reply_';

/** The body of a request. `_unique_id` stands last: what the broker returns is known by it. */
export function writeRequest(
  message: Message,
  replyTo: ReplyTo | undefined,
  uniqueId: string,
  limits: Limits,
): Buffer {
  const { method, args, context, version, namespace } = message;
  const payload: JsonObject = {
    method,
    args,
    version,
    ...(namespace === undefined ? {} : { namespace }),
    ...Object.fromEntries(
      Object.entries(context).map(([key, value]) => [CONTEXT + key, value] as const),
    ),
    ...(replyTo === undefined ? {} : replyFields(replyTo)),
    _unique_id: uniqueId,
  };
  const deeper = { ...limits, maxDepth: limits.maxDepth + 2 };
  return seal(writeJson(payload, `the request ${method}`, deeper), `the request ${method}`, limits);
}

function replyFields({ id, queue, monitorMs }: ReplyTo): JsonObject {
  return {
    _msg_id: id,
    _reply_q: queue,
    _timeout: monitorMs === undefined ? null : monitorMs / 1000,
  };
}

/** The id of a request of our own making that the broker gave back. */
export function uniqueIdOf(body: Uint8Array): string | undefined {
  const end = Buffer.from(body.buffer, body.byteOffset, body.byteLength).toString(
    'latin1',
    Math.max(0, body.byteLength - 64),
  );
  return /_unique_id\\":\\"([0-9a-f]{32})\\"}"}$/.exec(end)?.[1];
}

/** Reads a request. */
export function readRequest(body: Uint8Array, limits: Limits): Read<Incoming> {
  const payload = open(body, limits);
  if ('refused' in payload) return payload;
  const message = messageOf(payload.value);
  const replyTo = replyToOf(payload.value);
  const uniqueId = member(payload.value, '_unique_id');
  const isKnown = uniqueId === undefined || isName(uniqueId);
  if (message === undefined || replyTo === 'bad' || !isKnown) return { refused: 'bad-payload' };
  return { value: { message, replyTo, uniqueId } };
}

function messageOf(payload: JsonObject): Message | undefined {
  const method = member(payload, 'method');
  const args = member(payload, 'args') ?? {};
  const version = member(payload, 'version') ?? FIRST_VERSION;
  const namespace = member(payload, 'namespace') ?? undefined;
  if (!isName(method) || !isMap(args) || typeof version !== 'string') return undefined;
  if (namespace !== undefined && typeof namespace !== 'string') return undefined;
  const context = contextOf(payload);
  return { method, args, context, version, ...(namespace === undefined ? {} : { namespace }) };
}

/** `fromEntries` makes own properties of whatever names: `_context___proto__` is one as any other. */
function contextOf(payload: JsonObject): JsonObject {
  return Object.fromEntries(
    Object.entries(payload)
      .filter(([key]) => key.startsWith(CONTEXT))
      .map(([key, value]) => [key.slice(CONTEXT.length), value] as const),
  );
}

function replyToOf(payload: JsonObject): ReplyTo | undefined | 'bad' {
  const id = member(payload, '_msg_id') ?? undefined;
  const queue = member(payload, '_reply_q') ?? undefined;
  const timeout = member(payload, '_timeout');
  if (id === undefined) return undefined;
  if (!isName(id) || !isName(queue) || !queue.startsWith(REPLY_QUEUE)) return 'bad';
  const isTime = typeof timeout === 'number' && timeout > 0;
  return { id, queue, monitorMs: isTime ? timeout * 1000 : undefined };
}
