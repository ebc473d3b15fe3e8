// A service of a release that changes rows without end: reads one, changes it, saves it, and writes down what was
// acknowledged. What it reads is judged at once where it alone could have changed it.

import { openStore } from '../../../../src/db/index.js';
import { createRandom } from '../../../../src/testing/values/random.js';
import { type Entry, LedgerWriter } from '../ledger.js';
import { asLocker, loadRelease } from '../locker.js';
import { MANIFESTS, type WriterOrder } from '../messages.js';
import { Calls } from './calls.js';
import { Pick } from './pick.js';
import { hear, openDatabase, orderGiven, tell, tellAndLeave } from './process-side.js';
import { Work } from './work.js';

// Written by the process that forked this one.
const order = orderGiven() as WriterOrder;
const { name, role, restMs } = order;
const random = createRandom(order.seed);
const release = await loadRelease(order.code, role === 'old' ? 'a' : 'b');
const { registry, type } = release;
const database = await openDatabase(order.database);
const pin = role === 'pinned' ? { pin: () => MANIFESTS.a } : {};
const store = await openStore({ database, registry, ...pin });
const breach = (what: string): void => {
  tell({ kind: 'breach', what: `${name}: ${what}` });
};
const calls = new Calls(role, database.engine, breach);
const ledger = new LedgerWriter(order.ledger);
const work = new Work(order, random, breach);
const pick = new Pick(order.rows, random);
/** Rows that this writer has made. */
const mine: number[] = [];
let made = 0;

const ordered = { isLeaving: false };
hear((command) => {
  if (command.kind === 'leave') ordered.isLeaving = true;
  else pick.frontier = command.key;
});
tell({ kind: 'ready' });
while (!ordered.isLeaving) {
  const chance = random.below(100);
  if (chance < 3) await make();
  else if (chance < 5) await destroy();
  else await change((chance < 15 ? mine.at(-1) : undefined) ?? pick.next());
  await new Promise((resolve) => setTimeout(resolve, restMs));
}
ledger.flush();
await database.close();
await tellAndLeave({ kind: 'calls', ...calls.figures });

async function change(id: number): Promise<void> {
  const found = await calls.make('get', () => store.get(type, { id }));
  if (found === undefined) return;
  const locker = asLocker(found);
  work.inspect(id, locker);
  const entry = work.change(id, locker);
  const saved = await calls.make('save', async () => {
    await store.save(locker);
    return true;
  });
  if (saved === true) keep(entry);
}

async function make(): Promise<void> {
  const n = ++made;
  const code = `${name}-${n}`;
  const locker = release.made(code, n);
  const saved = await calls.make('save', async () => {
    await store.create(locker);
    return asLocker(locker).id;
  });
  if (saved === undefined) return;
  mine.push(saved);
  keep({ id: saved, made: { code, n, role } });
}

async function destroy(): Promise<void> {
  const id = mine[0];
  if (id === undefined) return;
  const found = await calls.make('get', () => store.get(type, { id }));
  // Of a row that is too new for it, it can destroy nothing.
  mine.shift();
  if (found === undefined) return;
  const gone = await calls.make('save', async () => {
    await store.destroy(found);
    return true;
  });
  if (gone === true) keep({ id, isGone: true });
}

function keep(entry: Entry): void {
  ledger.add(entry);
  work.keep(entry);
}
