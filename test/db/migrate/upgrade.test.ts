// An upgrade from beginning to end on one database: expand, two releases side by side, pin lifted, migrate, contract.

import { expect, it } from 'vitest';
import { sql } from 'kysely';
import {
  contract,
  type Database,
  expand,
  migrateOnline,
  openStore,
  statusOf,
} from '../../../src/db/index.js';
import type { Registry, VersionedObject } from '../../../src/runtime/index.js';
import { onEachEngine } from '../databases.js';
import { boxesOf, RELEASES } from '../stored.js';

const older = await boxesOf('db-upgrade-older', RELEASES[0]);
const newer = await boxesOf('db-upgrade-newer');
const SPEAKS_OLD = { name: 'release 1', manifest: RELEASES[0] ?? {} };

function boxType(registry: Registry) {
  const type = registry.find('Box');
  if (type === undefined) throw new Error('there is no Box');
  return type;
}

function boxOf(registry: Registry, values: object): VersionedObject {
  return Object.assign(boxType(registry).create(), values);
}

async function expandFor(database: Database, registry: Registry) {
  const { db, engine } = database;
  return expand({ db, engine, types: [boxType(registry)], oldest: (one) => one.base });
}

const labels = async (database: Database, registry: Registry) =>
  (await statusOf({ database, registry }))[0]?.labels;

onEachEngine('an upgrade', (open) => {
  it('goes through every step, and refuses each that comes too early', async () => {
    const database = await open();
    await expandFor(database, older);
    const old = await openStore({ database, registry: older });
    for (let n = 0; n < 25; n++) {
      await old.create(
        boxOf(older, {
          code: `c${n}`,
          title: `t${n}`,
          state: 'idle',
          open: n % 2 === 0,
          motto: `m${n}`,
        }),
      );
    }

    const steps = await expandFor(database, newer);
    expect(steps.map(({ kind, name }) => [kind, name])).toContainEqual(['add-column', 'is_open']);
    expect(await expandFor(database, newer)).toEqual([]);

    const pinned = await openStore({ database, registry: newer, pin: () => RELEASES[0] });
    const first = await pinned.get(boxType(newer), { code: 'c1' });
    expect(first.toJSON()).toMatchObject({ title: 't1', state: 'ready', isOpen: false });
    Object.assign(first, { title: 'by the new code' });
    await pinned.save(first);
    expect((await old.get(boxType(older), { code: 'c1' })).toJSON()).toMatchObject({
      title: 'by the new code',
      motto: 'm1',
    });

    const unpinned = await openStore({ database, registry: newer });
    const second = await unpinned.get(boxType(newer), { code: 'c2' });
    Object.assign(second, { nickname: 'nick' });
    await unpinned.save(second);
    expect(await labels(database, newer)).toEqual([
      { label: '1.0', rows: 24 },
      { label: '1.3', rows: 1 },
    ]);
    await expect(old.get(boxType(older), { code: 'c2' })).rejects.toMatchObject({
      code: 'incompatible-version',
    });

    const early = await contract({ database, registry: newer, speakers: [SPEAKS_OLD] });
    expect(early).toMatchObject({
      ok: false,
      obstacles: [
        { kind: 'speaker', speaker: 'release 1' },
        { kind: 'rows', rows: 24 },
      ],
    });

    const [some] = await migrateOnline({ database, registry: newer, maxCount: 10, batch: 4 });
    expect(some).toMatchObject({ done: 10, left: 14, stuck: undefined });
    const [rest] = await migrateOnline({ database, registry: newer, batch: 4 });
    expect(rest).toMatchObject({ done: 14, left: 0 });
    expect((await unpinned.get(boxType(newer), { code: 'c4' })).toJSON()).toMatchObject({
      title: 't4',
      state: 'ready',
      isOpen: true,
    });

    const [back] = await migrateOnline({
      database,
      registry: newer,
      manifest: RELEASES[0] ?? {},
      isWayBack: true,
    });
    expect(back).toMatchObject({ done: 25, left: 0 });
    expect((await old.get(boxType(older), { code: 'c2' })).toJSON()).toMatchObject({
      title: 't2',
      motto: 'm2',
      open: true,
    });
    await migrateOnline({ database, registry: newer });
    expect((await unpinned.get(boxType(newer), { code: 'c2' })).toJSON()).toMatchObject({
      nickname: 'nick',
    });

    const done = await contract({ database, registry: newer, speakers: [] });
    expect(done.ok && done.steps.map(({ name }) => name)).toEqual(['open', 'motto']);
    expect(await contract({ database, registry: newer, speakers: [] })).toEqual({
      ok: true,
      steps: [],
    });
    expect((await unpinned.get(boxType(newer), { code: 'c2' })).toJSON()).toMatchObject({
      nickname: 'nick',
      isOpen: true,
    });
    const late = await pinned.get(boxType(newer), { code: 'c3' });
    Object.assign(late, { title: 'too late' });
    await expect(pinned.save(late)).rejects.toMatchObject({ code: 'label-too-old' });
    await expect(old.create(boxOf(older, { code: 'x' }))).rejects.toMatchObject({
      code: 'label-too-old',
    });
  });

  it('stops at a row that no rule can carry, names it, and leaves it as it was', async () => {
    const database = await open();
    await expandFor(database, newer);
    const pinned = await openStore({ database, registry: newer, pin: () => RELEASES[0] });
    for (let n = 0; n < 5; n++)
      await pinned.create(boxOf(newer, { code: `c${n}`, state: 'ready' }));
    await sql`update boxes set state = 'sleeping' where id = 3`.execute(database.db);
    const [result] = await migrateOnline({ database, registry: newer });
    expect(result).toMatchObject({ done: 2, left: 3, stuck: { label: '1.0' } });
    expect(Number(result?.stuck?.key)).toBe(3);
    expect(result?.stuck?.why).toContain('state');
  });
});
