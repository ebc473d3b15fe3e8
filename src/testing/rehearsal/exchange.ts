// A value on its way through a meeting: written by the sender, read by the receiver, sent back untouched, and
// sent back with one field edited, as when a node saves what it was given.

import type { JsonValue } from '../../core/json.js';
import type { Release } from '../../evolution/rollout/index.js';
import type { ObjectModel } from '../../model/model.js';
import { differenceOf, type MayDiffer } from '../laws/differences.js';
import { isJsonObject, own, standing } from '../laws/envelope.js';
import type { Lab } from '../laws/lab.js';
import { toBytes } from '../peer/bytes.js';
import type { PeerObject } from '../peer/peer.js';
import { edited, type Edit } from './edit.js';
import { deliver, write, type Delivered, type Fault, type Refusal } from './message.js';
import type { Side } from './side.js';

/** One end of a meeting. */
export interface End {
  readonly side: Side;
  /** What it writes by. */
  readonly pin: Release | undefined;
  /** The conductors that it may ask. */
  readonly asks: readonly Side[];
}

export interface Encounter {
  readonly sender: End;
  readonly receiver: End;
  /** Today's histories. */
  readonly whole: Lab['oracle'];
  /** Fields that the way there and back may lose, replace or fill. */
  readonly mayDiffer: MayDiffer;
}

/** A refusal, with the releases between which it stood. */
export interface Refused extends Refusal {
  readonly from: string;
  readonly to: string;
}

/** Which part of the way a message is on: to the receiver, back again, or back after an edit. */
export type Leg = 'there' | 'back' | 'edited';

export interface Exchanged {
  readonly fault?: Fault & { readonly leg: Leg };
  readonly refusals: readonly Refused[];
  /** Whether anybody had to ask a conductor. */
  readonly asked: boolean;
}

/** Takes a value of the sender's newest version there and back. */
export function exchange(
  encounter: Encounter,
  object: ObjectModel,
  value: JsonValue,
  edit: Edit | undefined,
): Exchanged {
  const { sender, receiver, whole } = encounter;
  const refusals: Refused[] = [];
  let asked = false;
  let leg: Leg = 'there';
  const fault = run();
  return { refusals, asked, ...(fault === undefined ? {} : { fault: { ...fault, leg } }) };

  function run(): Fault | undefined {
    const held = read(sender, value);
    const there = pass(sender, receiver, held, value);
    if (there === undefined || there.kind === 'fault') return there;
    leg = 'back';
    const echo = pass(receiver, sender, there.object, there.primitive);
    if (echo?.kind === 'fault') return echo;
    const lost = echo && strays(encounter, object, value, echo.primitive);
    if (lost !== undefined) return lost;
    const change = edit && edited(receiver.side, there.object, there.primitive, edit);
    if (change === undefined) return undefined;
    leg = 'edited';
    const back = pass(receiver, sender, change.object, change.primitive);
    return back?.kind === 'fault' ? back : undefined;
  }

  /** Undefined where a rule refused it. */
  function pass(
    from: End,
    to: End,
    held: PeerObject,
    primitive: JsonValue,
  ): Delivered | Fault | undefined {
    const written = write(from.side, from.pin, held, primitive, whole);
    const got = written.kind === 'written' ? deliver(to.side, written, to.asks) : written;
    if (got.kind === 'refusal') {
      const spoken = from.pin ?? from.side;
      const way = got === written ? [from.side, spoken] : [spoken, to.side];
      refusals.push({ ...got, from: way[0]?.name ?? '', to: way[1]?.name ?? '' });
      return undefined;
    }
    if (got.kind === 'delivered') asked ||= got.asked;
    return got;
  }
}

/** The value as an object of the sender's class. */
function read({ side }: End, value: JsonValue): PeerObject {
  return side.peer(undefined).receive(toBytes(value));
}

/** What came back untouched is what was sent, but for what is declared; and nobody changed anything. */
function strays(
  { sender, mayDiffer }: Encounter,
  object: ObjectModel,
  sent: JsonValue,
  back: JsonValue,
): Fault | undefined {
  const { lab } = sender.side;
  const [before, after] = [sent, back].map((one) => standing(one, lab.prefix, [object]));
  if (before === undefined || after === undefined) return undefined;
  const difference = differenceOf(lab, before, after, mayDiffer);
  if (difference !== undefined) {
    const told = (one: JsonValue | undefined) =>
      one === undefined ? 'unset' : JSON.stringify(one);
    return {
      kind: 'fault',
      stage: 'return',
      expected: `${difference.path} as it was, ${told(difference.before)}: nothing declares that it may be lost`,
      got: told(difference.after),
    };
  }
  const key = `${lab.prefix}.changes`;
  const marked = isJsonObject(back) && !hasChanges(sent, key) ? own(back, key) : undefined;
  if (marked === undefined) return undefined;
  return {
    kind: 'fault',
    stage: 'return',
    expected:
      'no changes: the receiver made none, and saving them would overwrite what it cannot see',
    got: `changes ${JSON.stringify(marked)}`,
  };
}

function hasChanges(value: JsonValue, key: string): boolean {
  return isJsonObject(value) && own(value, key) !== undefined;
}
