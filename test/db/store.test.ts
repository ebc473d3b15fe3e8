import { describe, expect, it } from 'vitest';
import { expand, openStore, type Store } from '../../src/db/index.js';
import type { Registry, VersionedObject } from '../../src/runtime/index.js';
import { ENGINES } from './databases.js';
import { boxesOf, RELEASES } from './stored.js';

const registries = await Promise.all([
  ...RELEASES.slice(0, -1).map((release, i) => boxesOf(`db-store-${i}`, release)),
  boxesOf('db-store-newest'),
]);

describe.each(ENGINES)('rows on $name', ({ open }) => {
  it('gives back what was stored', async () => {
    const registry = registries[3] as Registry;
    const { db, engine } = await open();
    const types = registry.types.filter((t) => t.storage);
    const steps = await expand({ db, engine, types, oldest: (t) => t.base });
    console.log(steps.map((s) => s.sql).join('\n'));
    const store: Store = await openStore({
      database: { db, engine, close: async () => {} },
      registry,
    });
    const type = registry.find('Box')!;
    const lid = registry.find('Lid')!;
    const box = registry.decode(
      type.wire.seal(
        'Box',
        'test',
        '1.3',
        {
          code: 'a',
          title: null,
          state: 'away',
          size: 3,
          weight: 1.5,
          big: '123456789012345678901234567890',
          seen_at: '2024-01-02T03:04:05Z',
          photo: 'AAEC',
          is_open: true,
          labels: { __proto__x: 'y' },
          tags: ['b', 'a'],
          ports: [3, 1],
          parts: [lid.wire.seal('Lid', 'test', '1.1', { colour: 'red', shine: 2 }, undefined)],
        },
        undefined,
      ),
    ) as VersionedObject;
    await store.create(box);
    console.log(box.toJSON(), box.objWhatChanged());
    const { rows } = await (await import('kysely')).sql`select * from boxes`.execute(db);
    console.log(rows);
    const again = await store.get(type, { id: 1 });
    expect(again.objEquals(box)).toBe(true);
    Reflect.set(again, 'title', 'x');
    Reflect.set(again, 'tags', new Set(['q']));
    await store.save(again);
    expect(again.objWhatChanged()).toEqual([]);
    Reflect.set(box, 'title', 'y');
    await expect(store.save(box)).rejects.toThrow('another has changed title');
  });
});
