// Casts and fanouts: messages that nobody answers. All that their sender learns is that the broker has them.

import type { Address } from './broker.js';
import { type Ground, TIMEOUT_MS } from './ground.js';
import { cancelled, closed, keyOf, overdue, titleOf } from './endings.js';
import { sendUntilQueued } from './sending.js';
import { Span } from './time.js';
import type { Message, SendOptions, Target } from './transport.js';
import { newId } from './wire/ids.js';
import { writeRequest } from './wire/request.js';

/** To one server of a topic. */
export async function cast(
  ground: Ground,
  target: Target,
  message: Message,
  options: SendOptions,
): Promise<void> {
  const { topic, exchange = ground.exchange } = target;
  await tell(ground, { kind: 'topic', exchange, key: keyOf(target) }, target, message, options);
  ground.notify({ kind: 'cast-sent', topic, method: message.method });
}

/** To all servers of a topic, be it none. */
export async function fanout(
  ground: Ground,
  target: Target,
  message: Message,
  options: SendOptions,
): Promise<void> {
  const { topic } = target;
  await tell(ground, { kind: 'fanout', topic }, target, message, options);
  ground.notify({ kind: 'fanout-sent', topic, method: message.method });
}

async function tell(
  { broker, limits, notify, closing }: Ground,
  to: Address,
  target: Target,
  message: Message,
  { timeoutMs = TIMEOUT_MS, signal }: SendOptions,
): Promise<void> {
  const { method } = message;
  const id = newId();
  const body = writeRequest(message, undefined, id, limits);
  const parcel = { to, body, id, isMandatory: to.kind === 'topic', expiresMs: undefined };
  const span = new Span(timeoutMs, closing, signal);
  const onReturned = (): void => {
    notify({ kind: 'request-returned', topic: target.topic, method });
  };
  try {
    const sent = await sendUntilQueued(broker, () => parcel, span.signal, { onReturned });
    if (sent === 'taken') return;
    const what = titleOf(method, target);
    if (closing.aborted) throw closed(what, sent === 'unsure');
    if (signal?.aborted === true) throw cancelled(what, sent === 'unsure');
    throw overdue(what, sent, timeoutMs, broker.trouble);
  } finally {
    span.release();
  }
}
