// What all parts of a transport stand on.

import type { Broker } from './broker.js';
import type { TransportObserver } from './events.js';
import type { Limits } from './limits.js';

/** Given to each part when the transport is made. */
export interface Ground {
  readonly broker: Broker;
  /** Where topics stand that name no exchange. */
  readonly exchange: string;
  readonly limits: Limits;
  /** How long an answer is tried whose queue is gone, and how long that queue is left alone after. */
  readonly patienceMs: number;
  readonly notify: TransportObserver;
  /** Aborted when the transport is closed. */
  readonly closing: AbortSignal;
}

/** How long a sender waits that does not say; as oslo does (rpc_response_timeout). */
export const TIMEOUT_MS = 60_000;
