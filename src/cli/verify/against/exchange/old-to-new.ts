// Old writes to new: what the tag's code writes, and what the present makes of it.

import { formatVersion } from '../../../../core/version.js';
import { sameJson } from '../../../../core/same-json.js';
import { tell } from '../../../../testing/laws/outcome.js';
import {
  asPredicted,
  fail,
  fits,
  type Exchange,
  type Journey,
  type Made,
  type Pair,
} from './exchange.js';

export async function oldToNew(exchange: Exchange, pair: Pair, made: Made): Promise<void> {
  const { now, then } = exchange;
  const to = formatVersion(pair.now.version);
  const journey: Journey = { exchange, object: pair.then, made, direction: 'oldToNew', to };
  const written = await then.peer.ask({ ask: 'write', primitive: made.value });
  const sent = asPredicted(journey, 'written', written, then.oracle(made.value, 'newest'));
  if (sent === undefined) return;
  fits(journey, then, pair.then, sent);
  if (!fits(journey, now, pair.now, sent)) return;

  const [upgraded, rewritten, atOnce] = await Promise.all([
    now.peer.ask({ ask: 'upgrade', primitive: sent }),
    now.peer.ask({ ask: 'write', primitive: sent }),
    now.peer.ask({ ask: 'upgrade', primitive: made.value }),
  ]);
  const wanted = now.oracle(sent, 'newest');
  const arrived = asPredicted(journey, 'read', upgraded, wanted);
  asPredicted(journey, 'read', rewritten, wanted);
  if (arrived === undefined) return;
  fits(journey, now, pair.now, arrived);
  // What old upgraded on the way is what new makes of the same by itself.
  if (atOnce.kind === 'refused' || (atOnce.kind === 'value' && sameJson(atOnce.primitive, arrived)))
    return;
  fail(journey, 'same', `as from ${then.name}, ${tell(upgraded)}`, tell(atOnce));
}
