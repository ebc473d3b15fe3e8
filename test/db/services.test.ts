// Live services as the database knows them: a pin is made of it, and who has fallen silent counts no more.

import { expect, it } from 'vitest';
import { sql } from 'kysely';
import {
  expand,
  reportService,
  retireService,
  servicesIn,
  speakersOf,
  storedTypesOf,
} from '../../src/db/index.js';
import { AutoPin } from '../../src/rpc/index.js';
import { onEachEngine } from './databases.js';
import { boxesOf, RELEASES } from './stored.js';

const registry = await boxesOf('db-services');
const [OLD = {}] = RELEASES;

onEachEngine('services', (open) => {
  async function expanded() {
    const database = await open();
    const { db, engine } = database;
    await expand({ db, engine, types: storedTypesOf(registry) });
    return database;
  }

  it('are those that reported lately, by what they said last', async () => {
    const database = await expanded();
    await reportService(database, { service: 'b', manifest: OLD });
    await reportService(database, { service: `a'; drop table boxes; --`, manifest: OLD });
    await reportService(database, { service: 'b', manifest: registry.manifest(), writes: OLD });
    const found = await servicesIn(database);
    expect(found.map(({ service, manifest, writes }) => [service, manifest, writes])).toEqual([
      [`a'; drop table boxes; --`, OLD, undefined],
      ['b', registry.manifest(), OLD],
    ]);
    expect(found.every(({ reportedAt }) => Math.abs(reportedAt - Date.now()) < 60_000)).toBe(true);
    expect(speakersOf(found).map(({ name }) => name)).toEqual([
      `a'; drop table boxes; --`,
      'b',
      'b (pinned)',
    ]);
    await retireService(database, 'b');
    expect(await servicesIn(database)).toHaveLength(1);
  });

  it('that are silent for too long are gone, by the clock of the database', async () => {
    const database = await expanded();
    await reportService(database, { service: 'a', manifest: OLD });
    const ago = {
      sqlite: sql`strftime('%Y-%m-%dT%H:%M:%fZ', 'now', '-119 seconds')`,
      postgres: sql`now() - interval '119 seconds'`,
    };
    await sql`update backlevel_services set reported_at = ${ago[database.engine]}`.execute(
      database.db,
    );
    expect(await servicesIn(database)).toHaveLength(1);
    expect(await servicesIn(database, { aliveMs: 118_000 })).toEqual([]);
  });

  it('make a pin: the least that all of them speak', async () => {
    const database = await expanded();
    await reportService(database, { service: 'new', manifest: registry.manifest() });
    await reportService(database, { service: 'old', manifest: OLD });
    const pin = new AutoPin({ registry, services: () => servicesIn(database) });
    expect(await pin.current()).toEqual(OLD);
    expect(pin.explain('Box')).toMatch(/^Box is at 1\.0: old reported it \d+ s ago$/);
    await retireService(database, 'old');
    await pin.refresh();
    expect(await pin.current()).toEqual(registry.manifest());
  });
});
