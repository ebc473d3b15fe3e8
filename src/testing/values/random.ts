// A source of chance of our own, so that a printed seed gives the same values on every machine.

/** xoshiro128**, seeded through splitmix32. */
export interface Random {
  /** An integer from 0 to 2^32 − 1. */
  next(): number;
  /** An integer from 0 to `limit` − 1; `limit` is at most 2^32. */
  below(limit: number): number;
  /** True in one of `times` cases. */
  once(times: number): boolean;
  pick<T>(choices: readonly [T, ...T[]]): T;
}

export function createRandom(seed: number): Random {
  let mix = seed >>> 0;
  const splitmix = (): number => {
    mix = (mix + 0x9e3779b9) >>> 0;
    let z = mix;
    z = Math.imul(z ^ (z >>> 16), 0x21f0aaad);
    z = Math.imul(z ^ (z >>> 15), 0x735a2d97);
    return (z ^ (z >>> 15)) >>> 0;
  };
  let [a, b, c, d] = [splitmix(), splitmix(), splitmix(), splitmix()];
  const next = (): number => {
    const result = Math.imul(rotate(Math.imul(b, 5), 7), 9) >>> 0;
    const t = b << 9;
    c ^= a;
    d ^= b;
    b ^= c;
    a ^= d;
    c ^= t;
    d = rotate(d, 11);
    return result;
  };
  const below = (limit: number): number => Math.floor((next() / 2 ** 32) * limit);
  return {
    next,
    below,
    once: (times) => below(times) === 0,
    pick: (choices) => choices[below(choices.length)] ?? choices[0],
  };
}

function rotate(x: number, by: number): number {
  return (x << by) | (x >>> (32 - by));
}

/** The choices when there are any. */
export function some<T>(choices: readonly T[]): readonly [T, ...T[]] | undefined {
  const [first, ...rest] = choices;
  return first === undefined ? undefined : [first, ...rest];
}
