// A broker that says just what a test wants of each parcel, and hands over what it is told to.

import type { Broker, Delivery, Parcel, Sent } from '../../../src/rpc/transport/broker.js';

export interface Scripted {
  readonly broker: Broker;
  /** What left, in order. */
  readonly sent: Parcel[];
  /** To the last that receives. */
  readonly hand: (delivery: Partial<Delivery>) => void;
}

export function scripted(
  publish: (parcel: Parcel, signal: AbortSignal) => Sent | Promise<Sent> = () => 'taken',
): Scripted {
  const sent: Parcel[] = [];
  let deliver: ((delivery: Delivery) => void) | undefined;
  const broker: Broker = {
    trouble: undefined,
    publish: async (parcel, signal, onLeave) => {
      sent.push(parcel);
      onLeave();
      return publish(parcel, signal);
    },
    receive: (_source, give) => {
      deliver = give;
      return Promise.resolve({ cancel: () => Promise.resolve() });
    },
    close: () => Promise.resolve(),
  };
  const hand = (delivery: Partial<Delivery>): void => {
    deliver?.({
      body: Buffer.from('{"method":"x","version":"3.0"}'),
      expiresMs: undefined,
      take: () => Promise.resolve(true),
      giveBack: () => undefined,
      ...delivery,
    });
  };
  return { broker, sent, hand };
}
