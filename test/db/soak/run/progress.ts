// How far a migration is, as the table has it: what is left, and where in the order of keys it is.

import { type RawBuilder, type SqlBool, sql } from 'kysely';
import type { Database } from '../../../../src/db/index.js';

const isNewest: RawBuilder<SqlBool> = sql`coalesce(obj_version, '') like '1.3%'`;

/** Rows that do not bear the newest label. */
export async function leftIn({ db }: Database): Promise<number> {
  const { rows } = await sql<{ readonly many: unknown }>`
    select count(*) as many from lockers where not (${isNewest})`.execute(db);
  return Number(rows[0]?.many);
}

/**
 * The key that it has come to, about: rows before it are of the newest label, rows behind are not, but for those that
 * writers have changed.
 */
export async function frontierIn({ db }: Database, rows: number): Promise<number> {
  let [low, high] = [1, rows];
  while (low < high) {
    const middle = Math.floor((low + high) / 2);
    const { rows: near } = await sql<{ readonly newest: unknown }>`
      select count(*) as newest from lockers
      where id between ${middle - 2} and ${middle + 2} and ${isNewest}`.execute(db);
    if (Number(near[0]?.newest) >= 3) low = middle + 1;
    else high = middle;
  }
  return low;
}
