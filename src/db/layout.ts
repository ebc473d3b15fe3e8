// How old the rows of each table may still be, as contracting says; looked up once, and again where a statement shows
// that it has changed.

import { type RawBuilder, type SqlBool, sql } from 'kysely';
import { type AnyObjectType, labelOf } from '../runtime/object-type.js';
import { LabelTooOldError } from './errors.js';
import type { Session } from './session.js';

/** The table that remembers; it is made when a database is expanded. */
export const TABLES = 'backlevel_tables';

const EXISTS = {
  sqlite: sql`select 1 from sqlite_master where type = 'table' and name = ${TABLES}`,
  postgres: sql`select 1 where to_regclass(${TABLES}) is not null`,
};

/** What is remembered of a table. */
interface Kept {
  /** The oldest label that rows have. */
  readonly oldest: string | null;
  /** The oldest label that is still written, while a contracting looks whether that is all there is. */
  readonly closing: string | null;
}

export class Layout {
  #kept: ReadonlyMap<string, Kept> | undefined;
  /** Whether the database has the table; a database of somebody's own may have none. */
  #isKept = true;

  async load(session: Session): Promise<void> {
    if (this.#kept === undefined) await this.refresh(session);
  }

  async refresh(session: Session): Promise<void> {
    // Asked first: a statement that fails would take a transaction of PostgreSQL's with it.
    const { rows: found } = await session.run(EXISTS[session.engine], '');
    this.#isKept = found.length > 0;
    if (!this.#isKept) {
      this.#kept = new Map();
      return;
    }
    const { rows } = await session.run(
      sql<Kept & { name: string }>`select name, oldest, closing from ${sql.id(TABLES)}`,
      '',
    );
    this.#kept = new Map(rows.map((row) => [row.name, row]));
  }

  /** The ordinal of the oldest label that rows may have. */
  oldestOf(type: AnyObjectType): number {
    const { oldest } = this.#keptOf(type);
    return (oldest === null ? undefined : type.ordinals.get(oldest)) ?? type.base;
  }

  /** Whether the table was contracted, or begun, with a version that can be told. */
  isRemembered(type: AnyObjectType): boolean {
    return this.#keptOf(type).oldest !== null;
  }

  /** Whether rows may only have labels that are newer than all that is known here. */
  isBeyond(type: AnyObjectType): boolean {
    const { oldest } = this.#keptOf(type);
    return oldest !== null && !type.ordinals.has(oldest);
  }

  #keptOf(type: AnyObjectType): Kept {
    return this.#kept?.get(type.storage?.table ?? '') ?? { oldest: null, closing: null };
  }

  /** The oldest label that may be written; null where none was ever told. */
  #floorOf(type: AnyObjectType): string | null {
    const { oldest, closing } = this.#keptOf(type);
    return closing ?? oldest;
  }

  /** Rows of this ordinal are not written where the table is contracted to a later one. */
  assertWritable(type: AnyObjectType, ordinal: number): void {
    const label = this.#floorOf(type);
    if (label === null) return;
    // A label that is unknown here is newer than all that is known.
    const oldest = type.ordinals.get(label) ?? Infinity;
    if (ordinal < oldest) throw new LabelTooOldError(type.name, labelOf(type, ordinal), label);
  }

  /** True in a statement as long as the table was not contracted further. */
  isStill(type: AnyObjectType): RawBuilder<SqlBool> {
    if (!this.#isKept) return sql`1 = 1`;
    const table = type.storage?.table ?? '';
    const label = this.#floorOf(type);
    const now = sql`(select coalesce(closing, oldest) from ${sql.id(TABLES)} where ${sql.id('name')} = ${table})`;
    return label === null ? sql`${now} is null` : sql`${now} = ${label}`;
  }
}
