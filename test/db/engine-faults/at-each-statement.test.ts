// Whichever statement it is that fails, and however: rows, side tables and objects are as before, the error has a name, and
// the very same is done afterwards without a word about it.

import { afterAll, beforeAll, expect, it } from 'vitest';
import { type Database, postgresDatabase } from '../../../src/db/index.js';
import { describeWith } from '../../interop/requirement.js';
import {
  missingPrivatePostgres,
  type PrivatePostgres,
  privatePostgres,
} from '../../support/postgres.js';
import { onEachEngine } from '../databases.js';
import { expanded, run, Shelf } from '../shelf.js';
import { boxesOf, RELEASES } from '../stored.js';
import { cutting, type Failing, refusing } from './failing.js';
import { contentOf, memoryOf, type Work, WORKS } from './works.js';

const registry = await boxesOf('db-at-each-statement');

/** Two rows, the one of the newest and the other of the oldest version. */
async function filled(database: Database): Promise<void> {
  for (const statement of EMPTY[database.engine]) await run(database, statement);
  const now = await Shelf.open(database, registry);
  await now.create({ code: 'a', title: 'old', tags: ['x'], ports: [9], size: 1 });
  const old = await Shelf.open(database, registry, RELEASES[0]);
  await old.create({ code: 'b', title: 'old', tags: ['z'], ports: null });
}

const EMPTY = {
  sqlite: ['delete from boxes', 'delete from sqlite_sequence'],
  postgres: ['delete from boxes', 'alter sequence boxes_id_seq restart'],
};

/** Does a work over and over, a statement later failing each time, until none fails; how many there were. */
async function failingEverywhere(
  { name, begin, run: work }: Work,
  { database, failAfter, heal }: Failing,
  code: string,
): Promise<number> {
  const one = await Shelf.open(database, registry);
  await filled(database);
  await work(one, await begin(one));
  const wanted = await contentOf(database);
  for (let statement = 0; ; statement++) {
    await filled(database);
    const objects = await begin(one);
    const [rows, memory] = [await contentOf(database), memoryOf(objects)];
    failAfter(statement);
    const failed = await work(one, objects).then(
      () => undefined,
      (error: unknown) => ({ error }),
    );
    if (!heal()) {
      expect(failed, name).toBeUndefined();
      return statement;
    }
    const told = `${name}, statement ${statement}`;
    expect(failed?.error, told).toMatchObject({ code });
    expect(await contentOf(database), told).toBe(rows);
    expect(memoryOf(objects), told).toBe(memory);
    await work(one, objects);
    expect(await contentOf(database), told).toBe(wanted);
  }
}

onEachEngine('a statement that is refused', (open) => {
  it.each(WORKS)('leaves nothing behind where $name', async (work) => {
    const failing = refusing(await expanded(await open(), registry));
    const statements = await failingEverywhere(work, failing, 'database-full');
    expect(statements).toBeGreaterThan(0);
  });
});

/** Those whose statements are all different. */
const SEVERAL = /made|converted|transaction/;

describeWith(missingPrivatePostgres, 'a connection that is cut', () => {
  let server: PrivatePostgres;
  let admin: Database;
  let failing: Failing;

  beforeAll(async () => {
    server = await privatePostgres();
    admin = await postgresDatabase(server.url);
    await expanded(admin, registry);
    failing = await cutting(server.url, admin);
  });
  afterAll(async () => {
    await failing.database.close();
    await admin.close();
    await server.stop();
  });

  it.each(WORKS.filter(({ name }) => SEVERAL.test(name)))(
    'leaves nothing behind where $name',
    async (work) => {
      const statements = await failingEverywhere(work, failing, 'database-unavailable');
      expect(statements).toBeGreaterThan(0);
    },
  );
});
