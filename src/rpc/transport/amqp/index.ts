// A transport over RabbitMQ, on oslo.messaging's wire: Python services of the same broker are peers.

import { Endpoint } from '../endpoint.js';
import type { Transport } from '../transport.js';
import { loadConnect } from './amqplib.js';
import { AmqpBroker } from './broker.js';
import { parseBrokerUrls } from './broker-urls.js';
import type { AmqpOptions } from './options.js';

export type { AmqpOptions, TlsOptions, TopologyOptions } from './options.js';

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
