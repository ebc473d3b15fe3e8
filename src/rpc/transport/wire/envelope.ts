// oslo.messaging's envelope: the payload is JSON text inside of JSON. A body without it is of the older
// envelope 1.0, and is the payload itself.

import { isList, type JsonValue } from '../../../core/json.js';
import { type Limits, type Read, readJson, readText, writeBytes } from '../limits.js';
import type { JsonObject } from '../transport.js';

const VERSION = 'oslo.version';
const MESSAGE = 'oslo.message';
const OWN_VERSION = '2.0';

/** The body around the JSON text of a payload; `what` names it where it is too large. */
export function seal(payload: string, what: string, limits: Limits): Buffer {
  return writeBytes(JSON.stringify({ [VERSION]: OWN_VERSION, [MESSAGE]: payload }), what, limits);
}

/** The payload in a body from outside. */
export function open(body: Uint8Array, limits: Limits): Read<JsonObject> {
  const text = readText(body, limits);
  if ('refused' in text) return text;
  const outer = readJson(text.value, limits);
  if ('refused' in outer) return outer;
  if (!isMap(outer.value)) return { refused: 'bad-envelope' };
  if (!Object.hasOwn(outer.value, VERSION) || !Object.hasOwn(outer.value, MESSAGE)) {
    return { value: outer.value };
  }
  return opened(outer.value, limits);
}

function opened(envelope: JsonObject, limits: Limits): Read<JsonObject> {
  const { [VERSION]: version, [MESSAGE]: message } = envelope;
  if (typeof version !== 'string' || !/^2\.\d+$/.test(version)) return { refused: 'bad-envelope' };
  if (typeof message !== 'string') return { refused: 'bad-envelope' };
  const payload = readJson(message, limits);
  if ('refused' in payload) return payload;
  return isMap(payload.value) ? { value: payload.value } : { refused: 'bad-payload' };
}

/** Whether the value is a map, and neither null nor a list. */
export function isMap(value: JsonValue | undefined): value is JsonObject {
  return typeof value === 'object' && value !== null && !isList(value);
}

/** An own member of a map; undefined for the others, be it `constructor`. */
export function member(map: JsonObject, key: string): JsonValue | undefined {
  return Object.hasOwn(map, key) ? map[key] : undefined;
}
