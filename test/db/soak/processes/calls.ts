// Calls of a writer's store: how long each took, and how it failed. What may fail where releases meet is counted; all
// else is a breach.

import { performance } from 'node:perf_hooks';
import type { Engine } from '../../../../src/db/index.js';
import type { CallFigures, Role } from '../messages.js';

/** Somebody else wrote first; the row has become too new for code of the older release. */
const ALLOWED: Readonly<Record<Role, readonly string[]>> = {
  old: ['lost-race', 'incompatible-version'],
  pinned: ['lost-race'],
  new: ['lost-race'],
};
/** One writes at a time, and who waits is not served in turn. */
const OF_SQLITE = ['locked'];

export class Calls {
  readonly #allowed: ReadonlySet<string>;
  readonly #breach: (what: string) => void;
  readonly #kinds = {
    get: { ms: [] as number[], errors: {} as Record<string, number> },
    save: { ms: [] as number[], errors: {} as Record<string, number> },
  };

  constructor(role: Role, engine: Engine, breach: (what: string) => void) {
    this.#allowed = new Set([...ALLOWED[role], ...(engine === 'sqlite' ? OF_SQLITE : [])]);
    this.#breach = breach;
  }

  get figures(): { readonly get: CallFigures; readonly save: CallFigures } {
    return this.#kinds;
  }

  /** What it gave; undefined where it failed. */
  async make<T>(kind: 'get' | 'save', run: () => Promise<T>): Promise<T | undefined> {
    const begun = performance.now();
    const { ms, errors } = this.#kinds[kind];
    try {
      return await run();
    } catch (error) {
      if (!(error instanceof Error)) throw error;
      const code = 'code' in error && typeof error.code === 'string' ? error.code : error.name;
      errors[code] = (errors[code] ?? 0) + 1;
      if (!this.#allowed.has(code)) this.#breach(`${kind}: ${code}: ${error.message}`);
      return undefined;
    } finally {
      ms.push(performance.now() - begun);
    }
  }
}
