// What objects cost over rows: reading by key, saving one field, listing a page, beside plain Kysely on the same
// tables and beside an ORM, on both engines, in turn. PostgreSQL is a private server, or BACKLEVEL_POSTGRES_URL.
//   npm --prefix bench/peers ci && node bench/db.mjs [sqlite|postgres]

import { mkdtempSync, rmSync } from 'node:fs';
import { createRequire } from 'node:module';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { performance } from 'node:perf_hooks';
import { sql } from 'kysely';
import { compiledCopy } from '../scripts/compiled/copy.mjs';
import { quantile } from './pairwise.mjs';

const ROOT = resolve(import.meta.dirname, '..');
const ROWS = 1_000;
const PAGE = 100;
const ROUNDS = 41;
const ROUND_MS = 30;

const OPEN = {
  sqlite: async (db) => {
    const file = join(folder, 'bench.db');
    const { default: Libsql } = await import('libsql');
    const { drizzle } = peers('drizzle-orm/better-sqlite3');
    const { eq } = peers('drizzle-orm');
    const core = peers('drizzle-orm/sqlite-core');
    const database = await db.sqliteDatabase(file);
    const tables = tablesOf(core.sqliteTable, {
      text: core.text,
      json: (name) => core.text(name, { mode: 'json' }),
      boolean: (name) => core.integer(name, { mode: 'boolean' }),
      bytes: (name) => core.blob(name),
      numeric: core.text,
      datetime: core.text,
    });
    const own = new Libsql(file);
    own.pragma('busy_timeout = 5000');
    const orm = drizzle(own);
    return { database, orm: worksOf(orm, tables, eq) };
  },
  postgres: async (db) => {
    const { anyPostgres } = await code.import('test/support/postgres.ts');
    const server = await anyPostgres();
    undo.push(() => server.stop());
    const { default: pg } = await import('pg');
    const { drizzle } = peers('drizzle-orm/node-postgres');
    const { eq } = peers('drizzle-orm');
    const core = peers('drizzle-orm/pg-core');
    const database = await db.postgresDatabase(server.url);
    const tables = tablesOf(core.pgTable, {
      text: core.text,
      json: core.json,
      boolean: core.boolean,
      bytes: core.text,
      numeric: core.numeric,
      datetime: (name) => core.timestamp(name, { withTimezone: true }),
    });
    const pool = new pg.Pool({ connectionString: server.url });
    // The server is stopped under it at the end.
    pool.on('error', () => undefined);
    undo.push(() => pool.end());
    return { database, orm: worksOf(drizzle(pool), tables, eq) };
  },
};

const peers = createRequire(join(import.meta.dirname, 'peers/package.json'));
const code = compiledCopy(ROOT, ['src', 'generated', 'hooks', 'test/support']);
const folder = mkdtempSync(join(tmpdir(), 'backlevel-bench-db-'));
const undo = [() => rmSync(folder, { recursive: true, force: true }), () => code.remove()];
try {
  const { registry, Volume } = await code.import('generated/index.ts');
  const db = await code.import('src/db/index.ts');
  const { wireQuery } = await code.import('src/runtime/index.ts');
  console.log(`node ${process.version}, ${ROWS} volumes of 17 columns; pages of ${PAGE}`);
  console.log(
    line(
      'engine and work',
      'objects/s',
      'Kysely/s',
      'drizzle/s',
      'cost over Kysely',
      'over drizzle',
    ),
  );
  const wanted = process.argv.slice(2);
  for (const engine of ['sqlite', 'postgres']) {
    if (wanted.length > 0 && !wanted.includes(engine)) continue;
    await measure(engine, { registry, Volume, db, wireQuery });
  }
} finally {
  for (const one of undo.reverse()) await one();
}

async function measure(engine, { registry, Volume, db, wireQuery }) {
  const { database, orm } = await OPEN[engine](db);
  const type = Volume.$$type;
  await db.expand({ db: database.db, engine, types: [type], oldest: (one) => one.base });
  const store = await db.openStore({ database, registry });
  const ids = [];
  for (let n = 0; n < ROWS; n++) {
    const volume = volumeOf(Volume, n);
    await store.create(volume);
    ids.push(volume.id);
  }
  const at = (n) => ids[n % ROWS];
  const kysely = database.db;
  const objects = await Promise.all(ids.map((id) => store.get(type, { id })));
  const works = {
    'read by key': {
      ours: async (n) => (await store.get(type, { id: at(n) })).name,
      plain: async (n) =>
        (await kysely.selectFrom('volumes').selectAll().where('id', '=', at(n)).executeTakeFirst())
          .name,
      orm: async (n) => (await orm.byKey(at(n))).name,
    },
    'save one field': {
      ours: async (n) => {
        const volume = objects[n % ROWS];
        volume.name = `name ${n}`;
        await store.save(volume);
        return volume.name;
      },
      plain: async (n) => {
        const name = `plain ${n}`;
        await kysely.updateTable('kept').set({ name }).where('id', '=', at(n)).execute();
        return name;
      },
      orm: (n) => orm.rename(at(n), `orm ${n}`),
    },
    [`list ${PAGE}`]: {
      ours: async () => {
        const query = wireQuery(
          type,
          { where: { bootable: true }, orderBy: 'name', limit: PAGE },
          'list',
        );
        return (await store.list(type, query)).length;
      },
      plain: async () =>
        (
          await kysely
            .selectFrom('volumes')
            .selectAll()
            .where('bootable', '=', engine === 'sqlite' ? 1 : true)
            .orderBy('name')
            .limit(PAGE)
            .execute()
        ).length,
      orm: () => orm.page(PAGE),
    },
  };
  // What others save has a table of its own: a save of ours sees it when another changes its row.
  await sql`create table kept as select * from volumes`.execute(kysely);
  await sql`create unique index kept_id on kept (id)`.execute(kysely);
  for (const [name, work] of Object.entries(works)) await report(`${engine} ${name}`, work);
  await database.close();
}

