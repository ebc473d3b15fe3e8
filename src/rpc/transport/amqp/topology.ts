// Exchanges and queues with the very flags that oslo.messaging declares them with: with others the broker refuses
// whoever comes second.

import { newId } from '../wire/ids.js';
import type { Channel } from './amqplib.js';
import type { TopologyOptions } from './options.js';

/** Queues of one process vanish when it has been gone for as long (rabbit_transient_queues_ttl). */
const TRANSIENT_TTL_MS = 1_800_000;

/** The exchange of topics. */
export async function declareTopicExchange(
  channel: Channel,
  exchange: string,
  { durableQueues = false, autoDelete = false }: TopologyOptions,
): Promise<void> {
  await channel.assertExchange(exchange, 'topic', { durable: durableQueues, autoDelete });
}

/** A queue of a topic or of one of its servers; its name is its key. */
export async function declareTopicQueue(
  channel: Channel,
  exchange: string,
  name: string,
  { durableQueues = false, autoDelete = false }: TopologyOptions,
): Promise<void> {
  await channel.assertQueue(name, { durable: durableQueues, autoDelete });
  await channel.bindQueue(name, exchange, name);
}

/** The exchange of a topic's fanouts, which goes with the last server. */
export async function declareFanoutExchange(channel: Channel, topic: string): Promise<string> {
  const exchange = fanoutExchangeOf(topic);
  await channel.assertExchange(exchange, 'fanout', { durable: false, autoDelete: true });
  return exchange;
}

/** The name of a topic's exchange of fanouts. */
export function fanoutExchangeOf(topic: string): string {
  return `${topic}_fanout`;
}

/** A name for one server's queue of fanouts. */
export function newFanoutQueue(topic: string): string {
  return `${topic}_fanout_${newId()}`;
}

/** One server's queue of fanouts. */
export async function declareFanoutQueue(
  channel: Channel,
  topic: string,
  name: string,
): Promise<void> {
  const exchange = await declareFanoutExchange(channel, topic);
  await declareTransient(channel, name);
  await channel.bindQueue(name, exchange, topic);
}

/** One process's queue of answers; the default exchange leads to it. */
export async function declareReplyQueue(channel: Channel, name: string): Promise<void> {
  await declareTransient(channel, name);
}

async function declareTransient(channel: Channel, name: string): Promise<void> {
  await channel.assertQueue(name, { durable: false, autoDelete: false, expires: TRANSIENT_TTL_MS });
}
