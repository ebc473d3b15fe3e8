// Someone on the broker who keeps to nothing: sends any bytes to any queue, and answers calls as it likes.

import { type Channel, type ChannelModel, connect } from 'amqplib';
import { randomUUID } from 'node:crypto';
import type { JsonValue } from '../../../../src/core/json.js';

export type JsonMap = Readonly<Record<string, JsonValue>>;

/** What came back to a stranger, as it stood on the wire. */
export interface Answer {
  readonly result: JsonValue;
  /** The failure's own JSON, read; null where there was none. */
  readonly failure: {
    readonly class: string;
    readonly module: string;
    readonly tb: unknown;
  } | null;
  /** All of it. */
  readonly text: string;
}

/** A request that somebody sent to a stranger who passes for a conductor. */
export interface Overheard {
  readonly method: string;
  readonly args: JsonMap;
  readonly _msg_id: string;
  readonly _reply_q: string;
}

/** What a lying conductor says: a result, or a failure in whatever form. */
export type Lie = { readonly result: JsonValue } | { readonly failure: JsonValue };

export class Stranger {
  readonly channel: Channel;
  readonly #model: ChannelModel;
  readonly #queue = `reply_${randomUUID()}`;
  readonly #waiting = new Map<string, (answer: Answer) => void>();

  private constructor(model: ChannelModel, channel: Channel) {
    this.#model = model;
    this.channel = channel;
  }

  static async at(url: string): Promise<Stranger> {
    const model = await connect(url, { noDelay: true });
    const stranger = new Stranger(model, await model.createChannel());
    await stranger.#listen();
    return stranger;
  }

  /** A call of this method; resolves with what is answered. */
  ask(topic: string, method: string, args: JsonValue, more: JsonMap = {}): Promise<Answer> {
    return new Promise((resolve) => {
      const id = randomUUID().replaceAll('-', '');
      this.#waiting.set(id, resolve);
      const ids = { _msg_id: id, _reply_q: this.#queue, _unique_id: id };
      this.send(topic, enveloped({ method, args, version: '3.0', ...ids, ...more }));
    });
  }

  /** Bytes into a queue, for good or ill. */
  send(queue: string, body: Buffer): void {
    this.channel.sendToQueue(queue, body);
  }

  /** Passes for a conductor: every request of the topic gets what `lie` makes of it. */
  async conduct(topic: string, lie: (request: Overheard) => Lie): Promise<void> {
    await this.channel.assertExchange('openstack', 'topic', { durable: false });
    await this.channel.assertQueue(topic, { durable: false });
    await this.channel.bindQueue(topic, 'openstack', topic);
    await this.channel.consume(
      topic,
      (delivery) => {
        // Our own transport wrote it.
        const request = payloadOf(delivery?.content) as unknown as Overheard;
        const { _msg_id, _reply_q } = request;
        const told = { result: null, failure: null, ...lie(request) };
        this.send(_reply_q, enveloped({ ...told, ending: true, _msg_id, _unique_id: _msg_id }));
      },
      { noAck: true },
    );
  }

  async close(): Promise<void> {
    await this.#model.close();
  }

  async #listen(): Promise<void> {
    await this.channel.assertQueue(this.#queue, { durable: false, exclusive: true });
    await this.channel.consume(
      this.#queue,
      (delivery) => {
        const { result = null, failure = null, _msg_id } = payloadOf(delivery?.content);
        const id = typeof _msg_id === 'string' ? _msg_id : '';
        const wait = this.#waiting.get(id);
        this.#waiting.delete(id);
        const told: unknown = typeof failure === 'string' ? JSON.parse(failure) : null;
        wait?.({
          result,
          failure: told as Answer['failure'],
          text: delivery?.content.toString() ?? '',
        });
      },
      { noAck: true },
    );
  }
}

/** A payload in oslo.messaging's envelope. */
export function enveloped(payload: unknown): Buffer {
  const text = typeof payload === 'string' ? payload : JSON.stringify(payload);
  return Buffer.from(JSON.stringify({ 'oslo.version': '2.0', 'oslo.message': text }));
}

function payloadOf(body: Buffer | undefined): JsonMap {
  const outer = JSON.parse(body?.toString() ?? '{}') as { readonly 'oslo.message': string };
  return JSON.parse(outer['oslo.message']) as JsonMap;
}
