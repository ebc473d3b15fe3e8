// The rows of the beginning are written by plain SQL: some of them, held against what the store makes of the same.

import { inspect, isDeepStrictEqual } from 'node:util';
import { sql } from 'kysely';
import type { Database } from '../../../../src/db/index.js';

/** Numbers of rows of every kind that there is. */
export const SAMPLE = Array.from({ length: 60 }, (_, i) => i + 1);

type Row = Readonly<Record<string, unknown>>;

/** What differs between a row and its sample; the samples are gone after that. */
export async function sampleBreaches({ db }: Database): Promise<readonly string[]> {
  const breaches: string[] = [];
  for (const n of SAMPLE) {
    const [plain, stored] = [await rowOf(`c${n}`), await rowOf(`sample-${n}`)];
    // A row without a label is what a table has that is older than labels.
    const wanted = plain['obj_version'] === null ? { ...stored, obj_version: null } : stored;
    if (isDeepStrictEqual(plain, wanted)) continue;
    breaches.push(`row ${n} is ${inspect(plain)}, and by the store ${inspect(stored)}`);
  }
  await sql`delete from locker_tags where locker_id in
    (select id from lockers where code like 'sample-%')`.execute(db);
  await sql`delete from lockers where code like 'sample-%'`.execute(db);
  return breaches;

  async function rowOf(code: string): Promise<Row> {
    const { rows } = await sql<Row>`select * from lockers where code = ${code}`.execute(db);
    const { id, ...row } = rows[0] ?? {};
    const { rows: tags } = await sql<{ readonly tag: string }>`
      select tag from locker_tags where locker_id = ${id} order by tag`.execute(db);
    return { ...row, code: undefined, tags: tags.map(({ tag }) => tag) };
  }
}
