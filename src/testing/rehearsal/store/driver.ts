// `backlevel/db`, loaded where a rehearsal has stored objects: libsql is the user's to install, and who stores
// nothing does not need it.

import type * as Db from '../../../db/index.js';

export type Driver = typeof Db;

export type LoadedDriver =
  | { readonly ok: true; readonly driver: Driver }
  /** Why there is no database to rehearse in, and what to do about it. */
  | { readonly ok: false; readonly why: string };

/** Loads the store's code, and sees whether a database can be opened with it. */
export async function loadDriver(): Promise<LoadedDriver> {
  const driver = await import('../../../db/index.js');
  try {
    await (await driver.sqliteDatabase(':memory:')).close();
    return { ok: true, driver };
  } catch (error) {
    if (!driver.isStoreError(error, 'driver-missing')) throw error;
    return { ok: false, why: error.message };
  }
}
