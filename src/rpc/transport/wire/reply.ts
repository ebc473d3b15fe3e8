// An answer on oslo.messaging's wire: heartbeats that say nothing yet, then a result or a failure.

import { isList, type JsonValue } from '../../../core/json.js';
import type { Failure } from '../failure.js';
import { type Limits, type Read, readJson, writeJson } from '../limits.js';
import type { JsonObject } from '../transport.js';
import { isMap, member, open, seal } from './envelope.js';
import { isName } from './ids.js';

/** What a server has to say about one call. */
export interface Reply {
  /** Of the call. */
  readonly id: string;
  readonly result: JsonValue;
  readonly failure: Failure | undefined;
  /** False for a heartbeat; some old servers send the result so too, and then an empty ending. */
  readonly isEnding: boolean;
}

/** The body of an answer. */
export function writeReply(reply: Reply, uniqueId: string, limits: Limits): Buffer {
  const { id, result, failure, isEnding } = reply;
  const payload: JsonObject = {
    result,
    failure: failure === undefined ? null : failureText(failure, limits),
    ending: isEnding,
    _msg_id: id,
    _unique_id: uniqueId,
  };
  const deeper = { ...limits, maxDepth: limits.maxDepth + 1 };
  return seal(writeJson(payload, 'the answer', deeper), 'the answer', limits);
}

/** `tb` is there for Python, which wants a list; it stays empty. */
function failureText(
  { class: name, module, message, args, kwargs }: Failure,
  limits: Limits,
): string {
  return writeJson({ class: name, module, message, tb: [], args, kwargs }, 'the failure', limits);
}

/** Reads an answer. */
export function readReply(body: Uint8Array, limits: Limits): Read<Reply> {
  const payload = open(body, limits);
  if ('refused' in payload) return payload;
  const id = member(payload.value, '_msg_id');
  const failure = readFailure(member(payload.value, 'failure') ?? null, limits);
  if (!isName(id) || failure === 'bad') return { refused: 'bad-payload' };
  const result = member(payload.value, 'result') ?? null;
  return { value: { id, result, failure, isEnding: member(payload.value, 'ending') === true } };
}

function readFailure(text: JsonValue, limits: Limits): Failure | undefined | 'bad' {
  if (text === null) return undefined;
  if (typeof text !== 'string') return 'bad';
  const read = readJson(text, limits);
  if ('refused' in read || !isMap(read.value)) return 'bad';
  const name = member(read.value, 'class');
  const module = member(read.value, 'module') ?? '';
  const message = member(read.value, 'message') ?? '';
  const args = member(read.value, 'args') ?? [];
  const kwargs = member(read.value, 'kwargs') ?? {};
  if (typeof name !== 'string' || typeof module !== 'string') return 'bad';
  if (typeof message !== 'string' || !isList(args) || !isMap(kwargs)) return 'bad';
  return { class: original(name), module: original(module), message, args, kwargs };
}

/** A Python server that passes on what it was answered itself marks class and module. */
function original(name: string): string {
  return name.replace(/_Remote$/, '');
}

/** How far from the end of an answer its ids stand, in either's order of keys. */
const TAIL = 512;

/** Whose answer this seems to be that cannot be read: ids are secrets of caller and server, so nobody guesses one. */
export function idsIn(body: Uint8Array): string[] {
  const bytes = Buffer.from(body.buffer, body.byteOffset, body.byteLength);
  const tail = bytes.toString('latin1', Math.max(0, bytes.byteLength - TAIL));
  return [...tail.matchAll(/_msg_id\\?":\s*\\?"([0-9a-f]{32})\\?"/g)].map(([, id]) => id ?? '');
}
