// One message from the socket to the broker's word on it.

import type { Address, Parcel, Sent } from '../broker.js';
import { orAborted } from '../time.js';
import type { ConfirmChannel, Options } from './amqplib.js';

/** A message that the broker has not confirmed. */
export interface Leaving {
  isReturned: boolean;
}

/** What became of it; `never-left` where the channel was gone before. */
export async function leave(
  channel: ConfirmChannel,
  leaving: Map<string, Leaving>,
  exchange: string,
  parcel: Parcel,
  signal: AbortSignal,
  onLeave: () => void,
): Promise<Sent | 'never-left'> {
  const { to, body, id } = parcel;
  const message: Leaving = { isReturned: false };
  const confirmed = new Promise<Sent>((resolve) => {
    leaving.set(id, message);
    channel.publish(exchange, keyOf(to), body, propertiesOf(parcel), (error: unknown) => {
      leaving.delete(id);
      if (error !== null) resolve('unsure');
      else resolve(message.isReturned ? 'returned' : 'taken');
    });
    onLeave();
  });
  try {
    return (await orAborted(confirmed, signal)) ?? 'unsure';
  } catch (error) {
    leaving.delete(id);
    if (error instanceof Error && error.name === 'IllegalOperationError') return 'never-left';
    throw error;
  }
}

/** As oslo.messaging sets them. */
function propertiesOf({ expiresMs, isMandatory }: Parcel): Options.Publish {
  return {
    contentType: 'application/json',
    contentEncoding: 'utf-8',
    deliveryMode: 2,
    priority: 0,
    headers: {},
    mandatory: isMandatory,
    // At 0 only a consumer that has nothing else to do would get it.
    ...(expiresMs === undefined ? {} : { expiration: String(Math.max(1, Math.ceil(expiresMs))) }),
  };
}

function keyOf(to: Address): string {
  switch (to.kind) {
    case 'topic':
      return to.key;
    case 'queue':
      return to.name;
    case 'fanout':
      return '';
  }
}
