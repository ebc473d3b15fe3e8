// What users write of RabbitMQ. These types stand apart from amqplib's, which who declares no transport over
// RabbitMQ need not have.

import type { ConnectionOptions } from 'node:tls';
import type { TransportOptions } from '../transport.js';

/** What a transport over RabbitMQ is made with. */
export interface AmqpOptions extends TransportOptions, TopologyOptions {
  /** `amqps://user:password@host:5671/vhost`, or several that are tried in turn. */
  readonly url: string | readonly string[];
  /** For `amqps:`, beside what the machine trusts. */
  readonly tls?: TlsOptions;
}

/** What a TLS connection is made with, beside what the machine trusts. */
export type TlsOptions = Pick<
  ConnectionOptions,
  'ca' | 'cert' | 'key' | 'passphrase' | 'servername' | 'rejectUnauthorized'
>;

/** Flags that all programs of a fleet must agree on. */
export interface TopologyOptions {
  /** Topic exchanges and queues survive a broker's restart (amqp_durable_queues); off, as in oslo. */
  readonly durableQueues?: boolean;
  /** Topic exchanges and queues go with their last user (amqp_auto_delete); off, as in oslo. */
  readonly autoDelete?: boolean;
}
