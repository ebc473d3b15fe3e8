// The conductor's four methods over a transport.

import type { CallPort } from './conductor-client.js';
import { type DeclaredError, errorFrom } from './declared-errors.js';
import { isTransportError, type TransportError } from './transport/errors.js';
import { Deadline } from './transport/time.js';
import type { Target, Transport } from './transport/transport.js';

/** The interface that a conductor answers. */
export const CONDUCTOR_VERSION = '3.0';

/** How a conductor is called. */
export interface PortOptions {
  /** Where conductors listen; `conductor` when absent. */
  readonly target?: Target;
  readonly errors?: readonly DeclaredError[];
  /** How long a call may take where its context sets no deadline, in milliseconds; 60 000 when absent. */
  readonly timeoutMs?: number;
  /** The longest silence, in milliseconds: a conductor that works on it says so twice as often. */
  readonly monitorMs?: number;
  /** How often a call that may be repeated is sent in all, where nobody knows whether it was done; 3 when absent. */
  readonly attempts?: number;
}

/** Calls go to any conductor; only what is declared idempotent is ever sent twice. */
export function conductorPort(transport: Transport, options: PortOptions = {}): CallPort {
  const { target = { topic: 'conductor' }, errors = [], monitorMs, attempts = 3 } = options;
  return {
    call: async ({
      method,
      args,
      context,
      timeoutMs = options.timeoutMs ?? 60_000,
      isIdempotent,
      onRepeat,
    }) => {
      const message = { method, args, context, version: CONDUCTOR_VERSION };
      const monitoring = monitorMs === undefined ? {} : { monitorMs };
      // However often it is sent: its caller waits no longer than it said.
      const deadline = new Deadline(timeoutMs);
      for (let attempt = 1; ; attempt++) {
        try {
          const waiting = { timeoutMs: deadline.left, ...monitoring };
          return await transport.call(target, message, waiting);
        } catch (error) {
          const mayRepeat =
            isIdempotent && attempt < attempts && isLost(error) && deadline.left > 0;
          if (!mayRepeat) throw errorFrom(error, errors);
          onRepeat?.(error.code);
        }
      }
    },
  };
}

/** Whether nobody knows what became of the call; a failure that was answered is known. */
function isLost(error: unknown): error is TransportError {
  return isTransportError(error, 'server-silent') || isTransportError(error, 'not-confirmed');
}
