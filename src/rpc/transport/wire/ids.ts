// Names that nobody else has, in the form that oslo.messaging gives them: a UUID of version 4 without dashes.

import { randomUUID } from 'node:crypto';

/** 32 hexadecimal digits. */
export function newId(): string {
  return randomUUID().replaceAll('-', '');
}

/** The longest name of a queue, a key or an id that is believed: AMQP's short strings end there. */
export const MAX_NAME_BYTES = 255;

/** Whether a name from outside can be one. */
export function isName(value: unknown): value is string {
  return typeof value === 'string' && value !== '' && Buffer.byteLength(value) <= MAX_NAME_BYTES;
}
