// Calls that are told and traced, on either side; where nobody watches they cost nothing.

import { hrtime } from 'node:process';
import type { WireContext } from '../context.js';
import { type RpcObserver, teller, type Watching } from './events.js';
import { DONE, isOurs, isTimeout, outcomeOf } from './outcome.js';

/** Runs a method of the user's: what it throws is its own failure, and no refusal of the conductor's. */
export type Running = <T>(method: () => Promise<T>) => Promise<T>;

/** Tells of what one client or one conductor does. */
export class Watched {
  readonly tell: RpcObserver;
  /** Whether anyone wants to know. */
  readonly isOn: boolean;
  readonly #tracing: Watching['tracing'];

  constructor({ observer, tracing }: Watching) {
    this.tell = teller(observer);
    this.#tracing = tracing;
    this.isOn = observer !== undefined || tracing !== undefined;
  }

  /** A call on its way out; `send` gets what is to travel in its context besides. */
  async outgoing<T>(method: string, send: (carried: WireContext) => Promise<T>): Promise<T> {
    if (!this.isOn) return send({});
    const tracing = this.#tracing;
    return this.#timed(
      'called',
      method,
      () => (tracing === undefined ? send({}) : tracing.outgoing(method, send)),
      (error, why) => {
        if (isTimeout(error)) this.tell({ kind: 'timed-out', method, why });
      },
    );
  }

  /** A request that came in with this context. */
  async incoming<T>(
    method: string,
    carried: WireContext,
    run: (running: Running) => Promise<T>,
  ): Promise<T> {
    const tracing = this.#tracing;
    let ofMethod: { readonly error: unknown } | undefined;
    const running: Running = async (act) => {
      try {
        return await act();
      } catch (error) {
        ofMethod = { error };
        throw error;
      }
    };
    return this.#timed(
      'served',
      method,
      () =>
        tracing === undefined
          ? run(running)
          : tracing.incoming(method, carried, () => run(running)),
      (error, why) => {
        if (isOurs(error) && ofMethod?.error !== error) this.tell({ kind: 'refused', method, why });
      },
    );
  }

  async #timed<T>(
    kind: 'called' | 'served',
    method: string,
    run: () => Promise<T>,
    onError: (error: unknown, why: string) => void,
  ): Promise<T> {
    const begin = hrtime.bigint();
    let outcome = DONE;
    try {
      return await run();
    } catch (error) {
      outcome = outcomeOf(error);
      onError(error, outcome);
      throw error;
    } finally {
      this.tell({ kind, method, durationMs: Number(hrtime.bigint() - begin) / 1e6, outcome });
    }
  }
}
