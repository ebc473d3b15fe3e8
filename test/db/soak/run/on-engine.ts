// A soak on a database of its own, which is gone after it.

import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { sql } from 'kysely';
import { postgresDatabase } from '../../../../src/db/index.js';
import { anyPostgres } from '../../../support/postgres.js';
import type { SoakSettings } from './settings.js';
import { soak, type SoakRun } from './soak.js';

export type SoakSize = Omit<SoakSettings, 'database' | 'folder'>;

export async function soakOn(size: SoakSize): Promise<SoakRun> {
  const folder = mkdtempSync(join(tmpdir(), 'backlevel-soak-'));
  const remove = (): void => {
    rmSync(folder, { recursive: true, force: true });
  };
  process.on('exit', remove);
  try {
    if (size.engine === 'sqlite') {
      return await soak({ ...size, folder, database: `sqlite:${join(folder, 'lockers.db')}` });
    }
    return await inOwnSchema((database) => soak({ ...size, folder, database }));
  } finally {
    process.off('exit', remove);
    remove();
  }
}

async function inOwnSchema<T>(run: (url: string) => Promise<T>): Promise<T> {
  const server = await anyPostgres();
  const schema = `soak_${process.pid}`;
  const operator = await postgresDatabase(server.url, { connections: 1 });
  try {
    await sql`create schema ${sql.id(schema)}`.execute(operator.db);
    const within = new URL(server.url);
    within.searchParams.set('options', `-c search_path=${schema}`);
    const result = await run(within.href);
    return result;
  } finally {
    await sql`drop schema if exists ${sql.id(schema)} cascade`.execute(operator.db);
    await operator.close();
    await server.stop();
  }
}
