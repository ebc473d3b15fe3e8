// Rows as the engine has them, page after page, read by SQL alone: whoever judges a store does not ask it.

import { sql } from 'kysely';
import type { Database } from '../../../../src/db/index.js';

/** Every value as text, on both engines; null where the column is. */
export interface RawRow {
  readonly id: string;
  readonly code: string | null;
  readonly count: string | null;
  readonly note: string | null;
  readonly motto: string | null;
  readonly state: string | null;
  readonly seal: string | null;
  readonly grade: string | null;
  readonly door: string | null;
  readonly label: string | null;
  /** What the label's version does not say. */
  readonly words: string | null;
  /** Elements of its side table. */
  readonly tags: readonly string[];
}

const PAGE = 20_000;

/** Every row there is, by its key. */
export async function* rawRows({ db }: Database): AsyncGenerator<RawRow> {
  let last = 0;
  for (;;) {
    const { rows } = await sql<Omit<RawRow, 'tags'>>`
      select cast(id as text) as id, code, cast("count" as text) as "count", note, motto, state, seal,
        cast(grade as text) as grade, cast(door as text) as door, obj_version as label, obj_state as words
      from lockers where id > ${last} order by lockers.id limit ${PAGE}`.execute(db);
    const end = Number(rows.at(-1)?.id ?? 0);
    const tags = await tagsBetween(db, last, end);
    for (const row of rows) yield { ...row, tags: tags.get(row.id) ?? [] };
    if (rows.length < PAGE) return;
    last = end;
  }
}

async function tagsBetween(
  db: Database['db'],
  after: number,
  end: number,
): Promise<ReadonlyMap<string, readonly string[]>> {
  const { rows } = await sql<{ readonly id: string; readonly tag: string }>`
    select cast(locker_id as text) as id, tag from locker_tags
    where locker_id > ${after} and locker_id <= ${end}`.execute(db);
  const found = new Map<string, string[]>();
  for (const { id, tag } of rows) {
    const known = found.get(id);
    if (known === undefined) found.set(id, [tag]);
    else known.push(tag);
  }
  return found;
}
