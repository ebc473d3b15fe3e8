// A transport over RabbitMQ, on oslo.messaging's wire: Python services of the same broker are peers.

import { Endpoint } from '../endpoint.js';
import type { Transport, TransportOptions } from '../transport.js';
import { loadConnect } from './amqplib.js';
import { AmqpBroker } from './broker.js';
import { parseBrokerUrls } from './broker-urls.js';
import type { TlsOptions } from './connection.js';
import type { TopologyOptions } from './topology.js';

export type { TlsOptions } from './connection.js';
export type { TopologyOptions } from './topology.js';

/** What a transport over RabbitMQ is made with. */
export interface AmqpOptions extends TransportOptions, TopologyOptions {
  /** `amqps://user:password@host:5671/vhost`, or several that are tried in turn. */
  readonly url: string | readonly string[];
  /** For `amqps:`, beside what the machine trusts. */
  readonly tls?: TlsOptions;
}

/**
 * A transport over RabbitMQ. It does not wait for a connection: calls do, each as long as it may, and while there
 * is none an error says why.
 */
export async function amqpTransport(options: AmqpOptions): Promise<Transport> {
  const { url, tls, durableQueues = false, autoDelete = false, ...rest } = options;
  const brokers = parseBrokerUrls(url);
  const connect = await loadConnect();
  return new Endpoint(
    rest,
    (notify) => new AmqpBroker({ connect, brokers, tls, notify }, { durableQueues, autoDelete }),
  );
}
