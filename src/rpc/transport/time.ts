// Waiting, and knowing how much of a time is left. The clock is monotonic: a call must not end early
// because someone set the machine's.

import { hrtime } from 'node:process';

/** The longest that a timer can be set to. */
const LONGEST = 2 ** 31 - 1;

/** A point in time to be done by. */
export class Deadline {
  readonly #end: number;

  constructor(inMs: number) {
    this.#end = now() + Math.min(inMs, LONGEST);
  }

  /** Whole milliseconds; 0 when it is over. */
  get left(): number {
    return Math.max(0, Math.ceil(this.#end - now()));
  }
}

/** Something that will happen unless it is stopped. */
export interface Timer {
  readonly stop: () => void;
}

/** Does it once, after the time; a quiet one keeps no process from ending. */
export function after(ms: number, act: () => void, isQuiet = false): Timer {
  const timer = setTimeout(act, Math.min(ms, LONGEST));
  if (isQuiet) timer.unref();
  return {
    stop: () => {
      clearTimeout(timer);
    },
  };
}

/**
 * A time that ends by itself, or early with any of the signals it hangs on. Released when it is not needed any
 * more: the signals live longer. (`AbortSignal.any` keeps what it made alive with them, in Node 20.)
 */
export class Span {
  readonly #controller = new AbortController();
  readonly #parents: readonly AbortSignal[];
  readonly #timer: Timer | undefined;

  constructor(ms: number | undefined, ...parents: readonly (AbortSignal | undefined)[]) {
    this.#parents = parents.filter((parent) => parent !== undefined);
    this.#timer = ms === undefined ? undefined : after(ms, this.#end);
    for (const parent of this.#parents) {
      parent.addEventListener('abort', this.#end, { once: true });
      if (parent.aborted) this.#end();
    }
  }

  /** Aborted when the time is over. */
  get signal(): AbortSignal {
    return this.#controller.signal;
  }

  release(): void {
    this.#timer?.stop();
    for (const parent of this.#parents) parent.removeEventListener('abort', this.#end);
  }

  readonly #end = (): void => {
    this.release();
    this.#controller.abort();
  };
}

/** Does it again and again. */
export function every(ms: number, act: () => void): Timer {
  let timer = after(ms, again);
  return {
    stop: () => {
      timer.stop();
    },
  };
  function again(): void {
    timer = after(ms, again);
    act();
  }
}

/** Resolves after the time, or as soon as the signal is aborted: whoever waits looks which it was. */
export async function pause(ms: number, signal: AbortSignal): Promise<void> {
  let timer: Timer | undefined;
  const over = new Promise<void>((resolve) => {
    timer = after(ms, resolve);
  });
  await orAborted(over, signal);
  timer?.stop();
}

/** What the promise gives, or undefined as soon as the signal is aborted. */
export function orAborted<T>(promise: Promise<T>, signal: AbortSignal): Promise<T | undefined> {
  return new Promise((resolve, reject) => {
    const onAbort = (): void => {
      resolve(undefined);
    };
    if (signal.aborted) onAbort();
    signal.addEventListener('abort', onAbort, { once: true });
    promise.then(resolve, reject).finally(() => {
      signal.removeEventListener('abort', onAbort);
    });
  });
}

function now(): number {
  return Number(hrtime.bigint()) / 1e6;
}
