// Calls: requests go out, answers find the call they belong to.

import type { JsonValue } from '../../core/json.js';
import type { Subscription } from './broker.js';
import { keyOf, titleOf } from './endings.js';
import { isTransportError, TransportError } from './errors.js';
import type { CallOutcome } from './events.js';
import { type Ground, TIMEOUT_MS } from './ground.js';
import { PendingCall } from './pending-call.js';
import { sendUntilQueued } from './sending.js';
import { Deadline, orAborted } from './time.js';
import type { CallOptions, Message, Target } from './transport.js';
import { newId } from './wire/ids.js';
import { idsIn, readReply } from './wire/reply.js';
import { writeRequest } from './wire/request.js';

/** Sends requests and matches the answers. */
export class Caller {
  readonly #ground: Ground;
  readonly #queue = `reply_${newId()}`;
  readonly #pending = new Map<string, PendingCall>();
  #replies: Promise<Subscription> | undefined;

  constructor(ground: Ground) {
    this.#ground = ground;
    ground.closing.addEventListener('abort', () => {
      for (const call of [...this.#pending.values()]) call.close();
    });
  }

  async call(target: Target, message: Message, options: CallOptions): Promise<JsonValue> {
    const { notify, broker, limits } = this.#ground;
    const { timeoutMs = TIMEOUT_MS, monitorMs } = options;
    const [id, uniqueId] = [newId(), newId()];
    // Before anything waits: what cannot be sent is told at once.
    const body = writeRequest(message, { id, queue: this.#queue, monitorMs }, uniqueId, limits);
    const { topic } = target;
    const { method } = message;
    const what = titleOf(method, target);
    const call = new PendingCall(what, timeoutMs, options, () => broker.trouble);
    this.#pending.set(id, call);
    notify({ kind: 'call-started', id, topic, method });
    let outcome: CallOutcome = 'answered';
    try {
      this.#send(call, target, method, body, uniqueId, new Deadline(timeoutMs)).catch(
        (error: unknown) => {
          call.fail(error instanceof Error ? error : new Error(String(error)));
        },
      );
      return await call.answer;
    } catch (error) {
      outcome = isTransportError(error) ? error.code : 'bug';
      throw error;
    } finally {
      this.#pending.delete(id);
      notify({ kind: 'call-ended', id, topic, method, outcome });
    }
  }

  /** Sends until a queue has the request, or the call is over. */
  async #send(
    call: PendingCall,
    target: Target,
    method: string,
    body: Buffer,
    id: string,
    deadline: Deadline,
  ): Promise<void> {
    const { broker, notify, exchange: own } = this.#ground;
    await orAborted(this.#receiveReplies(), call.ended);
    const { topic, exchange = own } = target;
    const to = { kind: 'topic', exchange, key: keyOf(target) } as const;
    const parcel = () => ({ to, body, id, isMandatory: true, expiresMs: deadline.left });
    await sendUntilQueued(broker, parcel, call.ended, {
      onLeave: () => {
        call.left();
      },
      onReturned: () => {
        call.returned();
        notify({ kind: 'request-returned', topic, method });
      },
    });
  }

  /** The queue of answers, from the first call on; where the broker refuses it, the next call asks again. */
  #receiveReplies(): Promise<Subscription> {
    this.#replies ??= this.#ground.broker
      .receive(
        { kind: 'replies', queue: this.#queue },
        ({ body }) => {
          this.#received(body);
        },
        () => undefined,
        this.#ground.closing,
      )
      .catch((error: unknown) => {
        this.#replies = undefined;
        throw error;
      });
    return this.#replies;
  }

  #received(body: Uint8Array): void {
    const { notify, limits } = this.#ground;
    const reply = readReply(body, limits);
    if ('refused' in reply) {
      notify({ kind: 'reply-refused', why: reply.refused });
      const text = `an answer came that cannot be read: ${reply.refused}`;
      for (const call of idsIn(body).flatMap((id) => this.#pending.get(id) ?? [])) {
        call.fail(new TransportError('broken-reply', text, true));
      }
      return;
    }
    const { id, isEnding } = reply.value;
    const call = this.#pending.get(id);
    if (call === undefined) {
      notify({ kind: 'reply-unknown' });
      return;
    }
    if (!isEnding) notify({ kind: 'heartbeat', id });
    call.receive(reply.value);
  }
}
