// Objects inside rows: what a row says is what is there, not what was changed for it once.

import { expect, it } from 'vitest';
import { sql } from 'kysely';
import { openStore } from '../../src/db/index.js';
import type { VersionedObject } from '../../src/runtime/index.js';
import { childrenOf } from '../../src/runtime/tracking.js';
import { onEachEngine } from './databases.js';
import { expanded } from './shelf.js';
import { boxesOf, RELEASES } from './stored.js';

const registry = await boxesOf('db-nested');

function made(name: string, values: object): VersionedObject {
  const type = registry.find(name);
  if (type === undefined) throw new Error(`there is no ${name}`);
  return Object.assign(type.create(), values);
}

onEachEngine('an object inside a row', (open) => {
  it.each([undefined, RELEASES[0]])('is unchanged when it is read, pin %o', async (release) => {
    const database = await expanded(await open(), registry);
    const store = await openStore({ database, registry, pin: () => release });
    const lid = made('Lid', { colour: 'red' });
    const box = made('Box', { code: 'a', lid, parts: [made('Lid', { colour: 'blue' })] });
    await store.create(box);
    await expectUnchanged();
    Object.assign(lid, { colour: 'green' });
    await store.save(box);
    await expectUnchanged();
    // As others write such columns, who keep what was changed.
    await sql`update boxes set lid = ${changedLid('yellow')}`.execute(database.db);
    expect(await read()).toEqual([
      ['yellow', []],
      ['blue', []],
    ]);

    async function expectUnchanged(): Promise<void> {
      const { rows } = await sql<{ texts: string }>`
        select cast(lid as text) || cast(parts as text) as texts from boxes`.execute(database.db);
      expect(rows[0]?.texts).toContain('Lid');
      expect(rows[0]?.texts).not.toContain('changes');
      expect((await read()).map(([, changed]) => changed)).toEqual([[], []]);
    }

    async function read(): Promise<readonly [unknown, readonly string[]][]> {
      const found = await store.get(box.$$type, { code: 'a' });
      return childrenOf(found).map((lid) => [Reflect.get(lid, 'colour'), lid.objWhatChanged()]);
    }
  });
});

function changedLid(colour: string): string {
  return JSON.stringify({
    'versioned_object.name': 'Lid',
    'versioned_object.namespace': 'test',
    'versioned_object.version': '1.0',
    'versioned_object.data': { colour },
    'versioned_object.changes': ['colour'],
  });
}
