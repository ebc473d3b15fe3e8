// Ratios that hold on a busy machine: both sides are timed in turn, in many short rounds, and what
// counts is the median of the rounds' ratios. Microseconds wander, the ratios hardly do.

import { performance } from 'node:perf_hooks';

const ROUNDS = 201;
const ROUND_MS = 3;
const WARM_UP_MS = 600;

/** Times `subject` against `floor`; each takes the number of the call and gives what it made. */
export function pairwise(subject, floor) {
  const calls = Math.max(1, Math.round(ROUND_MS / Math.max(warmUp(subject), warmUp(floor))));
  const rounds = [];
  for (let round = 0; round < ROUNDS; round++) {
    // Who goes first changes, as the second finds another's garbage.
    const isFirst = round % 2 === 0;
    const first = time(isFirst ? subject : floor, calls);
    const second = time(isFirst ? floor : subject, calls);
    const [own, other] = isFirst ? [first, second] : [second, first];
    rounds.push({ own, other, ratio: own / other });
  }
  return {
    ratio: quantile(
      rounds.map((r) => r.ratio),
      0.5,
    ),
    low: quantile(
      rounds.map((r) => r.ratio),
      0.25,
    ),
    high: quantile(
      rounds.map((r) => r.ratio),
      0.75,
    ),
    us:
      (1000 *
        quantile(
          rounds.map((r) => r.own),
          0.5,
        )) /
      calls,
    floorUs:
      (1000 *
        quantile(
          rounds.map((r) => r.other),
          0.5,
        )) /
      calls,
  };
}

/** Milliseconds a call, once the function is compiled. */
function warmUp(work) {
  let calls = 0;
  const begin = performance.now();
  while (performance.now() - begin < WARM_UP_MS) {
    time(work, 16);
    calls += 16;
  }
  const sample = Math.ceil(calls / 50);
  return time(work, sample) / sample;
}

function time(work, calls) {
  let result;
  const begin = performance.now();
  for (let i = 0; i < calls; i++) result = work(i);
  const end = performance.now();
  // Looked at, so that the work cannot be left out.
  if (result === undefined) throw new Error('no work was done');
  return end - begin;
}

/** The value below which this share of the values lies. */
export function quantile(values, share) {
  const sorted = [...values].sort((a, b) => a - b);
  return sorted[Math.floor((sorted.length - 1) * share)];
}
