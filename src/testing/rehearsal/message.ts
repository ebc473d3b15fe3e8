// One message from one process to another: written, read, or brought down by a conductor; each time held to
// the interpreter of histories and to the shape that the reader's release had.

import { isList, type JsonValue } from '../../core/json.js';
import { sameJson } from '../../core/same-json.js';
import type { Release } from '../../evolution/rollout/index.js';
import type { Goal } from '../../interpret/index.js';
import { isJsonObject, standing } from '../laws/envelope.js';
import type { Lab } from '../laws/lab.js';
import { attempt, tell, type Outcome } from '../laws/outcome.js';
import { fromBytes } from '../peer/bytes.js';
import type { PeerObject } from '../peer/peer.js';
import type { Side } from './side.js';

export type Stage = 'write' | 'read' | 'ask' | 'return';

/** Something that must not happen in an upgrade. */
export interface Fault {
  readonly kind: 'fault';
  readonly stage: Stage;
  readonly expected: string;
  readonly got: string;
}

/** A rule of the history does not let it through, and says so to whoever can still do something about it. */
export interface Refusal {
  readonly kind: 'refusal';
  readonly stage: Stage;
  readonly path: string;
  readonly why: string;
}

export interface Delivered {
  readonly kind: 'delivered';
  readonly object: PeerObject;
  /** What it is by the interpreter, at the newest version of the reader's release. */
  readonly primitive: JsonValue;
  /** Whether a conductor was needed. */
  readonly asked: boolean;
}

export interface Written {
  readonly kind: 'written';
  readonly bytes: Uint8Array;
  readonly primitive: JsonValue;
}

/**
 * The object as a process writes it; `primitive` is what it is at the newest version of the writer's release, and
 * `whole` the interpreter of today's histories, which judges every backport.
 */
export function write(
  side: Side,
  pin: Release | undefined,
  object: PeerObject,
  primitive: JsonValue,
  whole: Lab['oracle'],
): Written | Fault | Refusal {
  let bytes = new Uint8Array();
  const got = attempt(() => {
    bytes = new Uint8Array(side.peer(pin).send(object));
    return { primitive: fromBytes(bytes), losses: [] };
  });
  const wanted: Outcome =
    pin === undefined
      ? { kind: 'value', primitive, losses: [] }
      : whole(primitive, { manifest: pin.manifest });
  const wrong = notAs(got, wanted, 'write');
  if (wrong !== undefined) return wrong;
  return { kind: 'written', bytes, primitive: valueOf(wanted) };
}

/** What a process makes of a message; `conductors` are the sides that may be asked. */
export function deliver(
  side: Side,
  { bytes, primitive }: Written,
  conductors: readonly Side[],
): Delivered | Fault | Refusal {
  const wanted = side.lab.oracle(primitive, 'newest');
  if (wanted.kind === 'error' && wanted.code === 'incompatible-version') {
    return bringDown(side, { kind: 'written', bytes, primitive }, conductors);
  }
  return readAs(side, primitive, wanted, () => {
    const received = side.peer(undefined).tryRead(bytes);
    if (received.kind === 'too-new') throw received.error;
    return received.object;
  });
}

