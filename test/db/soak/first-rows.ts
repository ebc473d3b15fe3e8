// The rows that a soak begins with: each follows from its number alone, so that whoever judges needs no copy of them. Written
// by plain SQL, a million at once; a sample is held against what the store itself writes.

import { sql } from 'kysely';
import type { Database } from '../../../src/db/index.js';

/** What row `n` has in the words of the older release; `note` undefined where it is unset. */
export function firstRow(n: number) {
  return {
    uses: n % 7,
    note: n % 3 === 0 ? `note ${n}` : n % 3 === 1 ? null : undefined,
    motto: `motto ${n}`,
    state: n % 5 === 0 ? 'taken' : n % 5 === 1 ? 'broken' : 'idle',
    tags: n % TAGGED === 0 ? ['all', `t${n}`] : [],
    colour: n % 4 === 0 ? `colour ${n % 10}` : undefined,
  } as const;
}

/** Every so many rows one has tags. */
export const TAGGED = 20;

const DOOR = `'{"versioned_object.name":"Door","versioned_object.namespace":"lockers","versioned_object.version":"1.0","versioned_object.data":{"colour":"colour ' || (n % 10) || '"}}'`;

/** Inserts rows 1 to `rows`, whose keys the database then gives in that order. */
export async function insertFirstRows({ db, engine }: Database, rows: number): Promise<void> {
  const door = engine === 'postgres' ? `cast(${DOOR} as json)` : DOOR;
  const numbers = sql.raw(`generate_series(1, ${rows})`);
  const from =
    engine === 'postgres' ? sql`${numbers} as s(n)` : sql`(select value as n from ${numbers}) s`;
  await sql`
    insert into lockers (code, uses, note, motto, state, door, obj_version, obj_state)
    select 'c' || n, n % 7, case n % 3 when 0 then 'note ' || n end, 'motto ' || n,
      case n % 5 when 0 then 'taken' when 1 then 'broken' else 'idle' end,
      case when n % 4 = 0 then ${sql.raw(door)} end,
      case when n % 3 = 1 then null when n % 4 = 0 then '1.0 Door=1.0' else '1.0' end,
      case when n % 3 = 2 then ' -note ' end
    from ${from} order by n`.execute(db);
  await sql`
    insert into locker_tags (locker_id, tag)
    select n, 'all' from ${from} where n % ${sql.raw(String(TAGGED))} = 0
    union all select n, 't' || n from ${from} where n % ${sql.raw(String(TAGGED))} = 0`.execute(db);
  if (engine === 'postgres') await sql`analyze lockers`.execute(db);
}
