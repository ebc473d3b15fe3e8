// While a call runs its caller is shown that the server lives, twice in each time that it bears silence.

import type { Ground } from './ground.js';
import { every, type Timer } from './time.js';
import { newId } from './wire/ids.js';
import { writeReply } from './wire/reply.js';
import type { ReplyTo } from './wire/request.js';

/** No more often, whatever a caller asks for. */
const FASTEST_MS = 50;

/**
 * Sends heartbeats until stopped, or until nobody waits or works any more, which the signal says: a handler that
 * does not hear it must not pass for alive. One that finds no queue is not tried again: the next one follows.
 */
export function beat(
  { broker, limits }: Ground,
  replyTo: ReplyTo | undefined,
  signal: AbortSignal,
): Timer {
  if (replyTo?.monitorMs === undefined || signal.aborted) return { stop: () => undefined };
  const { id, queue, monitorMs } = replyTo;
  const to = { kind: 'queue', name: queue } as const;
  const beating = every(Math.max(FASTEST_MS, monitorMs / 2), () => {
    const beatId = newId();
    const body = writeReply(
      { id, result: null, failure: undefined, isEnding: false },
      beatId,
      limits,
    );
    const parcel = { to, body, id: beatId, isMandatory: true, expiresMs: undefined };
    // Later than that it would be believed, and say nothing any more.
    void broker.publish(parcel, AbortSignal.timeout(monitorMs / 2), () => undefined);
  });
  signal.addEventListener('abort', beating.stop, { once: true });
  return beating;
}
