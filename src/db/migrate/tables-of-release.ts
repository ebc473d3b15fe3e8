// The tables that a release has, without a database: what a plan for its upgrade starts with.

import type { Manifest } from '../../core/envelope.js';
import type { AnyObjectType } from '../../runtime/object-type.js';
import { ordinalIn } from '../../runtime/target.js';
import type { FoundTable, FoundTables } from './found-tables.js';
import { OWN_TABLES } from './own-tables.js';
import { wantedTablesOf } from './wanted-tables.js';

/** Tables as they are where services of this manifest ran, and of all before it. */
export function tablesOfRelease(types: readonly AnyObjectType[], manifest: Manifest): FoundTables {
  // What the release does not name, or of another major, was not there.
  const known = types.filter((type) => ordinalIn(type, manifest) >= type.base);
  const wanted = wantedTablesOf(known, (type) => ({
    oldest: type.base,
    newest: ordinalIn(type, manifest),
  }));
  const tables = [...OWN_TABLES, ...wanted].map(
    ({ name, columns, indexes }): [string, FoundTable] => [
      name,
      {
        columns: new Set(columns.map((column) => column.name)),
        indexes: new Map(indexes.map((index) => [index.name, { isValid: true }])),
      },
    ],
  );
  return { tables: new Map(tables) };
}
