// The migration, run as operators and accidents do: killed in the middle of its work, and started again.

import { setTimeout as sleep } from 'node:timers/promises';
import { createRandom, type Random } from '../../../../src/testing/values/random.js';
import type { Told } from '../messages.js';
import { SoakFailure } from './child.js';
import { operator } from './operator.js';
import type { SoakSettings } from './settings.js';

export interface MigrationFigures {
  /** Rows in batches that were kept, as the migration told. */
  readonly done: number;
  readonly kills: number;
  /** How long each batch held its rows, by its own clock, in milliseconds. */
  readonly heldMs: readonly number[];
  readonly ms: number;
}

/** Of all rows, by when the last kill has come. */
const KILLED_BY = 0.8;
/** A batch takes about so long: a kill comes anywhere in the next. */
const WITHIN_MS = 60;

/** Runs until nothing is left, `kills` times from its beginning. */
export async function migrate(settings: SoakSettings, kills: number): Promise<MigrationFigures> {
  const { rows, say } = settings;
  const random = createRandom(settings.seed);
  const begun = performance.now();
  let [done, killed] = [0, 0];
  const heldMs: number[] = [];
  for (;;) {
    const killAt = killed < kills ? thresholdOf(rows, kills, killed, random) : Infinity;
    const one = await life(settings, Math.max(1, killAt - done), random);
    done += one.done;
    for (const held of one.heldMs) heldMs.push(held);
    if (one.isKilled) {
      killed++;
      say(`killed for the ${killed}. time, after ${done} rows`);
    } else if (one.left === 0) break;
  }
  return { done, kills: killed, heldMs, ms: performance.now() - begun };
}

/** Spread over the work, each somewhere in its share. */
function thresholdOf(rows: number, kills: number, killed: number, random: Random): number {
  const share = (rows * KILLED_BY) / kills;
  return Math.floor(share * (killed + (30 + random.below(70)) / 100));
}

interface Life {
  readonly done: number;
  readonly left: number;
  readonly isKilled: boolean;
  readonly heldMs: readonly number[];
}

/** One process of it, which is killed after so many rows. */
async function life(settings: SoakSettings, killAfter: number, random: Random): Promise<Life> {
  let [done, left, stuck, isDying] = [0, -1, '', false];
  const heldMs: number[] = [];
  const { batch, sleepMs } = settings;
  const rest = sleepMs === undefined ? {} : { sleepMs };
  const child = operator(settings, { task: 'migrate', batch, ...rest }, hear);
  const isWhole = await child.ended();
  if (stuck !== '') throw new SoakFailure(`the migration is stuck: ${stuck}`);
  return { done, left, isKilled: !isWhole, heldMs };

  function hear(told: Told): void {
    if (told.kind === 'done') ({ left, what: stuck } = told);
    if (told.kind !== 'batch') return;
    ({ done } = told);
    heldMs.push(told.heldMs);
    if (done < killAfter || isDying) return;
    isDying = true;
    void sleep(random.below(WITHIN_MS)).then(() => {
      child.kill();
    });
  }
}
