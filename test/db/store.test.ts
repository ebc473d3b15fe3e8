import { expect, it } from 'vitest';
import { type Database, expand, openStore, type Store } from '../../src/db/index.js';
import type { Registry } from '../../src/runtime/index.js';
import { onEachEngine } from './databases.js';
import { boxesOf, RELEASES } from './stored.js';

const registries = await Promise.all([
  ...RELEASES.slice(0, -1).map((release, i) => boxesOf(`db-store-${i}`, release)),
  boxesOf('db-store-newest'),
]);

onEachEngine('rows', (open) => {
  it('gives back what was stored', async () => {
    const registry = registries[3] as Registry;
    const database: Database = await open();
    const { db, engine } = database;
    const types = registry.types.filter((t) => t.storage);
    await expand({ db, engine, types, oldest: (t) => t.base });
    await expand({ db, engine, types, oldest: (t) => t.base });
    const store: Store = await openStore({ database, registry });
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
    );
    await store.create(box);
    const again = await store.get(type, { id: 1 });
    expect(again.objEquals(box)).toBe(true);
    Reflect.set(again, 'title', 'x');
    Reflect.set(again, 'tags', new Set(['q']));
    Reflect.set(again, 'photo', new Uint8Array([7]));
    await store.save(again);
    expect(again.objWhatChanged()).toEqual([]);
    Reflect.set(again, 'photo', new Uint8Array([8]));
    Reflect.set(again, 'seenAt', '2025-01-02T03:04:05.5Z');
    Reflect.set(again, 'labels', {});
    await store.save(again);
    Reflect.set(again, 'seenAt', null);
    Reflect.set(again, 'labels', { x: 'y' });
    Reflect.set(again, 'isOpen', false);
    Reflect.set(again, 'big', 7n);
    await store.save(again);
    Reflect.set(again, 'isOpen', true);
    Reflect.set(again, 'big', 8n);
    await store.save(again);
    expect((await store.get(type, { code: 'a' })).objEquals(again)).toBe(true);
    Reflect.set(box, 'title', 'y');
    await expect(store.save(box)).rejects.toThrow('another has changed title');
  });
});
