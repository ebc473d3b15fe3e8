// One value on trial: what the code under test and the interpreter make of it, each asked once.

import type { JsonValue } from '../../core/json.js';
import { compareVersions, formatVersion, type Version } from '../../core/version.js';
import type { Goal } from '../../interpret/index.js';
import type { ObjectModel } from '../../model/model.js';
import type { Lab } from './lab.js';
import type { Outcome } from './outcome.js';

export class Trial {
  readonly lab: Lab;
  readonly object: ObjectModel;
  readonly version: Version;
  /** Valid and canonical at `version`. */
  readonly value: JsonValue;
  /** The value as JSON, before anyone had it. */
  readonly text: string;
  readonly #known = new Map<string, Outcome>();

  constructor(lab: Lab, object: ObjectModel, version: Version, value: JsonValue) {
    this.lab = lab;
    this.object = object;
    this.version = version;
    this.value = value;
    this.text = JSON.stringify(value);
  }

  /** What the code under test makes of it. */
  crossed(goal: Goal): Outcome {
    return this.#once('crossed', goal, () => this.lab.subject.cross(this.value, goal));
  }

  /** What the interpreter says must come of it. */
  predicted(goal: Goal): Outcome {
    return this.#once('predicted', goal, () => this.lab.oracle(this.value, goal));
  }

  /** By single steps of the root, down or up; the first that is no value ends it. */
  stepped(to: Version): Outcome {
    const key = `stepped ${formatVersion(to)}`;
    const known = this.#known.get(key);
    if (known !== undefined) return known;
    const { object, value, version } = this;
    const [start, end] = [indexOf(object, version), indexOf(object, to)];
    const before = object.versions[end < start ? end + 1 : end - 1];
    const near: Outcome =
      before === undefined || start === end
        ? { kind: 'value', primitive: value, losses: [] }
        : this.stepped(before);
    const outcome =
      near.kind !== 'value' || start === end
        ? near
        : this.lab.subject.step(near.primitive, formatVersion(to));
    this.#known.set(key, outcome);
    return outcome;
  }

  /** Read into an object, and written again. */
  rewritten(goal: Goal): Outcome {
    return this.#once('rewritten', goal, () => this.lab.subject.rewrite(this.value, goal));
  }

  #once(what: string, goal: Goal, make: () => Outcome): Outcome {
    const key = `${what} ${labelOf(goal)}`;
    const known = this.#known.get(key);
    if (known !== undefined) return known;
    const outcome = make();
    this.#known.set(key, outcome);
    return outcome;
  }
}

/** A goal in words: `1.1`, `newest`, or the manifest. */
export function labelOf(goal: Goal): string {
  if (goal === 'newest') return goal;
  return 'root' in goal ? formatVersion(goal.root) : JSON.stringify(goal.manifest);
}

export function indexOf(object: ObjectModel, version: Version): number {
  return object.versions.findIndex((known) => compareVersions(known, version) === 0);
}
