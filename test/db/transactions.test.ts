// All or nothing: what fails leaves rows and objects as they were, on both engines in the same way.

import { expect, it } from 'vitest';
import { LocalCalls, RequestContext } from '../../src/rpc/index.js';
import { persist, SerializationError } from '../../src/db/index.js';
import { callOn } from '../../src/runtime/index.js';
import { onEachEngine } from './databases.js';
import { dataOf, expanded, Shelf } from './shelf.js';
import { boxesOf, RELEASES } from './stored.js';

const registry = await boxesOf('db-transactions');

onEachEngine('a transaction', (open) => {
  const shelf = async () => Shelf.open(await expanded(await open(), registry), registry);
  const failing = (): Promise<never> => Promise.reject(new Error('the caller changed its mind'));

  it('keeps all that was done in it', async () => {
    const one = await shelf();
    const answer = await one.store.transaction(async (tx) => {
      const box = one.make({ code: 'a', size: 1 });
      await tx.create(box);
      Object.assign(box, { size: 2, ports: [1] });
      await tx.save(box);
      const other = await tx.get(one.type, { code: 'a' });
      expect(dataOf(other)).toMatchObject({ size: 2, ports: [1] });
      Object.assign(other, { size: 3 });
      await tx.save(other);
      return dataOf(other)['id'];
    });
    expect(answer).toBe(1);
    expect(await one.data(1)).toMatchObject({ size: 3, ports: [1] });
  });

  it('undoes all of it when it fails: rows, keys, marks, and what objects were read with', async () => {
    const one = await shelf();
    const { store } = one;
    const kept = await one.create({ code: 'kept', title: 't', ports: [1] });
    const made = one.make({ code: 'made' });
    const refreshed = await one.get(1);
    Object.assign(kept, { title: 'changed' });
    Object.assign(refreshed, { size: 7 });
    const undone = store.transaction(async () => {
      await store.create(made);
      await store.save(kept);
      Object.assign(kept, { ports: [2] });
      await store.save(kept);
      await store.refresh(refreshed);
      expect(dataOf(refreshed)).toMatchObject({ title: 'changed' });
      await failing();
    });
    await expect(undone).rejects.toThrow('changed its mind');
    expect(made.objWhatChanged()).toEqual(['code']);
    expect(dataOf(made)).toEqual({ code: 'made' });
    expect(kept.objWhatChanged()).toEqual(['title', 'ports']);
    expect(refreshed.objWhatChanged()).toEqual(['size']);
    expect(dataOf(refreshed)).toMatchObject({ title: 't', size: 7 });
    expect(await one.data(1)).toEqual({ id: 1, code: 'kept', title: 't', ports: [1] });
    // They are known by the rows that they were read with, and may be saved now.
    await store.save(kept);
    await store.create(made);
    expect(await one.data(1)).toMatchObject({ title: 'changed', ports: [2] });
    await expect(one.store.save(refreshed)).resolves.toBeUndefined();
  });

  it('goes on after a part that failed and was caught, without what that part did', async () => {
    const one = await shelf();
    const { store } = one;
    await one.create({ code: 'taken' });
    await store.transaction(async () => {
      await one.create({ code: 'before' });
      await expect(one.create({ code: 'taken' })).rejects.toMatchObject({ fields: ['code'] });
      const inner = store.transaction(async () => {
        await one.create({ code: 'inner' });
        await failing();
      });
      await expect(inner).rejects.toThrow('changed its mind');
      await one.create({ code: 'after' });
    });
    const codes = await store.list(one.type, {
      where: undefined,
      order: [{ field: 'code', direction: 'asc' }],
      limit: undefined,
      after: undefined,
      fields: ['code'],
    });
    expect(codes.map((box) => dataOf(box)['code'])).toEqual(['after', 'before', 'taken']);
  });

  it('does work at the same time one after the other', async () => {
    const one = await shelf();
    await one.store.transaction(async () => {
      const codes = ['a', 'b', 'a', 'c'];
      const made = await Promise.allSettled(codes.map((code) => one.create({ code })));
      expect(made.map(({ status }) => status)).toEqual([
        'fulfilled',
        'fulfilled',
        'rejected',
        'fulfilled',
      ]);
    });
    expect(await one.data(1)).toMatchObject({ code: 'a' });
    await expect(one.store.get(one.type, { code: 'c' })).resolves.toBeDefined();
  });

  it('has what calls do in it, through whatever context', async () => {
    const one = await shelf();
    const { store, type } = one;
    const calls = new LocalCalls([persist({ $$type: type }, store)]);
    const context = new RequestContext({ calls });
    const box = context.bind(one.make({ code: 'called' }));
    const undone = store.transaction(async () => {
      await callOn(box, 'create', []);
      expect(dataOf(box)).toMatchObject({ id: 1 });
      await failing();
    });
    await expect(undone).rejects.toThrow('changed its mind');
    await expect(one.get(1)).rejects.toMatchObject({ code: 'row-not-found' });
  });

  it('tells losses when it is kept, and not before', async () => {
    const database = await expanded(await open(), registry);
    const pinned = await Shelf.open(database, registry, RELEASES[0]);
    const undone = pinned.store.transaction(async () => {
      await pinned.create({ code: 'a', nickname: 'n' });
      await failing();
    });
    await expect(undone).rejects.toThrow('changed its mind');
    expect(pinned.losses).toEqual([]);
  });

  it('is done again as often as the caller wishes, and not more often', async () => {
    const { store } = await shelf();
    let runs = 0;
    const inTheWay = () => {
      runs++;
      return Promise.reject(new SerializationError('Box'));
    };
    await expect(store.transaction(inTheWay)).rejects.toMatchObject({ code: 'serialization' });
    expect(runs).toBe(1);
    await expect(store.transaction(inTheWay, { attempts: 3 })).rejects.toThrow('may be done again');
    expect(runs).toBe(4);
  });

  it('says so when something of it was not awaited', async () => {
    const one = await shelf();
    let late: Promise<unknown> = Promise.resolve();
    await one.store.transaction(async () => {
      await one.create({ code: 'a' });
      late = new Promise((resolve) => setTimeout(resolve, 20)).then(() => one.get(1));
      late.catch(() => undefined);
    });
    await expect(late).rejects.toThrow('not awaited');
  });
});
