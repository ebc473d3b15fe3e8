// Faults of a bus, for tests: what a network does now and then, drawn from a seed so that a failure comes again.

import { after } from '../time.js';

/** How often each fault strikes, between 0 and 1. */
export interface Faults {
  readonly seed?: number;
  /** Confirmed, and never arrives. */
  readonly drop?: number;
  /** Arrives twice. */
  readonly duplicate?: number;
  /** Arrives with other bytes. */
  readonly garble?: number;
  /** Arrives after `delayMs`, others before it. */
  readonly delay?: number;
  readonly delayMs?: number;
}

/** Lets a message pass, or what is left of it. */
export type Passage = (body: Buffer, arrive: (body: Buffer) => void) => void;

/** The way of messages under these faults. */
export function passage(faults: Faults): Passage {
  const random = randomFrom(faults.seed ?? 1);
  const strikes = (chance: number | undefined): boolean =>
    chance !== undefined && random() < chance;
  return (body, arrive) => {
    if (strikes(faults.drop)) return;
    const times = strikes(faults.duplicate) ? 2 : 1;
    for (let time = 0; time < times; time++) {
      const arriving = strikes(faults.garble) ? garbled(body, random) : body;
      if (strikes(faults.delay)) {
        after(
          faults.delayMs ?? 50,
          () => {
            arrive(arriving);
          },
          true,
        );
      } else {
        arrive(arriving);
      }
    }
  };
}

/** One byte is another, or the end is missing. */
function garbled(body: Buffer, random: () => number): Buffer {
  const at = Math.floor(random() * body.length);
  if (random() < 0.5) return body.subarray(0, at);
  const copy = Buffer.from(body);
  copy[at] = (copy[at] ?? 0) ^ (1 + Math.floor(random() * 255));
  return copy;
}

/** mulberry32: small, and the same everywhere. */
function randomFrom(seed: number): () => number {
  let state = seed >>> 0;
  return () => {
    state = (state + 0x6d2b79f5) >>> 0;
    let mixed = Math.imul(state ^ (state >>> 15), state | 1);
    mixed ^= mixed + Math.imul(mixed ^ (mixed >>> 7), mixed | 61);
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 2 ** 32;
  };
}
