// How many rows there are of each version, and how old they may be: one pass over each table's labels.

import type { Registry } from '../../runtime/index.js';
import { labelOf } from '../../runtime/object-type.js';
import type { Database } from '../database.js';
import { Layout } from '../layout.js';
import { Session } from '../session.js';
import { StoredTypes } from '../stored-types.js';
import { findTables } from './found-tables.js';
import { labelsOf } from './other-labels.js';

/** The rows of one object, counted by version. */
export interface TableStatus {
  readonly object: string;
  readonly table: string;
  /** Whether the table is there yet. */
  readonly isThere: boolean;
  /** The version that its newest rows have here. */
  readonly newest: string;
  /** The oldest that its rows may have. */
  readonly oldest: string;
  /** By version of the root, null where there is no label. */
  readonly labels: readonly { readonly label: string | null; readonly rows: number }[];
}

/** How many rows of each stored object are at which version. */
export async function statusOf({
  database,
  registry,
}: {
  readonly database: Database;
  readonly registry: Registry;
}): Promise<readonly TableStatus[]> {
  const types = new StoredTypes(registry);
  const session = new Session(database.db, database.engine);
  const layout = new Layout();
  await layout.load(session);
  const { tables } = await findTables(database.db, database.engine);
  const found: TableStatus[] = [];
  for (const type of types.heads) {
    const stored = types.of(type);
    const isThere = tables.has(stored.storage.table);
    found.push({
      object: type.name,
      table: stored.storage.table,
      isThere,
      newest: type.version,
      oldest: labelOf(type, layout.oldestOf(type)),
      labels: isThere ? await labelsOf(session, stored) : [],
    });
  }
  return found;
}
