// Queues that are consumed, for as long as the subscription lives: what a server or a caller receives.

import type { Delivery, Source, Subscription } from '../broker.js';
import type { TransportObserver } from '../events.js';
import type { Channel, ConsumeMessage } from './amqplib.js';
import type { Connection } from './connection.js';
import { Fence } from './fence.js';
import { KeptChannel } from './kept-channel.js';
import type { TopologyOptions } from './options.js';
import {
  declareFanoutQueue,
  declareReplyQueue,
  declareTopicExchange,
  declareTopicQueue,
  newFanoutQueue,
} from './topology.js';

type Requests = Extract<Source, { readonly kind: 'requests' }>;
type Replies = Extract<Source, { readonly kind: 'replies' }>;

/** What a receiver is made with. */
export interface Receiving {
  readonly connection: Connection;
  readonly topology: TopologyOptions;
  readonly notify: TransportObserver;
  readonly deliver: (delivery: Delivery) => void;
  readonly drop: () => void;
  readonly signal: AbortSignal;
}

/** Answers: nobody else wants them, so they count as taken when they are sent here. */
export async function receiveReplies({ queue }: Replies, to: Receiving): Promise<Subscription> {
  const kept = new KeptChannel(
    to.connection,
    {
      open: (model) => model.createChannel(),
      setUp: async (channel) => {
        await declareReplyQueue(channel, queue);
        await consume(channel, queue, { noAck: true }, (message) => {
          to.deliver({ ...contentOf(message), take: () => Promise.resolve(true), giveBack });
        });
      },
      lost: to.drop,
    },
    to.notify,
  );
  await firstReady(kept, to.signal);
  return { cancel: () => kept.close() };
}

/** Requests of a topic: to any of its servers, to this one, and to all. */
export async function receiveRequests(source: Requests, to: Receiving): Promise<Subscription> {
  const { exchange, topic, server, prefetch } = source;
  const ofAll = newFanoutQueue(topic);
  const ofServer = `${topic}.${server}`;
  let tags: string[] = [];
  let fence: Fence | undefined;
  const kept = new KeptChannel(
    to.connection,
    {
      open: (model) => model.createChannel(),
      setUp: async (channel) => {
        const passing = new Fence(() => channel.prefetch(prefetch));
        fence = passing;
        await channel.prefetch(prefetch);
        await declareTopicExchange(channel, exchange, to.topology);
        await declareTopicQueue(channel, exchange, topic, to.topology);
        await declareTopicQueue(channel, exchange, ofServer, to.topology);
        await declareFanoutQueue(channel, topic, ofAll);
        const deliver = (message: ConsumeMessage): void => {
          to.deliver(requestOf(channel, passing, message));
        };
        tags = [];
        for (const queue of [ofServer, ofAll, topic]) {
          tags.push(await consume(channel, queue, {}, deliver));
        }
      },
      lost: to.drop,
    },
    to.notify,
  );
  await firstReady(kept, to.signal);
  return {
    cancel: async () => {
      await kept.use(async (channel) => {
        await Promise.all(tags.map((tag) => channel.cancel(tag)));
        // What was acknowledged and waits for the broker's word is going to run.
        await fence?.settled();
        await channel.deleteQueue(ofAll);
      });
      await kept.close();
    },
  };
}

/** Resolves when it is set up; where the broker refuses, or nobody waits any more, nothing is left of it. */
async function firstReady(kept: KeptChannel<Channel>, signal: AbortSignal): Promise<void> {
  try {
    await kept.ready(signal);
  } catch (error) {
    await kept.close();
    throw error;
  }
}

async function consume(
  channel: Channel,
  queue: string,
  options: { readonly noAck?: boolean },
  deliver: (message: ConsumeMessage) => void,
): Promise<string> {
  const { consumerTag } = await channel.consume(
    queue,
    (message) => {
      if (message !== null) {
        deliver(message);
        return;
      }
      // Someone deleted the queue: it is made again with the channel.
      void channel.close().catch(() => undefined);
    },
    options,
  );
  return consumerTag;
}

function requestOf(channel: Channel, fence: Fence, message: ConsumeMessage): Delivery {
  return {
    ...contentOf(message),
    take: async () => {
      if (
        !sent(() => {
          channel.ack(message);
        })
      )
        return false;
      return fence.pass();
    },
    giveBack: () => {
      sent(() => {
        channel.nack(message, false, true);
      });
    },
  };
}

/** False where the channel is gone; the broker then gives the message to others by itself. */
function sent(send: () => void): boolean {
  try {
    send();
    return true;
  } catch (error) {
    if (error instanceof Error && error.name === 'IllegalOperationError') return false;
    throw error;
  }
}

function contentOf({ content, properties }: ConsumeMessage): Pick<Delivery, 'body' | 'expiresMs'> {
  const expiration: unknown = properties.expiration;
  const expiresMs =
    typeof expiration === 'string' && /^\d{1,12}$/.test(expiration)
      ? Number(expiration)
      : undefined;
  return { body: content, expiresMs };
}

/** An answer is for its caller alone. */
function giveBack(): void {
  return undefined;
}
