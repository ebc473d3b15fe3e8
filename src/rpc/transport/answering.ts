// Answers on their way back. The caller's queue may be gone for a moment, after a broker's restart, or for good:
// an answer is tried for a minute, and then its queue is left alone for one.

import type { Parcel, Sent } from './broker.js';
import type { Ground } from './ground.js';
import { RETRY_MS } from './sending.js';
import { pause, Span } from './time.js';
import { newId } from './wire/ids.js';
import { type Reply, writeReply } from './wire/reply.js';

/** The most answers that are tried again at a time: more would be a stranger's doing. */
const MAX_RETRIED = 1000;

/** Sends the answers of one server. */
export class Answers {
  readonly #ground: Ground;
  /** Queues that were not there for as long as an answer is tried. */
  readonly #gone = new Set<string>();
  readonly #underway = new Set<Promise<boolean>>();
  #retried = 0;

  constructor(ground: Ground) {
    this.#ground = ground;
  }

  /** Sends an answer, without anyone waiting for it. Throws where it cannot be written. */
  send(queue: string, reply: Reply): void {
    const id = newId();
    const body = writeReply(reply, id, this.#ground.limits);
    if (this.#gone.has(queue)) {
      this.#abandon('no-queue');
      return;
    }
    const to = { kind: 'queue', name: queue } as const;
    const underway = this.#deliver(
      { to, body, id, isMandatory: true, expiresMs: undefined },
      queue,
    );
    this.#underway.add(underway);
    void underway.finally(() => this.#underway.delete(underway));
  }

  /** How many are underway. */
  get waiting(): number {
    return this.#underway.size;
  }

  /** Resolves when the answers that are underway are out, with how many of them found no way. */
  async settled(): Promise<number> {
    const ends = await Promise.all(this.#underway);
    return ends.filter((isOut) => !isOut).length;
  }

  async #deliver(parcel: Parcel, queue: string): Promise<boolean> {
    const { closing, patienceMs } = this.#ground;
    const span = new Span(patienceMs, closing);
    const sent = await this.#sent(parcel, span.signal);
    span.release();
    if (sent === 'taken') return true;
    if (sent === 'returned') this.#leaveAlone(queue);
    this.#abandon(
      sent === 'returned' ? 'no-queue' : sent === 'one-too-many' ? 'too-many' : 'not-connected',
    );
    return false;
  }

  /** Every answer is tried once, whatever strangers ask for; so many are tried again. */
  async #sent(parcel: Parcel, signal: AbortSignal): Promise<Sent | 'one-too-many'> {
    const first = await this.#published(parcel, signal);
    if (first !== 'returned') return first;
    if (this.#retried >= MAX_RETRIED) return 'one-too-many';
    this.#retried += 1;
    let last: Sent = first;
    while (last === 'returned') {
      await pause(RETRY_MS, signal);
      if (signal.aborted) break;
      // Where its time ends in the middle of one more try, what is known of its queue stays the reason.
      if ((await this.#published(parcel, signal)) === 'taken') last = 'taken';
    }
    this.#retried -= 1;
    return last;
  }

  /** Where the broker's word is missing, once more may be twice, and does no harm: the caller ends a call once. */
  async #published(parcel: Parcel, signal: AbortSignal): Promise<Sent> {
    const { broker, notify } = this.#ground;
    let sent: Sent = 'unsure';
    while (sent === 'unsure' && !signal.aborted) {
      sent = await broker.publish(parcel, signal, () => undefined);
    }
    if (sent === 'returned') notify({ kind: 'reply-returned' });
    return sent;
  }

  #leaveAlone(queue: string): void {
    const { patienceMs, closing } = this.#ground;
    this.#gone.add(queue);
    void pause(patienceMs, closing).then(() => this.#gone.delete(queue));
  }

  #abandon(why: 'no-queue' | 'not-connected' | 'too-many'): void {
    this.#ground.notify({ kind: 'reply-abandoned', why });
  }
}
