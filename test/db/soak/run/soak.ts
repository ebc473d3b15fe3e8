// A table of many rows, brought to a newer release while services of both change it; and what came of every write.

import { setTimeout as sleep } from 'node:timers/promises';
import { type Database, postgresDatabase, sqliteDatabase } from '../../../../src/db/index.js';
import { insertFirstRows } from '../first-rows.js';
import type { CallFigures, Role } from '../messages.js';
import { Expectations } from './expected.js';
import { judge } from './judge.js';
import { migrate, type MigrationFigures } from './migration.js';
import { operate } from './operator.js';
import { frontierIn, leftIn } from './progress.js';
import { SAMPLE, sampleBreaches } from './sample.js';
import type { SoakSettings } from './settings.js';
import { harmfulOf, type Seen, Watcher } from './watcher.js';
import { Writers } from './writers.js';

export interface SoakRun {
  readonly settings: SoakSettings;
  readonly breaches: readonly string[];
  readonly migration: MigrationFigures;
  /** On PostgreSQL, from outside. */
  readonly seen: Seen | undefined;
  readonly calls: Readonly<Record<Role, Readonly<Record<'get' | 'save', CallFigures>>>>;
  /** Rows in the end, and writes that were acknowledged, of the counter alone. */
  readonly found: number;
  readonly counted: number;
  readonly expandMs: number;
  readonly contractMs: number;
}

/** So few rows are left that the older release is retired. */
const LAST = 0.01;

export async function soak(settings: SoakSettings): Promise<SoakRun> {
  const { rows, say } = settings;
  const breaches: string[] = [];
  const writers = new Writers(settings, (what) => breaches.push(what));
  const database = await opened(settings);
  let watcher: Watcher | undefined;
  try {
    await operate(settings, { task: 'expand', release: 'a' });
    await insertFirstRows(database, rows);
    await operate(settings, { task: 'create', numbers: SAMPLE });
    breaches.push(...(await sampleBreaches(database)));
    say(`${rows} rows of the older release`);
    await writers.start('old');
    const expandMs = await operate(settings, { task: 'expand', release: 'b' });
    say('the table has the newer columns');
    await writers.start('pinned');
    await writers.start('new');
    say(`${settings.writers} writers of each role are at work`);
    if (settings.engine === 'postgres') watcher = new Watcher(database);
    const migration = await migrated(settings, database, writers);
    await writers.retire('new');
    const seen = await watcher?.end();
    const left = await leftIn(database);
    if (left > 0) breaches.push(`${left} rows are not of the newest label`);
    if (migration.kills < settings.kills) breaches.push(`only ${migration.kills} kills`);
    const harmful = seen === undefined ? [] : harmfulOf(seen);
    if (harmful.length > 0) breaches.push(`the migration locked tables: ${harmful.join(', ')}`);
    const expectations = new Expectations(rows, writers.ledgers);
    const judged = await judge(database, rows, expectations);
    breaches.push(...judged.breaches);
    say(`${judged.found} rows judged`);
    const contractMs = await operate(settings, { task: 'contract' });
    return {
      ...{ settings, breaches, migration, seen, expandMs, contractMs },
      calls: {
        old: writers.callsOf('old'),
        pinned: writers.callsOf('pinned'),
        new: writers.callsOf('new'),
      },
      found: judged.found,
      counted: expectations.acknowledged,
    };
  } finally {
    writers.kill();
    await watcher?.end();
    await database.close();
  }
}

/** The migration beside all writers; when little is left, the older release goes, and what it left is migrated too. */
async function migrated(
  settings: SoakSettings,
  database: Database,
  writers: Writers,
): Promise<MigrationFigures> {
  const { rows, kills, say } = settings;
  let isOver = false;
  const tended = tend();
  // Whoever waits for it is told.
  tended.catch(() => undefined);
  try {
    const first = await migrate(settings, kills);
    isOver = true;
    await tended;
    // They may have taken rows back since it saw the last.
    const rest = await migrate(settings, 0);
    return {
      done: first.done + rest.done,
      kills: first.kills,
      heldMs: [...first.heldMs, ...rest.heldMs],
      ms: first.ms + rest.ms,
    };
  } finally {
    isOver = true;
    await tended;
  }

  async function tend(): Promise<void> {
    let looked = performance.now();
    let restMs = 0;
    for (;;) {
      if (isOver) break;
      writers.lead(await frontierIn(database, rows));
      if (performance.now() - looked > restMs) {
        looked = performance.now();
        const left = await leftIn(database);
        // Counting is not to be what the writers wait for.
        restMs = 30 * (performance.now() - looked);
        if (left <= rows * LAST) break;
      }
      await sleep(100);
    }
    await Promise.all([writers.retire('old'), writers.retire('pinned')]);
    say('the older release is retired');
  }
}

async function opened({ engine, database }: SoakSettings): Promise<Database> {
  return engine === 'postgres'
    ? postgresDatabase(database)
    : sqliteDatabase(database.slice('sqlite:'.length), { busyTimeoutMs: 20_000 });
}
