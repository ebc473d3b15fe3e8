// What both sides know how to backport they backport alike: else history was rewritten, or the code of one of
// them is not what its history says.

import type { Manifest } from '../../../../core/envelope.js';
import type { JsonValue } from '../../../../core/json.js';
import {
  compareVersions,
  formatVersion,
  parseWireVersion,
  sameVersion,
  type Version,
} from '../../../../core/version.js';
import { sameJson } from '../../../../core/same-json.js';
import type { Goal } from '../../../../interpret/index.js';
import type { Model } from '../../../../model/index.js';
import { mixesOf } from '../../../../testing/laws/mixes.js';
import { tell, type Outcome } from '../../../../testing/laws/outcome.js';
import { fail, type Exchange, type Journey, type Made, type Pair, type Party } from './exchange.js';

/** Brings a value of the old side to each older version that both know, and to one mix of manifests. */
export async function backports(
  exchange: Exchange,
  pair: Pair,
  made: Made,
  mixes: readonly Manifest[],
  turn: number,
): Promise<void> {
  const roots = sharedBelow(pair, made.version);
  const mix = mixes[turn % Math.max(1, mixes.length)];
  const goals: readonly Goal[] = [
    ...roots.map((root) => ({ root })),
    ...(mix === undefined ? [] : [{ manifest: mix }]),
  ];
  await Promise.all(goals.map((goal) => compareTo(exchange, pair, made, goal)));
}

/** The versions older than one that both sides know. */
export function sharedBelow({ now, then }: Pair, version: Version): readonly Version[] {
  return then.versions.filter(
    (older) =>
      compareVersions(older, version) < 0 &&
      now.versions.some((known) => sameVersion(known, older)),
  );
}

/** The mixes of an old object's tree that the present can bring it to. */
export function sharedMixes(exchange: Exchange, { then }: Pair): readonly Manifest[] {
  const { model } = exchange.now;
  return mixesOf(exchange.then.model, then).filter((mix) =>
    Object.entries(mix).every(([name, label]) => {
      const version = parseWireVersion(label);
      return version !== undefined && isKnown(model, name, version);
    }),
  );
}

function isKnown(model: Model, name: string, version: Version): boolean {
  return [...model.objects.values()].some(
    (object) =>
      `${object.namespace}/${object.name}` === name &&
      object.versions.some((known) => sameVersion(known, version)),
  );
}

async function compareTo(exchange: Exchange, pair: Pair, made: Made, goal: Goal): Promise<void> {
  const { now, then } = exchange;
  if (goal === 'newest') return;
  const asked = 'root' in goal ? { to: formatVersion(goal.root) } : { manifest: goal.manifest };
  const ask = (party: Party): Promise<Outcome> =>
    party.peer.ask({ ask: 'backport', primitive: made.value, goal: asked });
  const [old, present] = await Promise.all([ask(then), ask(now)]);
  if (isSame(old, present)) {
    if (old.kind === 'refused') exchange.failures.noteRefusal();
    return;
  }
  const { namespace, name } = pair.then;
  const journey: Journey = {
    exchange,
    object: pair.then,
    made:
      'root' in goal
        ? made
        : { ...made, about: `${made.about}, for a peer of ${JSON.stringify(goal.manifest)}` },
    direction: 'backports',
    to: 'root' in goal ? formatVersion(goal.root) : (goal.manifest[`${namespace}/${name}`] ?? ''),
  };
  const guilty = [
    ...culprit(then, old, made.value, goal),
    ...culprit(now, present, made.value, goal),
  ];
  fail(
    journey,
    'same',
    `as the code of ${then.name} gives it, ${tell(old)}`,
    tell(present),
    guilty.length === 0 ? undefined : guilty.join('; '),
  );
}

/** Whose code is not what its own history says. */
function culprit(party: Party, got: Outcome, value: JsonValue, goal: Goal): readonly string[] {
  const wanted = party.oracle(value, goal);
  if (isSame(got, wanted)) return [];
  return [`by the schemas of ${party.name} it should have been ${tell(wanted)}`];
}

function isSame(a: Outcome, b: Outcome): boolean {
  if (a.kind === 'value' && b.kind === 'value') return sameJson(a.primitive, b.primitive);
  if (a.kind === 'error' && b.kind === 'error') return a.code === b.code;
  return a.kind === b.kind && a.kind !== 'crash';
}
