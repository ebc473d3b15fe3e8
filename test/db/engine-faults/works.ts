// What a store does that takes several statements, each as a story: from where it begins, and what it is to come to.

import type { Database } from '../../../src/db/index.js';
import type { VersionedObject } from '../../../src/runtime/index.js';
import { run, type Shelf } from '../shelf.js';

/** The same in every work: whether one of them is done again after it failed, or done at once, it comes to the same. */
export interface Work {
  readonly name: string;
  /** The objects that it is about, made before anything fails. */
  readonly begin: (one: Shelf) => Promise<readonly VersionedObject[]>;
  readonly run: (one: Shelf, objects: readonly VersionedObject[]) => Promise<void>;
}

/** A row of the newest version, with elements in both of its side tables, and one of the oldest. */
export const NEW_ROW = 1;
export const OLD_ROW = 2;

const FULL = { title: 'new', size: 7, tags: new Set(['x', 'y']), ports: [1, 2, 3] };

export const WORKS: readonly Work[] = [
  {
    name: 'a row is made',
    begin: (one) =>
      Promise.resolve([one.make({ code: 'made', tags: ['x'], ports: [1, 2], labels: { a: 'b' } })]),
    run: (one, [made]) => one.store.create(there(made)),
  },
  {
    name: 'a row is changed, with elements of its own tables',
    begin: changed(NEW_ROW, FULL),
    run: (one, [box]) => one.store.save(there(box)),
  },
  {
    name: 'a row is converted to the version that is written',
    begin: changed(OLD_ROW, FULL),
    run: (one, [box]) => one.store.save(there(box)),
  },
  {
    name: 'a row is changed in one statement',
    begin: changed(NEW_ROW, { title: 'new' }),
    run: (one, [box]) => one.store.save(there(box)),
  },
  {
    name: 'a row is deleted with its elements',
    begin: changed(NEW_ROW, {}),
    run: (one, [box]) => one.store.destroy(there(box)),
  },
  {
    name: 'a transaction makes, changes, reads and deletes',
    begin: async (one) => [
      one.make({ code: 'made', tags: ['x'] }),
      ...(await changed(NEW_ROW, FULL)(one)),
      ...(await changed(OLD_ROW, {})(one)),
    ],
    run: (one, [made, box, old]) =>
      one.store.transaction(async (tx) => {
        await tx.create(there(made));
        await tx.save(there(box));
        await tx.refresh(there(box));
        await tx.transaction(() => tx.destroy(there(old)));
      }),
  },
];

function changed(key: number, values: object): Work['begin'] {
  return async (one) => [Object.assign(await one.get(key), values)];
}

function there(object: VersionedObject | undefined): VersionedObject {
  if (object === undefined) throw new Error('the work has begun without its objects');
  return object;
}

/** All that the tables hold; rows are told apart by their codes, since a key that was given once is not given again. */
export async function contentOf(database: Database): Promise<string> {
  const owned = (table: string): string =>
    `select b.code as owner, t.* from ${table} t left join boxes b on b.id = t.box_id order by 1, 3`;
  const rows = [
    ...(await run(database, 'select * from boxes order by code')),
    ...(await run(database, owned('box_tags'))),
    ...(await run(database, owned('box_ports'))),
  ].map((row) => ({ ...row, id: 0, box_id: 0 }));
  return JSON.stringify(rows, (_name, value: unknown) =>
    typeof value === 'bigint' ? String(value) : value,
  );
}

/** What objects have and what of it is changed: in memory nothing of a work that failed is left either. */
export function memoryOf(objects: readonly VersionedObject[]): string {
  return JSON.stringify(objects.map((object) => object.objToPrimitive()));
}
