// The one door to amqplib: an optional peer of the package, loaded when a broker is asked for.

import type { ChannelModel, Options, SocketOptions } from 'amqplib';
import { tellMissing } from '../../../core/missing-package.js';
import { TransportError } from '../errors.js';

export type {
  Channel,
  ChannelModel,
  ConfirmChannel,
  ConsumeMessage,
  Message,
  Options,
} from 'amqplib';

/** Opens one connection. */
export type Connect = (to: Options.Connect, socket: SocketOptions) => Promise<ChannelModel>;

/** amqplib's `connect`. */
export async function loadConnect(
  load: () => Promise<{ readonly connect: Connect }> = () => import('amqplib'),
): Promise<Connect> {
  try {
    const { connect } = await load();
    return connect;
  } catch (error) {
    throw new TransportError(
      'package-missing',
      tellMissing('RabbitMQ is reached with', 'amqplib', error),
    );
  }
}
