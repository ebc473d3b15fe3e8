// One batch of a migration: some rows of other labels found, then held, rewritten and let go.

import { performance } from 'node:perf_hooks';
import { sql } from 'kysely';
import { LABEL_COLUMN } from '../../core/storage.js';
import { isError } from '../../runtime/index.js';
import type { Works } from '../change-of.js';
import { isStoreError } from '../errors.js';
import { loadRows } from '../load-rows.js';
import type { Row } from '../query/index.js';
import { convertRow } from '../save.js';
import type { Session } from '../session.js';
import type { StoredTree } from '../stored-types.js';
import { otherLabels, type Wanted } from './other-labels.js';

/** A row that no rule can carry; it is as it was. */
export interface StuckRow {
  readonly key: unknown;
  readonly label: string | null;
  readonly why: string;
}

/** What came of one batch. */
export interface Batch {
  /** Rows that were found, and those of them that were rewritten: others may hold the rest, or have rewritten them. */
  readonly seen: number;
  readonly done: number;
  /** The key of the last that was found. */
  readonly last: unknown;
  readonly stuck: StuckRow | undefined;
  /** How long it held its rows, in milliseconds. */
  readonly heldMs: number;
}

/** Which rows are next, in the order of their keys. */
export interface Page {
  readonly size: number;
  /** The key that the page before ended with; undefined at the beginning. */
  readonly after: unknown;
}

/** Both engines have an end of how many parameters a statement takes. */
const MOST = 10_000;

/** Rewrites the next rows, in one transaction. */
export async function migrateBatch(
  session: Session,
  stored: StoredTree,
  wanted: Wanted,
  works: Works,
  page: Page,
): Promise<Batch> {
  // Looked for before anything is locked: on the way there may be a million rows that are done.
  const keys = await keysOf(session, stored, wanted, page);
  if (keys.length === 0) return { seen: 0, done: 0, last: undefined, stuck: undefined, heldMs: 0 };
  const begun = performance.now();
  const one = await rewrite(session, stored, wanted, works, keys);
  return { ...one, seen: keys.length, last: keys.at(-1), heldMs: performance.now() - begun };
}

interface Rewritten {
  readonly done: number;
  readonly stuck: StuckRow | undefined;
}

/** What the database refuses undoes all of its transaction; what stood before it is then done without it. */
async function rewrite(
  session: Session,
  stored: StoredTree,
  wanted: Wanted,
  works: Works,
  keys: readonly unknown[],
): Promise<Rewritten> {
  try {
    return await session.transaction(stored.type.name, (tx) =>
      rewriteHeld(tx, stored, wanted, works, keys),
    );
  } catch (error) {
    if (!(error instanceof RefusedRow)) throw error;
    const { stuck } = error;
    const before = keys.slice(0, keys.map(String).indexOf(String(stuck.key)));
    if (before.length === 0) return { done: 0, stuck };
    const { done, stuck: earlier } = await rewrite(session, stored, wanted, works, before);
    return { done, stuck: earlier ?? stuck };
  }
}

async function rewriteHeld(
  tx: Session,
  stored: StoredTree,
  wanted: Wanted,
  works: Works,
  keys: readonly unknown[],
): Promise<Rewritten> {
  const { storage, key } = stored;
  await works.layout.refresh(tx);
  // What another holds is left to the next pass: neither waits for the other.
  const lock = tx.engine === 'postgres' ? sql` for update skip locked` : sql``;
  const statement = sql<Row>`select * from ${sql.id(storage.table)}
    where ${sql.id(key.column)} in (${sql.join(keys)}) and ${otherLabels(tx.engine, stored, wanted)}
    order by ${sql.id(key.column)}${lock}`;
  const rows = await loadRows(tx, stored, statement, undefined);
  const done: unknown[] = [];
  for (const row of rows) {
    const stuck = (why: string): StuckRow => {
      return { key: row.columns[key.column], label: row.label, why };
    };
    try {
      if (await convertRow(tx, stored, row, works)) done.push(row.columns[key.column]);
    } catch (error) {
      if (isRefused(error)) throw new RefusedRow(stuck(error.message));
      if (!isUncarried(error)) throw error;
      await assertRewritten(tx, stored, wanted, done);
      return { done: done.length, stuck: stuck(error.message) };
    }
  }
  await assertRewritten(tx, stored, wanted, done);
  return { done: done.length, stuck: undefined };
}

/** A row that would have to be rewritten again, and again after that: better told than gone on with. */
async function assertRewritten(
  tx: Session,
  stored: StoredTree,
  wanted: Wanted,
  keys: readonly unknown[],
): Promise<void> {
  if (keys.length === 0) return;
  const { type, storage, key } = stored;
  const { rows } = await tx.run(
    sql<{
      readonly key: unknown;
    }>`select ${sql.id(key.column)} as "key" from ${sql.id(storage.table)}
      where ${sql.id(key.column)} in (${sql.join(keys)}) and ${otherLabels(tx.engine, stored, wanted)}`,
    type.name,
  );
  const [row] = rows;
  if (row === undefined) return;
  throw new Error(
    `${type.name} ${String(row.key)} was rewritten, and is of another version still: see whether a trigger of ${storage.table} writes ${LABEL_COLUMN}; if none does, it is a fault of backlevel`,
  );
}

/** A row that the database would not take as it is to be. */
class RefusedRow extends Error {
  readonly stuck: StuckRow;
  constructor(stuck: StuckRow) {
    super(stuck.why);
    this.stuck = stuck;
  }
}

async function keysOf(
  session: Session,
  stored: StoredTree,
  wanted: Wanted,
  { size, after }: Page,
): Promise<readonly unknown[]> {
  const { type, storage, key } = stored;
  const column = sql.id(key.column);
  const behind = after === undefined ? sql`` : sql` and ${column} > ${after}`;
  const { rows } = await session.run(
    sql<{ readonly key: unknown }>`select ${column} as "key" from ${sql.id(storage.table)}
      where ${otherLabels(session.engine, stored, wanted)}${behind}
      order by ${column} limit ${Math.min(size, MOST)}`,
    type.name,
  );
  return rows.map((row) => row.key);
}

/** Whether no rule can carry a row: known before a statement was made, so that the batch goes on to count. */
function isUncarried(error: unknown): error is Error {
  return (
    isError(error, 'backport-refused') ||
    isError(error, 'upgrade-refused') ||
    isStoreError(error, 'damaged-row') ||
    isStoreError(error, 'value-not-storable')
  );
}

/** Whether a statement was refused for what a row has: other rows have it too, or it is too long. */
function isRefused(error: unknown): error is Error {
  return (
    isStoreError(error, 'unique-violation') ||
    isStoreError(error, 'foreign-key') ||
    (isStoreError(error, 'value-not-storable') && error.cause !== undefined)
  );
}
