// New writes to old: what the present writes for a peer of the tag, and what that peer makes of it.

import type { JsonValue } from '../../../../core/json.js';
import {
  asPredicted,
  fits,
  type Exchange,
  type Journey,
  type Made,
  type Pair,
} from './exchange.js';
import { formatVersion } from '../../../../core/version.js';

export async function newToOld(exchange: Exchange, pair: Pair, made: Made): Promise<void> {
  const { now, then } = exchange;
  const { manifest } = then.peer;
  const { value } = made;
  const to = formatVersion(pair.spoken ?? pair.then.version);
  const journey: Journey = { exchange, object: pair.now, made, direction: 'newToOld', to };
  const newest = now.oracle(value, 'newest');
  const throughObject =
    newest.kind === 'value' ? now.oracle(newest.primitive, { manifest }) : newest;
  const [written, backported] = await Promise.all([
    now.peer.ask({ ask: 'write', primitive: value, manifest }),
    now.peer.ask({ ask: 'backport', primitive: value, goal: { manifest } }),
  ]);
  const sent = [
    asPredicted(journey, 'written', written, throughObject),
    asPredicted(journey, 'written', backported, now.oracle(value, { manifest })),
  ];
  for (const one of distinct(sent)) await arrive(journey, pair, one);
}

/** The old side reads it, and writes it again as it would pass it on. */
async function arrive(journey: Journey, pair: Pair, sent: JsonValue): Promise<void> {
  const { then } = journey.exchange;
  const isKnown = fits(journey, then, pair.then, sent);
  const got = await then.peer.ask({ ask: 'write', primitive: sent });
  // What does not fit cannot be interpreted; the old side's own answer to it is of no more use.
  if (!isKnown) return;
  const back = asPredicted(journey, 'read', got, then.oracle(sent, 'newest'));
  if (back !== undefined) fits(journey, then, pair.then, back);
}

/** Both ways most often give the same. */
function distinct(sent: readonly (JsonValue | undefined)[]): readonly JsonValue[] {
  const texts = new Map<string, JsonValue>();
  for (const one of sent) if (one !== undefined) texts.set(JSON.stringify(one), one);
  return [...texts.values()];
}
