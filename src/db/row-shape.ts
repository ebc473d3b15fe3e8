// What rows of a label have, looked up once for each label: reading and writing go over it without a search.

import type { AnyObjectType } from '../runtime/object-type.js';
import type { ColumnRow, SideRow, StorageInfo } from '../runtime/storage.js';
import { type Counting, countingOf } from './counting.js';
import { type Lineage, lineageOf } from './lineage.js';

/** What holds at one ordinal. */
export interface RowShape {
  readonly columns: readonly ColumnRow[];
  readonly sides: readonly SideRow[];
  /** By their fields' names at this ordinal. */
  readonly columnOf: ReadonlyMap<string, ColumnRow>;
  readonly sideOf: ReadonlyMap<string, SideRow>;
}

export class RowShapes {
  readonly #storage: StorageInfo;
  readonly #known = new Map<number, RowShape>();
  readonly lineage: Lineage;
  readonly counting: Counting;

  constructor(type: AnyObjectType, storage: StorageInfo) {
    this.#storage = storage;
    this.lineage = lineageOf(storage);
    this.counting = countingOf(type, storage);
  }

  at(ordinal: number): RowShape {
    const known = this.#known.get(ordinal);
    if (known !== undefined) return known;
    const holds = ({ since, until }: { since: number; until: number }): boolean =>
      since <= ordinal && ordinal <= until;
    const { columns, sides } = this.#storage;
    const own = { columns: columns.filter(holds), sides: sides.filter(holds) };
    const made: RowShape = {
      ...own,
      columnOf: new Map(own.columns.map((row) => [row.field, row])),
      sideOf: new Map(own.sides.map((row) => [row.field, row])),
    };
    this.#known.set(ordinal, made);
    return made;
  }
}