/** Medians of rounds in turn; who goes first changes. */
async function report(name, { ours, plain, orm }) {
  const contenders = { ours, plain, orm };
  const results = {};
  for (const [who, work] of Object.entries(contenders)) results[who] = await work(1);
  if (typeof results.ours === 'number' && new Set(Object.values(results)).size > 1) {
    throw new Error(`${name}: they do not agree: ${JSON.stringify(results)}`);
  }
  const calls = {};
  for (const [who, work] of Object.entries(contenders)) calls[who] = await callsFor(work);
  const times = { ours: [], plain: [], orm: [] };
  for (let round = 0; round < ROUNDS; round++) {
    const order = Object.keys(contenders);
    for (let i = 0; i < order.length; i++) {
      const who = order[(i + round) % order.length];
      times[who].push((await timed(contenders[who], calls[who], round)) / calls[who]);
    }
  }
  const perSecond = (who) => Math.round(1000 / quantile(times[who], 0.5)).toLocaleString('en');
  const ratio = (who) =>
    quantile(
      times.ours.map((own, i) => own / times[who][i]),
      0.5,
    ).toFixed(2);
  console.log(
    line(
      name,
      perSecond('ours'),
      perSecond('plain'),
      perSecond('orm'),
      ratio('plain'),
      ratio('orm'),
    ),
  );
}

async function callsFor(work) {
  await timed(work, 50, 0);
  const each = (await timed(work, 50, 1)) / 50;
  return Math.max(1, Math.round(ROUND_MS / each));
}

async function timed(work, calls, seed) {
  let last;
  const begin = performance.now();
  for (let i = 0; i < calls; i++) last = await work(seed * 7919 + i);
  const took = performance.now() - begin;
  if (last === undefined) throw new Error('no work was done');
  return took;
}

function volumeOf(Volume, n) {
  const id = `00000000-0000-4000-8000-${String(n).padStart(12, '0')}`;
  return new Volume({
    id,
    name: `volume ${n}`,
    sizeBytes: 10n * 2n ** 30n,
    status: 'available',
    hostName: 'store-1',
    backend: 'ceph',
    bootable: n % 2 === 0,
    encryptionKey: null,
    snapshotOf: null,
    metadata: { purpose: 'bench' },
    attachments: new Set(),
    projectId: 'engine',
    userId: 'ada',
    createdAt: '2026-01-02T03:04:05Z',
    updatedAt: null,
    deletedAt: null,
  });
}

/** The volume as a user of drizzle would declare it. */
function tablesOf(table, { text, json, boolean, bytes, numeric, datetime }) {
  const columns = () => ({
    id: text('id').primaryKey(),
    name: text('name'),
    sizeBytes: numeric('size_bytes'),
    status: text('status'),
    host: text('host'),
    backend: text('backend'),
    bootable: boolean('bootable'),
    encryptionKey: bytes('encryption_key'),
    snapshotOf: text('snapshot_of_id'),
    metadata: json('metadata'),
    attachments: json('attachments'),
    projectId: text('project_id'),
    userId: text('user_id'),
    createdAt: datetime('created_at'),
    updatedAt: datetime('updated_at'),
    deletedAt: datetime('deleted_at'),
  });
  return { volumes: table('volumes', columns()), kept: table('kept', columns()) };
}

function worksOf(orm, { volumes, kept }, eq) {
  return {
    byKey: async (id) => (await orm.select().from(volumes).where(eq(volumes.id, id)))[0],
    rename: async (id, name) => {
      await orm.update(kept).set({ name }).where(eq(kept.id, id));
      return name;
    },
    page: async (count) =>
      (
        await orm
          .select()
          .from(volumes)
          .where(eq(volumes.bootable, true))
          .orderBy(volumes.name)
          .limit(count)
      ).length,
  };
}

function line(first, ...rest) {
  return [first.padEnd(24), ...rest.map((cell) => String(cell).padStart(16))].join(' ');
}
