// Failures as they are found: each way once, with its smallest value and the line that it leads to.

import type { Loss } from '../../core/envelope.js';
import { formatVersion, type Version } from '../../core/version.js';
import type { Span } from '../../diagnostics/diagnostic.js';
import type { LedgerEntry } from '../../interpret/index.js';
import type { ObjectModel } from '../../model/model.js';
import { blame, type HookPlace } from '../laws/blame.js';
import type { Check, Violation } from '../laws/check.js';
import type { Unreached } from '../laws/coverage.js';
import type { Lab } from '../laws/lab.js';
import { shrink } from '../laws/shrink.js';
import { Trial } from '../laws/trial.js';
import type { Failure } from './report.js';

/** Of one object so many are told; what comes after has most likely the same cause. */
const ENOUGH = 12;

export class Failures {
  readonly #lab: Lab;
  readonly #hookPlace: HookPlace;
  readonly #found = new Map<string, Failure>();
  /** The failure that each way was found to lead to. */
  readonly #ways = new Map<string, string>();

  constructor(lab: Lab, hookPlace: HookPlace) {
    this.#lab = lab;
    this.#hookPlace = hookPlace;
  }

  get all(): readonly Failure[] {
    return [...this.#found.values()];
  }

  isEnough(object: ObjectModel): boolean {
    return [...this.#found.values()].filter((one) => one.object === object.name).length >= ENOUGH;
  }

  /**
   * A law that is broken. Ways that lead to one line are one failure: it is told of the first of them, with
   * its value made as small as it goes, and the others are counted.
   */
  add(trial: Trial, check: Check, violation: Violation, about: string): void {
    const { object, version } = trial;
    const way = `${check.law} ${object.key} ${formatVersion(version)} ${destination(check, false)}`;
    const known = this.#ways.get(way);
    if (known !== undefined && this.#counted(known)) return;
    const cause = (place: Span): string => `${check.law} ${object.key} ${placeName(place)}`;
    const likely = cause(blame(trial, check, violation, this.#hookPlace));
    this.#ways.set(way, likely);
    if (this.#counted(likely)) return;
    const value = shrink(this.#lab, object, trial.value, (smaller) => {
      return check.run(new Trial(this.#lab, object, version, smaller)) !== undefined;
    });
    const smallest = new Trial(this.#lab, object, version, value);
    const broken = check.run(smallest) ?? violation;
    const place = blame(smallest, check, broken, this.#hookPlace);
    // What is left of the value may lead elsewhere than all of it did.
    this.#ways.set(way, cause(place));
    if (this.#counted(cause(place))) return;
    const { expected, got, path } = broken;
    this.#found.set(cause(place), {
      kind: check.law,
      ...namesOf(trial),
      to: destination(check, true),
      value,
      about,
      expected,
      got,
      ...(path === undefined ? {} : { path }),
      place,
      others: 0,
    });
  }

  /** A value of the makers that does not have the shape it was made for: a fault of the makers or of the schema. */
  addInvalid(trial: Trial, about: string, wrong: readonly string[]): void {
    const key = `invalid ${trial.object.key} ${formatVersion(trial.version)}`;
    if (this.#counted(key)) return;
    const names = namesOf(trial);
    this.#found.set(key, {
      kind: 'noValue',
      ...names,
      to: names.from,
      value: trial.value,
      about,
      expected: 'a value of this shape, as it was made',
      got: wrong.join(', '),
      place: trial.object.source,
      others: 0,
    });
  }

  /** A loss that was reported and that no rule declares. */
  addUndeclared(trial: Trial, about: string, to: Version, loss: Loss): void {
    const key = `undeclared ${trial.object.key} ${loss.object} ${loss.kind} ${loss.since}`;
    if (this.#counted(key)) return;
    this.#found.set(key, {
      kind: 'undeclaredLoss',
      ...namesOf(trial),
      to: formatVersion(to),
      value: trial.value,
      about,
      expected: 'only losses that the ledger has',
      got: `${loss.path} (${loss.kind}, by ${loss.since})`,
      path: loss.path,
      place: trial.object.source,
      others: 0,
    });
  }

  /** What is declared, and no value brought about. */
  addUnreached(unreached: readonly Unreached[]): void {
    for (const { object, entry } of unreached) {
      const key = `unreached ${object.key} ${entry.path} ${entry.kind} ${entry.since}`;
      if (this.#counted(key)) continue;
      this.#found.set(key, {
        kind: 'unreachableRule',
        object: object.name,
        from: entry.from,
        to: entry.to,
        about: '',
        expected: `${entry.path} is ${TELL[entry.kind]}`,
        got: 'no value for which it is',
        path: entry.path,
        place: { ...object.source, line: entry.line, column: 1, endLine: entry.line, endColumn: 1 },
        others: 0,
      });
    }
  }

  /** Whether the same was found before; then it is counted. */
  #counted(key: string): boolean {
    const known = this.#found.get(key);
    if (known === undefined) return false;
    this.#found.set(key, { ...known, others: known.others + 1 });
    return true;
  }
}

const TELL = {
  refuse: 'refused',
  fill: 'filled in',
  drop: 'dropped',
  unset: 'unset',
  value: 'replaced',
  enum: 'replaced',
  member: 'replaced',
  null: 'replaced where it is null',
  clamp: 'clamped',
  convert: 'converted with a loss',
  datetime: 'cut to what the older form can say',
  hook: 'lost by a hook',
} satisfies Record<LedgerEntry['kind'], string>;

function placeName({ file, line }: Span): string {
  return `${file}:${line}`;
}

function namesOf({ object, version }: Trial): Pick<Failure, 'object' | 'from'> {
  return { object: object.name, from: formatVersion(version) };
}

function destination({ to }: Check, isTold: boolean): string {
  if (to.kind === 'newest') return 'newest';
  if (to.kind === 'version') return formatVersion(to.version);
  return isTold ? JSON.stringify(to.manifest) : 'manifest';
}
