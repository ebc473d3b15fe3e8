// `backlevel/db`, loaded where a rehearsal has stored objects: kysely and libsql are the user's to install, and who
// stores nothing needs neither.

import type * as Db from '../../../db/index.js';

export type Driver = typeof Db;

export type LoadedDriver =
  | { readonly ok: true; readonly driver: Driver }
  /** Why there is no database to rehearse in, and what to do about it. */
  | { readonly ok: false; readonly why: string };

/** Loads the store's code, and sees whether a database can be opened with it. */
export async function loadDriver(): Promise<LoadedDriver> {
  try {
    const driver = await import('../../../db/index.js');
    await (await driver.sqliteDatabase(':memory:')).close();
    return { ok: true, driver };
  } catch (error) {
    if (!isMissing(error)) throw error;
    return {
      ok: false,
      why: 'it needs the packages kysely and libsql beside backlevel: `npm install kysely libsql`',
    };
  }
}

/** Whether a package could not be found, as Node says it and as a store says it. */
function isMissing(error: unknown): boolean {
  if (!(error instanceof Error) || !('code' in error)) return false;
  return error.code === 'ERR_MODULE_NOT_FOUND' || error.code === 'driver-missing';
}
