// The two ends of a conversation, whatever their language: a node of the older release, a conductor of the newer.

import type { JsonValue } from '../../../../src/core/json.js';

/** Something that a node does: a method of a class (`Server.find`), of an object, or of the conductor itself. */
export interface Step {
  readonly call?: string;
  /** Reads a field of `on` that is not set. */
  readonly load?: string;
  /** The object that is called, as it was received before. */
  readonly on?: JsonValue;
  /** Assigned to it first. */
  readonly set?: Readonly<Record<string, JsonValue>>;
  readonly args?: readonly JsonValue[];
  /** Arguments by name, which Python alone has. */
  readonly named?: Readonly<Record<string, JsonValue>>;
  /** Who calls; `USER` where nobody is named. */
  readonly user?: string;
  readonly aim?: Aim;
}

/** Whom a node calls; any conductor where nothing else is said. */
export interface Aim {
  readonly topic?: string;
  readonly server?: string;
  /** Seconds until nobody waits any more. */
  readonly timeout?: number;
}

/** What came of a step: a result or an error, and what the object is now. */
export interface Outcome {
  readonly result?: JsonValue;
  readonly error?: Failed;
  readonly object?: JsonValue;
}

export interface Failed {
  /** The error's class, as this side names it. */
  readonly kind: string;
  readonly fields: Readonly<Record<string, JsonValue>>;
  readonly text: string;
}

/** To whom something is told: one who listens, any of them, or all. */
export interface To {
  readonly topic: string;
  readonly server: string | null;
  readonly fanout: boolean;
}

/** What a listener of a side heard: its name, and the object as it reads there. */
export type Heard = readonly [listener: string, what: JsonValue];

export interface Side {
  /** What its two listeners, `one` and `two`, have heard up to now. */
  heard(): Promise<readonly Heard[]>;
  end(): Promise<void>;
}

export interface Node extends Side {
  step(step: Step): Promise<Outcome>;
  /** Casts an object of its release. */
  tell(to: To, what: JsonValue): Promise<void>;
}

export interface Conductor extends Side {
  /** Sets what there is. */
  store(servers: readonly JsonValue[]): Promise<void>;
  /** Casts a stored server at its newest version. */
  tell(to: To, uuid: string): Promise<void>;
}

/** Where each is reached. */
export interface Places {
  readonly url: string;
  readonly conductors: string;
  /** Where conductors answer an interface of another major. */
  readonly oldConductors: string;
  readonly nodes: string;
  /** Where conductors hear what nodes tell. */
  readonly notices: string;
}

/** Who calls, as the context of a call says. */
export const USER = 'ädä';
