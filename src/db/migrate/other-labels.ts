// Rows whose label is another than the wanted one, in SQL; and how many rows each label has.

import { type RawBuilder, type SqlBool, sql } from 'kysely';
import type { Manifest } from '../../core/envelope.js';
import { LABEL_COLUMN } from '../../core/storage.js';
import { labelOf } from '../../runtime/object-type.js';
import { ordinalIn } from '../../runtime/target.js';
import type { Engine } from '../engine.js';
import type { Session } from '../session.js';
import type { StoredTree } from '../stored-types.js';

export interface Wanted {
  /** The ordinal that rows are brought to. */
  readonly ordinal: number;
  /** Rows that are newer, or hold newer objects, are brought back too. */
  readonly isWayBack: boolean;
  readonly manifest: Manifest;
}

/** Rows that are older than wanted; on the way back those that are newer, or hold what is newer. */
export function otherLabels(
  engine: Engine,
  { type, tree, storage: { unlabelled } }: StoredTree,
  { ordinal, isWayBack, manifest }: Wanted,
): RawBuilder<SqlBool> {
  const others: string[] = [];
  for (let at = type.base; at <= type.newest; at++) {
    if (at < ordinal || (isWayBack && at > ordinal)) others.push(labelOf(type, at));
  }
  const ways: RawBuilder<SqlBool>[] = [];
  if (others.length > 0) ways.push(sql`${firstWord(engine)} in (${sql.join(others)})`);
  const isBareOther =
    unlabelled !== undefined && (unlabelled < ordinal || (isWayBack && unlabelled > ordinal));
  if (isBareOther) ways.push(sql`${sql.id(LABEL_COLUMN)} is null`);
  if (isWayBack) {
    for (const [name, child] of tree) {
      const least = ordinalIn(child, manifest);
      for (let at = Math.max(least + 1, child.base); at <= child.newest; at++) {
        ways.push(holds(engine, ` ${name}=${labelOf(child, at)} `));
      }
    }
  }
  return ways.length === 0 ? sql`1 = 0` : sql`(${sql.join(ways, sql` or `)})`;
}

function firstWord(engine: Engine): RawBuilder<string> {
  const label = sql.id(LABEL_COLUMN);
  return engine === 'postgres'
    ? sql`split_part(${label}, ' ', 1)`
    : sql`substr(${label}, 1, instr(${label} || ' ', ' ') - 1)`;
}

function holds(engine: Engine, words: string): RawBuilder<SqlBool> {
  const padded = sql`${sql.id(LABEL_COLUMN)} || ' '`;
  return engine === 'postgres'
    ? sql`strpos(${padded}, ${words}) > 0`
    : sql`instr(${padded}, ${words}) > 0`;
}

/** How many rows there are to be brought over. */
export async function countOf(
  session: Session,
  stored: StoredTree,
  wanted: Wanted,
): Promise<number> {
  const { rows } = await session.run(
    sql<{ readonly many: unknown }>`select count(*) as many from ${sql.id(stored.storage.table)}
      where ${otherLabels(session.engine, stored, wanted)}`,
    stored.type.name,
  );
  return Number(rows[0]?.many ?? 0);
}

/** How many rows have each version of the root; null where they have no label. */
export async function labelsOf(
  session: Session,
  stored: StoredTree,
): Promise<readonly { readonly label: string | null; readonly rows: number }[]> {
  const word = firstWord(session.engine);
  const { rows } = await session.run(
    sql<{
      readonly label: string | null;
      readonly many: unknown;
    }>`select ${word} as label, count(*) as many
      from ${sql.id(stored.storage.table)} group by 1 order by 1`,
    stored.type.name,
  );
  return rows.map(({ label, many }) => ({ label, rows: Number(many) }));
}
