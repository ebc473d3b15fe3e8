// A promise that is settled from outside.

/** The promise, and what resolves it. */
export interface Deferred<T> {
  readonly promise: Promise<T>;
  readonly resolve: (value: T) => void;
}

/** A promise that waits. */
export function deferred<T = void>(): Deferred<T> {
  let resolve = (_value: T): void => undefined;
  const promise = new Promise<T>((whenResolved) => {
    resolve = whenResolved;
  });
  return { promise, resolve };
}
