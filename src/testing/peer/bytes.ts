// Messages of fake peers: JSON as UTF-8, as it would cross a wire.

import type { Manifest } from '../../core/envelope.js';
import { InvalidValueError } from '../../runtime/index.js';

/** What a receiver sends to a conductor: an object that it cannot read, and what it can. */
export interface BackportRequest {
  readonly objinst: unknown;
  readonly object_versions: Manifest;
}

export function toBytes(value: unknown): Uint8Array {
  return new TextEncoder().encode(JSON.stringify(value));
}

/** @throws InvalidValueError for bytes that are no JSON. */
export function fromBytes(bytes: Uint8Array): unknown {
  try {
    return JSON.parse(new TextDecoder('utf-8', { fatal: true }).decode(bytes));
  } catch (error) {
    // Of text that is not UTF-8 the decoder throws a TypeError.
    if (!(error instanceof SyntaxError) && !(error instanceof TypeError)) throw error;
    throw new InvalidValueError('input', 'JSON in UTF-8', `${bytes.length} bytes that are none`);
  }
}

export function isRequest(value: unknown): value is BackportRequest {
  if (typeof value !== 'object' || value === null) return false;
  if (!('objinst' in value) || !('object_versions' in value)) return false;
  const { object_versions: manifest } = value;
  return (
    typeof manifest === 'object' &&
    manifest !== null &&
    Object.values(manifest).every((version) => typeof version === 'string')
  );
}
