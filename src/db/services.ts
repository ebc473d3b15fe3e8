// Live services, as they report themselves: what each speaks and what it writes. Pins are made of it, and contracting
// asks it. Times are the database's own: the clocks of services differ.

import { sql } from 'kysely';
import type { Manifest } from '../core/envelope.js';
import { isData } from '../runtime/wire.js';
import type { Database } from './database.js';
import { SERVICES } from './migrate/own-tables.js';
import { Session } from './session.js';

/** What a service says of itself. */
export interface Report {
  /** `compute-17`. */
  readonly service: string;
  /** What it reads: `registry.manifest()`. */
  readonly manifest: Manifest;
  /** Its pin; absent where it writes the newest that it has. */
  readonly writes?: Manifest | undefined;
}

export interface LiveService extends Report {
  /** Milliseconds since 1970, by the database's clock. */
  readonly reportedAt: number;
}

const NOW = {
  sqlite: sql`strftime('%Y-%m-%dT%H:%M:%fZ', 'now')`,
  postgres: sql`clock_timestamp()`,
};
/** Milliseconds since 1970, as a number of the engine's. */
const MILLISECONDS = {
  sqlite: (time: unknown) => sql`cast((julianday(${time}) - 2440587.5) * 86400000 as integer)`,
  postgres: (time: unknown) => sql`(extract(epoch from ${time}) * 1000)::bigint`,
};

/** Says that a service is alive; to be said again well before `aliveMs` of who asks. */
export async function reportService(database: Database, report: Report): Promise<void> {
  const { service, manifest, writes } = report;
  const held = writes === undefined ? null : JSON.stringify(writes);
  const now = NOW[database.engine];
  await new Session(database.db, database.engine).run(
    sql`insert into ${sql.id(SERVICES)} (service, manifest, writes, reported_at)
        values (${service}, ${JSON.stringify(manifest)}, ${held}, ${now})
        on conflict (service) do update set
          manifest = excluded.manifest, writes = excluded.writes, reported_at = excluded.reported_at`,
    SERVICES,
  );
}

/** Says that a service has ended, so that nobody waits for it. */
export async function retireService(database: Database, service: string): Promise<void> {
  await new Session(database.db, database.engine).run(
    sql`delete from ${sql.id(SERVICES)} where service = ${service}`,
    SERVICES,
  );
}

/** How long a report counts when nothing is said of it, in milliseconds. */
const ALIVE_MS = 120_000;

/** Those that have reported themselves lately, by name: also what an `AutoPin` asks for. */
export async function servicesIn(
  database: Database,
  { aliveMs = ALIVE_MS }: { readonly aliveMs?: number } = {},
): Promise<readonly LiveService[]> {
  const { engine } = database;
  const reported = MILLISECONDS[engine](sql.id('reported_at'));
  const { rows } = await new Session(database.db, engine).run(
    sql<Row>`select service, manifest, writes, ${reported} as reported_at from ${sql.id(SERVICES)}
      where ${reported} >= ${MILLISECONDS[engine](NOW[engine])} - ${aliveMs} order by service`,
    SERVICES,
  );
  return rows.map(({ service, manifest, writes, reported_at }) => ({
    service,
    manifest: manifestIn(manifest),
    writes: writes === null ? undefined : manifestIn(writes),
    reportedAt: Number(reported_at),
  }));
}

interface Row {
  readonly service: string;
  readonly manifest: unknown;
  readonly writes: unknown;
  readonly reported_at: unknown;
}

/** Drivers give JSON as text or read; what is no version in it says nothing. */
function manifestIn(held: unknown): Manifest {
  const read: unknown = typeof held === 'string' ? JSON.parse(held) : held;
  if (!isData(read)) return {};
  const entries = Object.entries(read).filter(
    (entry): entry is [string, string] => typeof entry[1] === 'string',
  );
  return Object.fromEntries(entries);
}

/** What stands in the way of contracting, as live services have it: what they read, and what they write. */
export function speakersOf(
  services: readonly Report[],
): readonly { readonly name: string; readonly manifest: Manifest }[] {
  return services.flatMap(({ service, manifest, writes }) => [
    { name: service, manifest },
    ...(writes === undefined ? [] : [{ name: `${service} (pinned)`, manifest: writes }]),
  ]);
}
