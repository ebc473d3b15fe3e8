// What carries calls between processes: the contract that contexts, conductors and nodes are written to.
// The wire is oslo.messaging's, so a peer on the broker may be written in Python.

import type { JsonValue } from '../../core/json.js';
import type { TransportObserver } from './events.js';
import type { Failure } from './failure.js';
import type { Limits } from './limits.js';

/** A map of JSON values. Keys from outside may be hostile: look up own properties only. */
export type JsonObject = { readonly [key: string]: JsonValue };

/** Who is meant: any server of a topic, or one of them by name. */
export interface Target {
  readonly topic: string;
  /** One server by its name; without it any server of the topic. */
  readonly server?: string;
  /** The exchange the topic stands in (oslo's control_exchange); the transport's own where not given. */
  readonly exchange?: string;
}

/** What is asked for. */
export interface Message {
  readonly method: string;
  readonly args: JsonObject;
  /** Flat: each entry travels as `_context_<key>`. A server takes it for a claim, not for an identity. */
  readonly context: JsonObject;
  /** Of the interface that is called, `3.0`; a server answers the same major with at least this minor. */
  readonly version: string;
  readonly namespace?: string;
}

/** How long a sender waits. */
export interface SendOptions {
  /** In all, waiting for a connection or a server included; 60 000 where not given. */
  readonly timeoutMs?: number;
  /** Gives up at once; a message that has left may still be acted on. */
  readonly signal?: AbortSignal;
}

/** How long a caller waits, and how it watches a server that takes long. */
export interface CallOptions extends SendOptions {
  /**
   * The longest silence: the server sends a heartbeat every half of it. It never prolongs `timeoutMs`.
   * Python servers send heartbeats from 2 000 on.
   */
  readonly monitorMs?: number;
}

/** Carries calls. Errors are `TransportError`s: tell them apart by `isTransportError`. */
export interface Transport {
  /** The result, or the server's failure as a `RemoteFailure`. */
  call(target: Target, message: Message, options?: CallOptions): Promise<JsonValue>;
  /** To one server, without an answer; resolves when the broker has it in a queue. */
  cast(target: Target, message: Message, options?: SendOptions): Promise<void>;
  /** To all servers of the topic that there are now, be it none; resolves when the broker has it. */
  fanout(target: Target, message: Message, options?: SendOptions): Promise<void>;
  /** Answers a topic; resolves when requests arrive. */
  serve(options: ServeOptions, handler: Handler): Promise<Served>;
  /** Ends all at once: calls in flight are rejected, handlers aborted. Drain what is served first. */
  close(): Promise<void>;
}

/** What a transport is made with, whatever its broker. */
export interface TransportOptions {
  /** Where topics stand that name no exchange; `openstack`, as oslo has it. */
  readonly exchange?: string;
  readonly limits?: Partial<Limits>;
  readonly observer?: TransportObserver;
  /** How long an answer is tried whose caller's queue is gone, each 0.25 s; 60 000, as oslo does. */
  readonly patienceMs?: number;
}

/** What a server answers, and how much of it at once. */
export interface ServeOptions {
  readonly topic: string;
  /** This server's name: it is asked alone as `topic.server`. */
  readonly server: string;
  readonly exchange?: string;
  /** The interfaces that are answered; a request for any other is refused as `UnsupportedVersion`. */
  readonly endpoints: readonly Endpoint[];
  /** The most requests that run at once; 64 where not given. */
  readonly concurrency?: number;
  /** The most that wait here for a free place, of each queue; all others wait at the broker. 16. */
  readonly waiting?: number;
  /** How many `_unique_id`s are remembered to drop duplicates; 1 024 (oslo: 16). */
  readonly remembered?: number;
  /** What an error of the handler becomes for the caller; where not given, its class and message. */
  readonly failureOf?: (error: unknown) => Failure;
}

/** One interface: a version, in a namespace or in none. */
export interface Endpoint {
  readonly version: string;
  readonly namespace?: string;
}

/** A request as the handler gets it; nothing in it is believed, only checked for its form. */
export interface Request {
  readonly method: string;
  readonly args: JsonObject;
  readonly context: JsonObject;
  readonly version: string;
  readonly namespace: string | undefined;
  /** Whether someone waits for an answer. */
  readonly isCall: boolean;
  /** How long the caller waits in all, counted from when it asked, if it said so. */
  readonly timeoutMs: number | undefined;
  /** The longest silence the caller bears, if it said so; heartbeats are sent without the handler's doing. */
  readonly monitorMs: number | undefined;
  /** Aborted when nobody waits any more, or when the server is closed without draining. */
  readonly signal: AbortSignal;
}

/** Answers a request; throws `NoSuchMethod` for a method it does not have, `CallFailure` for a declared error. */
export type Handler = (request: Request) => JsonValue | Promise<JsonValue>;

/** A server that is running. */
export interface Served {
  /**
   * Takes no more requests, gives back those not begun, and lets those that run finish and answer,
   * `timeoutMs` long; then it is closed. What a service does on SIGTERM.
   */
  drain(timeoutMs: number): Promise<Drained>;
  /** Takes no more requests and aborts those that run. */
  close(): Promise<void>;
}

/** How a drain ended. */
export interface Drained {
  /** Requests that ran when it began and came to their end. */
  readonly finished: number;
  /** Requests whose time was not enough, or whose answer found no way. */
  readonly abandoned: number;
}
