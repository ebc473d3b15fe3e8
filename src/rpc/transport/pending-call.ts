// One call that waits for its answer: its two clocks, how far it came, and how it ends. It ends once.

import type { JsonValue } from '../../core/json.js';
import type { Sent } from './broker.js';
import { cancelled, closed, overdue } from './endings.js';
import { RemoteFailure, TransportError } from './errors.js';
import { after, type Timer } from './time.js';
import type { CallOptions } from './transport.js';
import type { Reply } from './wire/reply.js';

/** A call in flight. */
export class PendingCall {
  readonly answer: Promise<JsonValue>;
  readonly #what: string;
  readonly #options: CallOptions;
  readonly #ended = new AbortController();
  readonly #total: Timer;
  #resolve!: (value: JsonValue) => void;
  #reject!: (error: Error) => void;
  #monitor: Timer | undefined;
  /** How far the request came: `taken` from the moment it left. */
  #sent: Sent = 'unsent';
  #result: JsonValue = null;

  /** `trouble` tells why there is no connection, if there is none. */
  constructor(
    what: string,
    timeoutMs: number,
    options: CallOptions,
    trouble: () => string | undefined,
  ) {
    this.#what = what;
    this.#options = options;
    this.answer = new Promise((resolve, reject) => {
      this.#resolve = resolve;
      this.#reject = reject;
    });
    this.#total = after(timeoutMs, () => {
      this.fail(overdue(what, this.#sent, timeoutMs, trouble()));
    });
    options.signal?.addEventListener('abort', this.#cancel, { once: true });
    if (options.signal?.aborted === true) this.#cancel();
  }

  /** Aborted when the call is over, however it ended. */
  get ended(): AbortSignal {
    return this.#ended.signal;
  }

  /** The request has left: from now on the server's silence counts. */
  left(): void {
    if (this.ended.aborted) return;
    this.#sent = 'taken';
    this.#watch();
  }

  /** No queue was there for the request. */
  returned(): void {
    this.#sent = 'returned';
    this.#monitor?.stop();
  }

  /** Takes what the server says. Old servers send the result before the ending: the last that is not null counts. */
  receive(reply: Reply): void {
    if (reply.failure !== undefined) {
      this.fail(new RemoteFailure(reply.failure));
      return;
    }
    if (reply.result !== null) this.#result = reply.result;
    if (reply.isEnding) {
      this.#end();
      this.#resolve(this.#result);
    } else {
      this.#watch();
    }
  }

  /** Ends it with an error, unless it has ended. */
  fail(error: Error): void {
    if (this.ended.aborted) return;
    this.#end();
    this.#reject(error);
  }

  /** Ends it with its transport. */
  close(): void {
    this.fail(closed(this.#what, this.#sent === 'taken'));
  }

  readonly #cancel = (): void => {
    this.fail(cancelled(this.#what, this.#sent === 'taken'));
  };

  #watch(): void {
    const { monitorMs } = this.#options;
    if (monitorMs === undefined) return;
    this.#monitor?.stop();
    this.#monitor = after(monitorMs, () => {
      const text = `${this.#what}: no sign of life from the server for ${monitorMs} ms`;
      this.fail(new TransportError('server-silent', text, true));
    });
  }

  #end(): void {
    this.#total.stop();
    this.#monitor?.stop();
    this.#options.signal?.removeEventListener('abort', this.#cancel);
    // Nobody asks why, and an error that is made for it would take more time than all else here.
    this.#ended.abort('ended');
  }
}
