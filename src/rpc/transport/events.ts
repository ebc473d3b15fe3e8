// What a transport tells those who watch it. No event has arguments, results, contexts or credentials.

import { emitWarning } from 'node:process';
import type { TransportErrorCode } from './errors.js';

/** How a call ended for its caller. */
export type CallOutcome = 'answered' | TransportErrorCode | 'bug';

/** Why a message was dropped. */
export type Refusal =
  | 'too-large'
  | 'too-deep'
  | 'not-utf8'
  | 'not-json'
  | 'bad-envelope'
  | 'bad-payload'
  | 'unsupported-version';

/** Something that happened. */
export type TransportEvent =
  /** Caller. */
  | {
      readonly kind: 'call-started';
      readonly id: string;
      readonly topic: string;
      readonly method: string;
    }
  | {
      readonly kind: 'call-ended';
      readonly id: string;
      readonly topic: string;
      readonly method: string;
      readonly outcome: CallOutcome;
    }
  | { readonly kind: 'cast-sent'; readonly topic: string; readonly method: string }
  | { readonly kind: 'fanout-sent'; readonly topic: string; readonly method: string }
  /** The broker had no queue for a request; it is sent again while its sender waits. */
  | { readonly kind: 'request-returned'; readonly topic: string; readonly method: string }
  | { readonly kind: 'heartbeat'; readonly id: string }
  /** An answer to no call that waits here: it was late, is a duplicate, or was never asked for. */
  | { readonly kind: 'reply-unknown' }
  | { readonly kind: 'reply-refused'; readonly why: Refusal }
  /** Server. */
  | { readonly kind: 'request-started'; readonly topic: string; readonly method: string }
  | {
      readonly kind: 'request-ended';
      readonly topic: string;
      readonly method: string;
      /** The class of the failure, where there was one. */
      readonly failure: string | undefined;
    }
  | { readonly kind: 'request-refused'; readonly topic: string; readonly why: Refusal }
  | { readonly kind: 'duplicate'; readonly topic: string }
  /** An answer found no queue, and is sent again for a while. */
  | { readonly kind: 'reply-returned' }
  | { readonly kind: 'reply-abandoned'; readonly why: 'no-queue' | 'not-connected' | 'too-many' }
  /** Connection. `broker` is host and port. */
  | {
      readonly kind: 'connected';
      readonly broker: string;
      readonly attempt: number;
      /** Whether there was a connection before. */
      readonly isAgain: boolean;
    }
  | { readonly kind: 'connect-failed'; readonly broker: string; readonly reason: string }
  | { readonly kind: 'disconnected'; readonly broker: string; readonly reason: string }
  | { readonly kind: 'blocked'; readonly reason: string }
  | { readonly kind: 'topology-refused'; readonly reason: string };

/** Gets every event as it happens; it must be quick. An error of it becomes a warning of the process. */
export type TransportObserver = (event: TransportEvent) => void;

/** What any event is. */
interface AnyEvent {
  readonly kind: string;
}

/** How often each kind of event happened; only kinds that did. */
export type EventCounts<E extends AnyEvent = TransportEvent> = {
  readonly [K in E['kind']]?: number;
};

/** An observer that counts, and passes on to another. */
export function countEvents<E extends AnyEvent = TransportEvent>(
  next?: (event: E) => void,
): {
  /** To be given what happens. */
  readonly observer: (event: E) => void;
  /** What was counted so far. */
  readonly counts: () => EventCounts<E>;
} {
  const counted: { [K in E['kind']]?: number } = {};
  return {
    observer: (event) => {
      const kind: E['kind'] = event.kind;
      counted[kind] = (counted[kind] ?? 0) + 1;
      next?.(event);
    },
    counts: () => ({ ...counted }),
  };
}

/**
 * An observer that harms nobody when it throws, now or in a promise of its own: watching must never break what is
 * watched. The process warns once of each: one that always throws would fill a log.
 */
export function guarded<E>(observer: ((event: E) => unknown) | undefined): (event: E) => void {
  if (observer === undefined) return () => undefined;
  let hasWarned = false;
  const warn = (error: unknown): void => {
    if (hasWarned) return;
    hasWarned = true;
    emitWarning(error instanceof Error ? error : 'an observer threw what is no error');
  };
  return (event) => {
    try {
      const later = observer(event);
      if (later instanceof Promise) later.catch(warn);
    } catch (error) {
      warn(error);
    }
  };
}
