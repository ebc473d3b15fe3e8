// PostgreSQL's own faults where several write: locks, timeouts, deadlocks, transactions that saw too little.

import pg from 'pg';
import { expect, it } from 'vitest';
import type { PostgresOptions } from '../../../src/db/index.js';
import { boxesOf } from '../stored.js';
import { onOwnPostgres } from './own-postgres.js';

onOwnPostgres('PostgreSQL', await boxesOf('db-postgres-locks'), (postgres) => {
  /** Runs while somebody else holds a row's lock. */
  async function whileLocked(id: number, work: () => Promise<void>): Promise<void> {
    const client = new pg.Client(postgres.server.url);
    await client.connect();
    await client.query('begin');
    await client.query('select * from boxes where id = $1 for update', [id]);
    await work();
    await client.query('rollback');
    await client.end();
  }

  it.each<[string, PostgresOptions]>([
    ['locked', { lockTimeoutMs: 50 }],
    ['statement-timeout', { statementTimeoutMs: 50 }],
  ])('tells %s, and keeps the change for later', async (code, options) => {
    const id = await postgres.made();
    const other = await postgres.shelf(options);
    const box = await other.get(id);
    Object.assign(box, { title: 'x' });
    await whileLocked(id, async () => {
      await expect(other.store.save(box)).rejects.toMatchObject({ code, object: 'Box' });
    });
    expect(box.objWhatChanged()).toEqual(['title']);
    await other.store.save(box);
    expect(await postgres.one.data(id)).toMatchObject({ title: 'x' });
  });

  it('goes on with a transaction after a part of it that waited for too long', async () => {
    const [id, other] = [await postgres.made(), await postgres.made()];
    const shelf = await postgres.shelf({ lockTimeoutMs: 50 });
    const [box, second] = [await shelf.get(id), await shelf.get(other)];
    Object.assign(box, { title: 'x', tags: new Set(['a']) });
    Object.assign(second, { title: 'kept' });
    await whileLocked(id, () =>
      shelf.store.transaction(async (tx) => {
        await expect(tx.save(box)).rejects.toMatchObject({ code: 'locked' });
        await tx.save(second);
      }),
    );
    expect(await postgres.one.data(id)).not.toHaveProperty('title');
    expect(await postgres.one.data(other)).toMatchObject({ title: 'kept' });
    await shelf.store.save(box);
    expect(await postgres.one.data(id)).toMatchObject({ title: 'x', tags: ['a'] });
  });

  it('undoes the later of two that read one row and write it, where that is asked for', async () => {
    const id = await postgres.made();
    const shelf = await postgres.shelf({}, 'default_transaction_isolation=serializable');
    const box = await shelf.get(id);
    let attempts = 0;
    const late = shelf.store.transaction(
      async (tx) => {
        attempts++;
        await tx.refresh(box);
        // Somebody is faster, the first time.
        if (attempts === 1) await postgres.one.change(id, { size: 2, tags: new Set(['b']) });
        Object.assign(box, { title: 'late' });
        await tx.save(box);
      },
      { attempts: 3 },
    );
    await late;
    expect(attempts).toBe(2);
    expect(await postgres.one.data(id)).toMatchObject({ title: 'late', size: 2, tags: ['b'] });
  });

  it('undoes one of two that wait for each other, and does it again when asked to', async () => {
    const [a, b] = [await postgres.made(), await postgres.made()];
    let waiting = 0;
    let go = (): void => undefined;
    const both = new Promise<void>((resolve) => (go = resolve));
    const inOrder = async (first: number, second: number, title: string): Promise<void> => {
      const boxes = [await postgres.one.get(first), await postgres.one.get(second)];
      let attempt = 0;
      await postgres.one.store
        .transaction(
          async () => {
            for (const [i, box] of boxes.entries()) {
              await postgres.one.store.refresh(box);
              Object.assign(box, { title: `${title} ${attempt}` });
              await postgres.one.store.save(box);
              if (i === 0 && attempt === 0) {
                if (++waiting === 2) go();
                await both;
              }
            }
            attempt++;
          },
          { attempts: 2 },
        )
        .catch((error: unknown) => {
          attempt++;
          throw error;
        });
    };
    const results = await Promise.allSettled([inOrder(a, b, 'one'), inOrder(b, a, 'two')]);
    const codes = results.map((result) =>
      result.status === 'fulfilled' ? 'kept' : (result.reason as { code: string }).code,
    );
    expect(codes.filter((code) => code === 'kept').length).toBeGreaterThan(0);
    const [first, second] = [await postgres.one.data(a), await postgres.one.data(b)];
    expect(first['title']).toBe(second['title']);
  });
});
