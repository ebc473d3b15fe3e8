// Rows as a process reads them: all of a table at once, and one by one where that fails.

import type { JsonValue } from '../../../core/json.js';
import type { Store } from '../../../db/index.js';
import { attempt, type Outcome } from '../../laws/outcome.js';
import type { PeerObject } from '../../peer/peer.js';
import type { Side } from '../side.js';
import type { Judge } from './judge.js';
import type { Row } from './row.js';
import { storageOf } from './row-values.js';

export type ReadRow =
  | { readonly kind: 'read'; readonly object: PeerObject; readonly primitive: JsonValue }
  | { readonly kind: 'failed'; readonly outcome: Outcome };

type Type = Parameters<Store['list']>[0];

export class ReadRows {
  readonly #store: Store;
  readonly #side: Side;

  constructor(store: Store, side: Side) {
    this.#store = store;
    this.#side = side;
  }

  /** All of these rows; a row that is not there is missing. */
  async all(rows: readonly Row[], judge: Judge): Promise<ReadonlyMap<Row, ReadRow>> {
    const found = new Map<Row, ReadRow>();
    for (const [type, key, some] of this.#byType(rows, judge)) {
      const listed = await this.#listed(type, key);
      const read = listed === undefined ? await this.each(some, judge) : undefined;
      for (const row of some) {
        const one = read?.get(row) ?? listed?.get(String(row.key));
        if (one !== undefined) found.set(row, one);
      }
    }
    return found;
  }

  /** Each by itself. */
  async each(rows: readonly Row[], judge: Judge): Promise<ReadonlyMap<Row, ReadRow>> {
    const found = new Map<Row, ReadRow>();
    for (const [type, key, some] of this.#byType(rows, judge)) {
      for (const row of some) found.set(row, await this.#one(type, { [key]: row.key }));
    }
    return found;
  }

  async #one(type: Type, values: Readonly<Record<string, JsonValue>>): Promise<ReadRow> {
    try {
      return readOf(await this.#store.get(type, values));
    } catch (error) {
      return failedBy(error);
    }
  }

  /** By key; undefined where one row spoils it for all. */
  async #listed(type: Type, key: string): Promise<ReadonlyMap<string, ReadRow> | undefined> {
    const order = [{ field: key, direction: 'asc' as const }];
    const query = {
      where: undefined,
      order,
      limit: undefined,
      after: undefined,
      fields: undefined,
    };
    try {
      const objects = await this.#store.list(type, query);
      const field = type.fields.find(({ name }) => name === key);
      return new Map(
        objects.map((one) => [String(field && one.$$value(field)), readOf(one)] as const),
      );
    } catch (error) {
      if (!(error instanceof Error)) throw error;
      return undefined;
    }
  }

  *#byType(
    rows: readonly Row[],
    judge: Judge,
  ): Generator<readonly [type: Type, key: string, rows: readonly Row[]]> {
    const { registry } = this.#side.peer(undefined);
    for (const one of new Set(rows.map(({ object }) => object))) {
      const known = judge.objectIn(this.#side, one);
      const type = registry.find(known.key);
      const key = storageOf(known)?.key;
      if (type === undefined || key === undefined) throw new Error(`${known.key} is not stored`);
      yield [type, key, rows.filter(({ object }) => object === one)];
    }
  }
}

function readOf(object: PeerObject | Awaited<ReturnType<Store['get']>>): ReadRow {
  // Generated classes have a property for each field, which is all that the name adds.
  const primitive = object.objToPrimitive() as JsonValue;
  return { kind: 'read', object: object as PeerObject, primitive };
}

function failedBy(error: unknown): ReadRow {
  const outcome = attempt(() => {
    throw error;
  });
  return { kind: 'failed', outcome };
}
