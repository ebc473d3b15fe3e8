// What calls, conductors and pins tell those who watch them. No event has an argument, a result, a path or a
// context: names come from schemas, and whatever a stranger made up is `_OTHER`.

import type { LossKind } from '../../core/envelope.js';
import { guarded, type TransportEvent } from '../transport/events.js';
import type { Tracing } from './tracing.js';

/** What calls, conductors and pins tell. */
export type CallEvent =
  /** Caller: a conductor was asked, and this is how it ended. */
  | ({ readonly kind: 'called' } & CallEnd)
  /** Its time was over; `why` is the code of the error. `called` follows. */
  | { readonly kind: 'timed-out'; readonly method: string; readonly why: string }
  /** Nobody knows what became of it, and it may be repeated. */
  | { readonly kind: 'sent-again'; readonly method: string; readonly why: string }
  /** Something came that is newer than this process; a conductor is asked to bring it down. */
  | { readonly kind: 'too-new'; readonly object: string }
  /** Conductor: a request was carried out, or not. */
  | ({ readonly kind: 'served' } & CallEnd)
  /** It was turned down, by one of our own errors: `why` is its code. `served` follows. */
  | { readonly kind: 'refused'; readonly method: string; readonly why: string }
  /** A tree was brought down for an older peer; `losses` is how much of it was left out. */
  | {
      readonly kind: 'backported';
      readonly object: string;
      readonly from: string;
      readonly to: string;
      readonly losses: number;
    }
  /** Something that an answer or a backport left out. */
  | {
      readonly kind: 'lost';
      readonly object: string;
      readonly loss: LossKind;
      readonly from: string;
      readonly to: string;
    }
  /** Pin. */
  | { readonly kind: 'pin-refreshed'; readonly services: number; readonly isChanged: boolean }
  | { readonly kind: 'pin-not-refreshed' };

/** How a call ended, for either side. */
export interface CallEnd {
  /** `compute.Flavor/save`, `Conductor/ping`. */
  readonly method: string;
  readonly durationMs: number;
  /** `done`, or what kind of error it was: a code of ours, or the name of a class. Never a text. */
  readonly outcome: string;
}

/** Everything that is told. */
export type RpcEvent = CallEvent | TransportEvent;

/** Gets every event as it happens; it must be quick. An error of it becomes a warning of the process. */
export type RpcObserver = (event: RpcEvent) => void;

/** Who is told what happens, and who traces it; both may be absent. */
export interface Watching {
  readonly observer?: RpcObserver;
  readonly tracing?: Tracing;
}

/** An observer that harms nobody when it throws. */
export function teller(observer: RpcObserver | undefined): RpcObserver {
  return guarded(observer);
}