/** Too new for the reader: every conductor must be able to help, since any of them may be asked. */
function bringDown(
  side: Side,
  message: Written,
  conductors: readonly Side[],
): Delivered | Fault | Refusal {
  const peer = side.peer(undefined);
  const expected = `what ${side.name} can read, or a conductor that makes it so`;
  let delivered: Delivered | Fault | Refusal = {
    kind: 'fault',
    stage: 'read',
    expected,
    got: `${JSON.stringify(message.primitive)}, and nobody to ask`,
  };
  for (const conductor of conductors) {
    let answer = new Uint8Array();
    const got = attempt(() => {
      const received = peer.tryRead(message.bytes);
      if (received.kind === 'read') throw new Error(`${side.name} reads what is too new for it`);
      answer = new Uint8Array(conductor.conductor(received.request));
      return { primitive: fromBytes(answer), losses: [] };
    });
    const goal: Goal = { manifest: side.manifest };
    const wanted = conductor.lab.oracle(message.primitive, goal);
    const wrong = notAs(got, wanted, 'ask');
    if (wrong?.kind === 'fault') return wrong;
    // The message has been sent: whoever could have done something about it is not there any more.
    if (wrong !== undefined) {
      return {
        kind: 'fault',
        stage: 'ask',
        expected,
        got: `refused at ${wrong.path}: ${wrong.why}`,
      };
    }
    const brought = valueOf(wanted);
    const read = side.lab.oracle(brought, 'newest');
    const result = readAs(side, brought, read, () => peer.readAnswer(message.bytes, answer));
    if (result.kind !== 'delivered') return result;
    delivered = { ...result, asked: true };
  }
  return delivered;
}

/** Reads, and looks whether the object is what it must be. */
function readAs(
  side: Side,
  primitive: JsonValue,
  wanted: Outcome,
  read: () => PeerObject,
): Delivered | Fault | Refusal {
  const misshapen = shapeFault(side, primitive);
  if (misshapen !== undefined) return misshapen;
  let object: PeerObject | undefined;
  const got = attempt(() => {
    object = read();
    return { primitive: object.objToPrimitive(), losses: [] };
  });
  const wrong = notAs(got, wanted, 'read');
  if (wrong !== undefined) return wrong;
  if (object === undefined) throw new Error('what was read is no object');
  return { kind: 'delivered', object, primitive: valueOf(wanted), asked: false };
}

/** What is on the wire must have a shape that the reader's release knows, at every depth. */
function shapeFault(side: Side, primitive: JsonValue): Fault | undefined {
  const root = standing(primitive, side.lab.prefix, side.lab.model.objects.values());
  const wrong =
    root === undefined
      ? ['it is no object of this release']
      : side.lab.judges(root.object, root.version)(primitive);
  if (wrong.length === 0) return undefined;
  return {
    kind: 'fault',
    stage: 'read',
    expected: `an object as ${side.name} knows it`,
    got: `${wrong.slice(0, 3).join(', ')} in ${JSON.stringify(primitive)}`,
  };
}

/** Undefined where both are the same value. */
function notAs(got: Outcome, wanted: Outcome, stage: Stage): Fault | Refusal | undefined {
  if (got.kind === 'refused' && wanted.kind === 'refused') {
    return { kind: 'refusal', stage, path: wanted.path, why: wanted.why };
  }
  if (got.kind === 'value' && wanted.kind === 'value') {
    if (isSame(got.primitive, wanted.primitive)) return undefined;
  } else if (got.kind === 'error' && wanted.kind === 'error') {
    // Both say so, and all the same the message got nowhere.
    return { kind: 'fault', stage, expected: 'an object', got: tell(got) };
  }
  // A hook that throws does so in both.
  const expected =
    wanted.kind === 'crash' ? 'an object, or a refusal that is declared' : tell(wanted);
  return { kind: 'fault', stage, expected, got: tell(got) };
}

/** The order of names in `changes` is no contract. */
export function isSame(a: JsonValue, b: JsonValue): boolean {
  return sameJson(a, b) || sameJson(withSortedChanges(a), withSortedChanges(b));
}

function withSortedChanges(value: JsonValue): JsonValue {
  if (isList(value)) return value.map(withSortedChanges);
  if (!isJsonObject(value)) return value;
  return Object.fromEntries(
    Object.entries(value).map(([key, item]) => [
      key,
      key.endsWith('.changes') && isList(item) ? [...item].sort() : withSortedChanges(item),
    ]),
  );
}

function valueOf(outcome: Outcome): JsonValue {
  if (outcome.kind !== 'value') throw new Error('only values are carried on');
  return outcome.primitive;
}
