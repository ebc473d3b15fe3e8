// The one door to amqplib: an optional peer of the package, loaded when a broker is asked for.

import type { ChannelModel, Options, SocketOptions } from 'amqplib';
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
    if (!(error instanceof Error) || !('code' in error)) throw error;
    if (error.code !== 'ERR_MODULE_NOT_FOUND') throw error;
    throw new TransportError(
      'package-missing',
      'a RabbitMQ transport needs the package amqplib: npm install amqplib@2',
    );
  }
}
