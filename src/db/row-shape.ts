// What rows of a label have, looked up once for each label: reading and writing go over it without a search.

import type { ColumnRow, FillRow, SideRow, StorageInfo } from '../runtime/storage.js';

/** What holds at one ordinal. */
export interface RowShape {
  readonly columns: readonly ColumnRow[];
  readonly sides: readonly SideRow[];
  /** By their fields' names at this ordinal. */
  readonly columnOf: ReadonlyMap<string, ColumnRow>;
  readonly sideOf: ReadonlyMap<string, SideRow>;
  /** Fields of this ordinal that the step up to it fills in. */
  readonly filledUp: readonly FillRow[];
  /** Fields of this ordinal that the step down to it fills in. */
  readonly filledDown: readonly FillRow[];
}

export class RowShapes {
  readonly #storage: StorageInfo;
  readonly #known = new Map<number, RowShape>();
  #filled: ReadonlySet<string> | undefined = undefined;

  constructor(storage: StorageInfo) {
    this.#storage = storage;
  }

  at(ordinal: number): RowShape {
    const known = this.#known.get(ordinal);
    if (known !== undefined) return known;
    const holds = ({ since, until }: { since: number; until: number }): boolean =>
      since <= ordinal && ordinal <= until;
    const { columns, sides, fills } = this.#storage;
    const own = { columns: columns.filter(holds), sides: sides.filter(holds) };
    const made: RowShape = {
      ...own,
      columnOf: new Map(own.columns.map((row) => [row.field, row])),
      sideOf: new Map(own.sides.map((row) => [row.field, row])),
      filledUp: fills.filter(({ direction, at }) => direction === 'upgrade' && at === ordinal),
      filledDown: fills.filter(
        ({ direction, at }) => direction === 'backport' && at === ordinal + 1,
      ),
    };
    this.#known.set(ordinal, made);
    return made;
  }

  /** Columns and side tables of fields that some step fills in: only of those it matters whether they were ever written. */
  get filled(): ReadonlySet<string> {
    this.#filled ??= new Set(
      this.#storage.fills.flatMap(({ direction, at, field }) => {
        const shape = this.at(direction === 'upgrade' ? at : at - 1);
        const [column, side] = [shape.columnOf.get(field), shape.sideOf.get(field)];
        return [
          ...(column === undefined ? [] : [column.column]),
          ...(side === undefined ? [] : [side.table]),
        ];
      }),
    );
    return this.#filled;
  }
}
