// How much of a message is believed: size and depth, both ways, before anything is made of it.

import { isJsonValue } from '../../core/json-value.js';
import type { JsonValue } from '../../core/json.js';
import { TransportError } from './errors.js';
import type { Refusal } from './events.js';

/** Bounds of one message. */
export interface Limits {
  /** Bytes of a body; 16 MiB, and never under 4 KiB. */
  readonly maxBytes: number;
  /** How deep lists and maps nest in arguments and results; 512. */
  readonly maxDepth: number;
}

/** The limits where not given. */
export const DEFAULT_LIMITS: Limits = { maxBytes: 16 * 1024 * 1024, maxDepth: 512 };

/** A value, or why there is none. */
export type Read<T> = { readonly value: T } | { readonly refused: Refusal };

/** The text of a body. */
export function readText(body: Uint8Array, limits: Limits): Read<string> {
  if (body.byteLength > limits.maxBytes) return { refused: 'too-large' };
  try {
    return { value: new TextDecoder('utf-8', { fatal: true }).decode(body) };
  } catch (error) {
    if (error instanceof TypeError) return { refused: 'not-utf8' };
    throw error;
  }
}

/** JSON of a text, its depth judged before a single value is made. */
export function readJson(text: string, limits: Limits): Read<JsonValue> {
  if (isDeeper(text, limits.maxDepth + PAYLOAD_LEVELS)) return { refused: 'too-deep' };
  try {
    const value: unknown = JSON.parse(text);
    // What JSON.parse gives is JSON.
    return { value: value as JsonValue };
  } catch (error) {
    if (error instanceof SyntaxError) return { refused: 'not-json' };
    throw error;
  }
}

/** The payload itself, and `args` in it, stand around what is limited. */
const PAYLOAD_LEVELS = 2;

/** JSON text of what is to be sent; `what` names it in the error. */
export function writeJson(value: JsonValue, what: string, limits: Limits): string {
  // Types promise JSON, but a handler's result may come from anywhere.
  if (!isJsonValue(value, limits.maxDepth)) {
    const bound = `nested no deeper than ${limits.maxDepth}`;
    throw new TransportError('not-json', `${what} must be JSON alone, ${bound}`);
  }
  return JSON.stringify(value);
}

/** The bytes of what is to be sent; `what` names it in the error. */
export function writeBytes(text: string, what: string, limits: Limits): Buffer {
  const body = Buffer.from(text);
  if (body.byteLength <= limits.maxBytes) return body;
  throw new TransportError(
    'message-too-large',
    `${what} has ${body.byteLength} bytes, and the limit is ${limits.maxBytes}`,
  );
}

const QUOTE = 0x22;
const BACKSLASH = 0x5c;
/** `[` and `{`, `]` and `}` differ in this bit alone. */
const CURLY = 0x20;
const OPENING = 0x7b;
const CLOSING = 0x7d;

/** Whether brackets outside of strings nest deeper, be the text JSON or not. */
function isDeeper(text: string, limit: number): boolean {
  let depth = 0;
  let isInString = false;
  for (let index = 0; index < text.length; index++) {
    const unit = text.charCodeAt(index);
    if (isInString) {
      if (unit === BACKSLASH) index++;
      else if (unit === QUOTE) isInString = false;
    } else if (unit === QUOTE) {
      isInString = true;
    } else if ((unit | CURLY) === OPENING) {
      if (++depth > limit) return true;
    } else if ((unit | CURLY) === CLOSING) {
      depth--;
    }
  }
  return false;
}
