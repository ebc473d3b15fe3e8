// What all fuzzing is made of. A case is one input with a judge; a target makes cases, each from the seed
// and its index alone, so that any of them can be made again by itself.

import { inspect } from 'node:util';
import { createRandom, type Random } from '../../src/testing/values/index.js';

export interface Case {
  /** What is wrong with what the code made of the input; undefined when all is well. */
  judge(): string | undefined;
  /** The same case with less of the input, the smallest first. */
  smaller(): Iterable<Case>;
  /** The input, for people. */
  show(): string;
}

export interface Target {
  readonly name: string;
  /** How many cases it gets of each thousand. */
  readonly share: number;
  /** Makes one case; `random` is its only source of chance. */
  make(random: Random): Case;
}

/** The case of a target with this index. */
export function caseAt(target: Target, seed: number, index: number): Case {
  let mixed = Math.imul(seed ^ 0x9e3779b9, 0x85ebca6b) ^ Math.imul(index + 1, 0xc2b2ae35);
  for (const letter of target.name) mixed = Math.imul(mixed ^ letter.charCodeAt(0), 0x01000193);
  return target.make(createRandom(mixed >>> 0));
}

/** What the judge says; whatever it throws is wrong too. */
export function verdictOf(one: Case): string | undefined {
  try {
    return one.judge();
  } catch (error) {
    if (!(error instanceof Error)) return `threw ${inspect(error)}`;
    return `threw ${error.name}: ${error.message.slice(0, 500)}\n${error.stack?.slice(-1500) ?? ''}`;
  }
}
