// A message is sent again while no queue is there for it: after a broker's restart its servers come back one by
// one, and so do the queues of callers.

import type { Broker, Parcel, Sent } from './broker.js';
import { pause } from './time.js';

/** How long until a message is sent again that found no queue; as oslo has it for answers. */
export const RETRY_MS = 250;

/** What a sender is told on the way. */
export interface Progress {
  readonly onLeave?: () => void;
  readonly onReturned?: () => void;
}

/** Sends until a queue has it or the signal is aborted; the parcel is made anew each time, as its time runs out. */
export async function sendUntilQueued(
  broker: Broker,
  parcel: () => Parcel,
  signal: AbortSignal,
  { onLeave, onReturned }: Progress,
): Promise<Sent> {
  let last: Sent = 'unsent';
  while (!signal.aborted) {
    const sent = await broker.publish(parcel(), signal, () => onLeave?.());
    if (sent === 'taken' || sent === 'unsure') return sent;
    if (sent === 'unsent') break;
    last = sent;
    onReturned?.();
    await pause(RETRY_MS, signal);
  }
  return last;
}
