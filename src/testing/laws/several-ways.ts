// Laws 2, 4, 5, 7 and 9, which hold several crossings of one value against each other.

import type { Manifest } from '../../core/envelope.js';
import type { JsonValue } from '../../core/json.js';
import { sameJson } from '../../core/same-json.js';
import { formatVersion, type Version } from '../../core/version.js';
import type { Goal } from '../../interpret/index.js';
import type { Violation } from './check.js';
import { differenceOf, type Difference, type MayDiffer } from './differences.js';
import { standing } from './envelope.js';
import { tell, type Outcome } from './outcome.js';
import type { Trial } from './trial.js';

/** Law 2: the crossing at once is the crossing step by step, where no step refuses. */
export function violatesComposition(trial: Trial, to: Version): Violation | undefined {
  const stepped = trial.stepped(to);
  if (stepped.kind !== 'value') return undefined;
  const direct = trial.lab.subject.step(trial.value, formatVersion(to));
  if (direct.kind === 'value' && sameJson(direct.primitive, stepped.primitive)) return undefined;
  return { expected: `as by single steps, ${tell(stepped)}`, got: tell(direct) };
}

/** Laws 4 and 5, for the root alone: to another version and back. */
export function violatesReturn(
  trial: Trial,
  away: Version,
  mayDiffer: MayDiffer,
): Violation | undefined {
  const { lab, version, value } = trial;
  const there = lab.subject.step(value, formatVersion(away));
  if (there.kind !== 'value') return undefined;
  const back = lab.subject.step(there.primitive, formatVersion(version));
  return changedOnReturn(trial, back, mayDiffer);
}

/** Laws 4 and 5 for a whole tree: to the newest and back to a manifest, or the other way round. */
export function violatesTreeReturn(
  trial: Trial,
  goals: readonly [Goal, Goal],
  mayDiffer: MayDiffer,
): Violation | undefined {
  const { lab, value } = trial;
  let at: JsonValue = value;
  for (const goal of goals.slice(0, -1)) {
    const there = lab.subject.cross(at, goal);
    if (there.kind !== 'value') return undefined;
    at = there.primitive;
  }
  return changedOnReturn(trial, lab.subject.cross(at, goals[1]), mayDiffer);
}

function changedOnReturn(
  { lab, object, value }: Trial,
  back: Outcome,
  mayDiffer: MayDiffer,
): Violation | undefined {
  // A refusal on the way back is a refusal of what came, which law 1 or 3 judges.
  if (back.kind !== 'value') return undefined;
  const before = standing(value, lab.prefix, [object]);
  const after = standing(back.primitive, lab.prefix, [object]);
  if (before === undefined || after === undefined) return undefined;
  const found = differenceOf(lab, before, after, mayDiffer);
  return found && told(found);
}

function told({ path, object, field, before, after }: Difference): Violation {
  const text = (value: JsonValue | undefined): string =>
    value === undefined ? 'unset' : JSON.stringify(value);
  return { expected: `${path} as it was, ${text(before)}`, got: text(after), path, object, field };
}

/** Law 7: nothing that is given is changed, and the same gives the same. */
export function violatesPurity(trial: Trial, goal: Goal): Violation | undefined {
  const first = trial.crossed(goal);
  const again = trial.lab.subject.cross(trial.value, goal);
  const now = JSON.stringify(trial.value);
  if (now !== trial.text) return { expected: `the input as it was, ${trial.text}`, got: now };
  const [one, other] = [tell(first), tell(again)];
  return one === other ? undefined : { expected: `the same again, ${one}`, got: other };
}

/** Law 7, of objects: to be written for an older peer changes nothing about one. */
export function changesWhatItWrites(trial: Trial, manifest: Manifest): Violation | undefined {
  const seen = trial.lab.subject.around(trial.value, manifest);
  if (seen === undefined || seen.before === seen.after) return undefined;
  return { expected: `the object as it was, ${seen.before}`, got: seen.after };
}

/** Law 9: brought to what it is, it is the same, and nothing is lost. */
export function violatesIdentity({ value }: Trial, got: Outcome): Violation | undefined {
  if (got.kind !== 'value') return { expected: JSON.stringify(value), got: tell(got) };
  const [loss] = got.losses;
  if (loss !== undefined) return { expected: 'no loss', got: `${loss.path} (${loss.kind})` };
  if (sameJson(value, got.primitive)) return undefined;
  return { expected: JSON.stringify(value), got: tell(got) };
}
