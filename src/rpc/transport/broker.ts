// What both halves of a transport, caller and server, ask of a broker. RabbitMQ is one, memory another;
// all that is above it is the same code for both.

/** Where a message goes. */
export type Address =
  /** To the queue of a topic, or of one server of it. */
  | { readonly kind: 'topic'; readonly exchange: string; readonly key: string }
  /** To every server's queue. */
  | { readonly kind: 'fanout'; readonly topic: string }
  /** To a caller's queue of answers. */
  | { readonly kind: 'queue'; readonly name: string };

/** A message on its way to the broker. */
export interface Parcel {
  readonly to: Address;
  readonly body: Buffer;
  /** Of this very message: by it the broker's notice is known that it found no queue. */
  readonly id: string;
  /** Whether the sender wants to know that there is no queue. */
  readonly isMandatory: boolean;
  /** After that long in a queue nobody wants it any more. */
  readonly expiresMs: number | undefined;
}

/** What became of a parcel. */
export type Sent =
  /** The broker has it. */
  | 'taken'
  /** There is no queue for it. */
  | 'returned'
  /** The connection went before the broker said. */
  | 'unsure'
  /** The signal was aborted before it left. */
  | 'unsent';

/** What is received. */
export type Source =
  | {
      readonly kind: 'requests';
      readonly exchange: string;
      readonly topic: string;
      readonly server: string;
      /** The most of each queue that are given out and not yet taken. */
      readonly prefetch: number;
    }
  | { readonly kind: 'replies'; readonly queue: string };

/** A message that came in. */
export interface Delivery {
  readonly body: Uint8Array;
  readonly expiresMs: number | undefined;
  /**
   * Takes it off the queue for good, before it is acted on: at most once. False where it cannot be known that
   * nobody else gets it.
   */
  take(): Promise<boolean>;
  /** Lets another server have it. */
  giveBack(): void;
}

/** Something that is received until it is cancelled, reconnects included. */
export interface Subscription {
  /** No more deliveries; those given out and not taken are for others. */
  cancel(): Promise<void>;
}

/** A broker, with a connection that mends itself. */
export interface Broker {
  /**
   * Waits for a connection for as long as the signal lets it. `onLeave` is called when the parcel leaves: from then
   * on it may be acted on, whatever is known of it.
   */
  publish(parcel: Parcel, signal: AbortSignal, onLeave: () => void): Promise<Sent>;
  /**
   * Resolves when messages arrive; rejects where the broker refuses, or the signal is aborted. `drop` is called
   * when the connection is lost: what was given out and not taken is no longer ours.
   */
  receive(
    source: Source,
    deliver: (delivery: Delivery) => void,
    drop: () => void,
    signal: AbortSignal,
  ): Promise<Subscription>;
  /** Why there is no connection, if there is none. */
  readonly trouble: string | undefined;
  close(): Promise<void>;
}
