// What the processes of a fleet and the one that started them say to each other.

import type { Manifest } from '../../../../src/core/envelope.js';
import type { ServiceReport } from '../../../../src/rpc/index.js';
import type { ReleaseName } from './machine.js';
import type { Shapes } from './wire/wire-judge.js';

/** What a process is started with. */
export interface Order {
  readonly name: string;
  readonly release: ReleaseName;
  /** Of the release's generated code. */
  readonly folder: string;
  readonly url: string;
  /** What it writes by; the newest of its release when absent. */
  readonly pin?: Manifest;
}

export interface StoreOrder {
  readonly socket: string;
  /** What it writes, line by line. */
  readonly file: string;
}

export interface ConductorOrder extends Order {
  /** The socket of the store. */
  readonly store: string;
}

/** What a caller bears, in milliseconds. */
export interface Patience {
  /** How long a call may take. */
  readonly deadlineMs: number;
  /** The longest silence of whoever works on it. */
  readonly silenceMs: number;
}

export interface NodeOrder extends Order {
  readonly patience: Patience;
  readonly seed: number;
  /** Of every release: what may stand on the wire. */
  readonly shapes: Shapes;
  /** What live services write: a node that cannot read it does not start. */
  readonly fleet: readonly ServiceReport[];
  /** Whether other nodes may tell it of objects newer than it knows. */
  readonly hearsNewer: boolean;
}

/** One remote call, as its caller lived it. */
export interface CallRecord {
  readonly node: string;
  readonly method: string;
  /** What the write leaves in the store; undefined where it writes nothing. */
  readonly token: string | undefined;
  /** Whether the token was put among the marks too. */
  readonly isMarked: boolean;
  /** `done`, the name of a declared error, or the code of what it failed with. */
  readonly outcome: string;
  readonly message: string;
  /** Whether the failure leaves open that it was done. */
  readonly mayHaveRun: boolean;
  readonly ms: number;
  /** Milliseconds since 1970. */
  readonly endedAt: number;
}

/** What a node saw on its wire until now. */
export interface WireCount {
  /** Objects that came in, and those that went out. */
  readonly received: number;
  readonly sent: number;
  /** Requests that were sent again. */
  readonly retries: number;
  /** Objects that were too new, and were brought down. */
  readonly asked: number;
}

/** From a process of the fleet. */
export type Told =
  | { readonly kind: 'ready' }
  | { readonly kind: 'refused'; readonly why: string }
  | { readonly kind: 'pinned' }
  | { readonly kind: 'call'; readonly call: CallRecord }
  | { readonly kind: 'breach'; readonly what: string }
  | { readonly kind: 'drained'; readonly finished: number; readonly abandoned: number }
  | { readonly kind: 'wire'; readonly wire: WireCount };

/** To a process of the fleet. */
export type Command =
  | { readonly kind: 'go' }
  /** Null lifts the pin. */
  | { readonly kind: 'pin'; readonly manifest: Manifest | null };

export const CONDUCTORS = 'rolling-conductors';
export const NODES = 'rolling-nodes';
