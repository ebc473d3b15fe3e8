// Why a message did not come to a good end, as the error its sender gets.

import type { Sent } from './broker.js';
import { TransportError } from './errors.js';
import type { Target } from './transport.js';

/** Its time is over; how far it came says what was missing. */
export function overdue(
  what: string,
  sent: Sent,
  timeoutMs: number,
  trouble: string | undefined,
): TransportError {
  switch (sent) {
    case 'taken':
      return new TransportError('call-timeout', `${what}: no answer within ${timeoutMs} ms`, true);
    case 'unsure':
      return new TransportError(
        'not-confirmed',
        `${what} left, but the broker did not confirm that it has it`,
        true,
      );
    case 'returned':
      return new TransportError('no-server', `${what}: nobody served it within ${timeoutMs} ms`);
    case 'unsent': {
      const why = trouble === undefined ? '' : `: ${trouble}`;
      return new TransportError(
        'not-connected',
        `${what} was not sent within ${timeoutMs} ms${why}`,
      );
    }
  }
}

/** Its sender gave up. */
export function cancelled(what: string, mayHaveRun: boolean): TransportError {
  return new TransportError('call-cancelled', `${what} was cancelled`, mayHaveRun);
}

/** Its transport was closed. */
export function closed(what: string, mayHaveRun: boolean): TransportError {
  return new TransportError('transport-closed', `${what}: the transport was closed`, mayHaveRun);
}

/** A message in an error's text. */
export function titleOf(method: string, target: Target): string {
  return `${method} on ${keyOf(target)}`;
}

/** The routing key of a target, which is the name of its queue too. */
export function keyOf({ topic, server }: Target): string {
  return server === undefined ? topic : `${topic}.${server}`;
}
