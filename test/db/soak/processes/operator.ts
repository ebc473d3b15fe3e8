// One step of whoever runs the fleet: tables expanded, rows migrated, what is left contracted. It may be killed at any
// moment.

import {
  contract,
  type Database,
  expand,
  migrateOnline,
  openStore,
  storedTypesOf,
} from '../../../../src/db/index.js';
import { loadRelease } from '../locker.js';
import type { OperatorOrder } from '../messages.js';
import { openDatabase, orderGiven, tell, tellAndLeave } from './process-side.js';

// Written by the process that forked this one.
const order = orderGiven() as OperatorOrder;
const database = await openDatabase(order.database);
const { left, what } = await perform(database);
await database.close();
await tellAndLeave({ kind: 'done', left, what });

/** What is left to do of it, and what of it went wrong. */
async function perform(on: Database): Promise<{ left: number; what: string }> {
  switch (order.task) {
    case 'expand': {
      const { registry } = await loadRelease(order.code, order.release);
      await expand({ db: on.db, engine: on.engine, types: storedTypesOf(registry) });
      return { left: 0, what: '' };
    }
    case 'create': {
      const { registry, made } = await loadRelease(order.code, 'a');
      const store = await openStore({ database: on, registry });
      for (const n of order.numbers) await store.create(made(`sample-${n}`, n));
      return { left: 0, what: '' };
    }
    case 'migrate':
      return migrate(on, order);
    case 'contract': {
      const { registry } = await loadRelease(order.code, 'b');
      const done = await contract({ database: on, registry, speakers: [] });
      return { left: 0, what: done.ok ? '' : JSON.stringify(done.obstacles) };
    }
  }
}

async function migrate(
  on: Database,
  { batch, sleepMs }: { readonly batch: number; readonly sleepMs?: number },
): Promise<{ left: number; what: string }> {
  const { registry } = await loadRelease(order.code, 'b');
  tell({ kind: 'ready' });
  const results = await migrateOnline({
    database: on,
    registry,
    batch,
    ...(sleepMs === undefined ? {} : { sleepMs }),
    onProgress: ({ done, heldMs }) => {
      tell({ kind: 'batch', done, heldMs });
    },
  });
  const stuck = results.flatMap((one) => (one.stuck === undefined ? [] : [one.stuck]));
  return {
    left: results.reduce((sum, one) => sum + one.left, 0),
    what: stuck.length === 0 ? '' : JSON.stringify(stuck),
  };
}
