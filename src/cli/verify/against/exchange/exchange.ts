// What an exchange between two sides works with, and the questions that all its ways put to an answer.

import type { JsonValue } from '../../../../core/json.js';
import { sameJson } from '../../../../core/same-json.js';
import { formatVersion } from '../../../../core/version.js';
import type { Version } from '../../../../core/version.js';
import type { ObjectModel } from '../../../../model/index.js';
import { standing } from '../../../../testing/laws/envelope.js';
import { tell, type Outcome } from '../../../../testing/laws/outcome.js';
import type { PeerProcess } from '../peer-process.js';
import type { Step, Way } from '../report.js';
import type { Side } from '../side.js';
import type { Failures } from './failures.js';

/** A side with its process. */
export interface Party extends Side {
  readonly peer: PeerProcess;
}

export interface Exchange {
  /** The present. */
  readonly now: Party;
  /** The tag. */
  readonly then: Party;
  readonly failures: Failures;
}

/** An object that both sides know. */
export interface Pair {
  readonly now: ObjectModel;
  readonly then: ObjectModel;
  /** What the old side speaks, by its own manifest; undefined for an older major, which no manifest names. */
  readonly spoken: Version | undefined;
}

export interface Made {
  readonly about: string;
  readonly value: JsonValue;
  readonly version: Version;
}

/** One value on one way. */
export interface Journey {
  readonly exchange: Exchange;
  readonly object: ObjectModel;
  readonly made: Made;
  readonly direction: Way;
  readonly to: string;
}

/** Notes a failure of the journey's value. */
export function fail(
  journey: Journey,
  step: Step,
  expected: string,
  got: string,
  hint?: string,
): void {
  const { exchange, object, made, direction, to } = journey;
  exchange.failures.add({
    object: object.name,
    from: formatVersion(made.version),
    to,
    direction,
    step,
    value: made.value,
    about: made.about,
    expected,
    got,
    ...(hint === undefined ? {} : { hint }),
  });
}

/** What came, if it is a value, and the one that was predicted. */
export function asPredicted(
  journey: Journey,
  step: Step,
  got: Outcome,
  wanted: Outcome,
): JsonValue | undefined {
  const { failures } = journey.exchange;
  if (got.kind === 'refused' && wanted.kind === 'refused') {
    failures.noteRefusal();
    return undefined;
  }
  if (got.kind === 'error' && wanted.kind === 'error' && got.code === wanted.code) {
    // The histories themselves say that this object cannot get there, as after a major without a way back.
    failures.noteImpossible(journey.object.name, journey.direction, got.message);
    return undefined;
  }
  const isSame =
    got.kind === 'value' && wanted.kind === 'value' && sameJson(got.primitive, wanted.primitive);
  if (!isSame) fail(journey, step, tell(wanted), tell(got));
  return got.kind === 'value' ? got.primitive : undefined;
}

/** Whether a primitive has the shape that a side knows for its label. */
export function fits(
  journey: Journey,
  side: Side,
  object: ObjectModel,
  primitive: JsonValue,
): boolean {
  const root = standing(primitive, side.settings.prefix, [object]);
  const wrong =
    root === undefined
      ? ['no version that it knows']
      : side.judges(object, root.version)(primitive).slice(0, 3);
  if (wrong.length === 0) return true;
  const label = root === undefined ? '' : ` ${formatVersion(root.version)}`;
  fail(
    journey,
    'fits',
    `${object.name}${label} as the schemas of ${side.name} have it`,
    `${wrong.join(', ')} in ${JSON.stringify(primitive)}`,
  );
  return false;
}
