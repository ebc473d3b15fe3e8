// The steps from a database as it is to one that some range of versions needs: what is added before, and what goes
// after. Each says when it is safe, what it locks, and may be run again.

import type { RawBuilder } from 'kysely';
import type { AnyObjectType } from '../../runtime/object-type.js';
import { labelOf } from '../../runtime/object-type.js';
import type { Engine } from '../engine.js';
import type { FoundTables } from './found-tables.js';
import {
  addColumn,
  createIndex,
  createTable,
  dropColumn,
  dropIndex,
  dropTable,
  textOf,
} from './statements.js';
import { OWN_TABLES } from './own-tables.js';
import { type WantedTable, wantedTablesOf } from './wanted-tables.js';

/** One statement of an upgrade of tables, and when it is safe. */
export interface Step {
  readonly phase: 'expand' | 'contract';
  readonly kind:
    'create-table' | 'add-column' | 'create-index' | 'drop-index' | 'drop-column' | 'drop-table';
  readonly table: string;
  /** The object that it is for. */
  readonly object: string;
  /** The column or index, where it is about one. */
  readonly name: string | undefined;
  readonly sql: string;
  /** When it may be run. */
  readonly safe: string;
  /** What others wait for meanwhile. */
  readonly locks: string;
  /** PostgreSQL runs it outside of transactions alone. */
  readonly standsAlone: boolean;
  readonly statement: RawBuilder<unknown>;
}

/** What must be there before the first service of these versions starts. */
export function planExpand(
  engine: Engine,
  types: readonly AnyObjectType[],
  found: FoundTables,
  oldest: (type: AnyObjectType) => number,
): readonly Step[] {
  const wanted = wantedTablesOf(types, (type) => ({ oldest: oldest(type), newest: type.newest }));
  return [...OWN_TABLES, ...wanted].flatMap((table) => expandTable(engine, table, found));
}

const BESIDE_ALL = 'beside services of every release, before the first new one starts';

function expandTable(engine: Engine, table: WantedTable, found: FoundTables): readonly Step[] {
  const there = found.tables.get(table.name);
  const step = stepsOf(engine, table, 'expand', BESIDE_ALL);
  const indexes = table.indexes.flatMap((index) => {
    const known = there?.indexes.get(index.name);
    if (known?.isValid === true) return [];
    const isInUse = there !== undefined;
    const make = step('create-index', index.name, createIndex(engine, table.name, index, isInUse), {
      locks: isInUse ? (index.unique ? UNIQUE_ASIDE : ASIDE)[engine] : NOBODY,
      standsAlone: isInUse && engine === 'postgres',
    });
    // What a build that failed left behind is in the way of the next.
    const broken = known === undefined ? [] : [dropBroken(index.name)];
    return [...broken, make];
  });
  if (there === undefined) {
    return [
      step('create-table', undefined, createTable(engine, table), { locks: NOBODY }),
      ...indexes,
    ];
  }
  const columns = table.columns
    .filter(({ name }) => !there.columns.has(name))
    .map((column) =>
      step('add-column', column.name, addColumn(engine, table.name, column), {
        locks: MOMENT[engine],
      }),
    );
  return [...columns, ...indexes];

  function dropBroken(name: string): Step {
    const options = { locks: ASIDE[engine], standsAlone: engine === 'postgres' };
    return step('drop-index', name, dropIndex(engine, name), options);
  }
}

const NOBODY = 'nobody';
const MOMENT: Readonly<Record<Engine, string>> = {
  sqlite: 'writers, for a moment',
  postgres:
    'the table, for a moment (ACCESS EXCLUSIVE, no rewrite); waits for transactions that use it',
};
const ASIDE: Readonly<Record<Engine, string>> = {
  sqlite: 'writers, until it is built',
  postgres: 'nobody who reads or writes (SHARE UPDATE EXCLUSIVE)',
};
const UNIQUE_ASIDE: Readonly<Record<Engine, string>> = {
  sqlite: `${ASIDE.sqlite}; fails where two rows have the same`,
  postgres: `${ASIDE.postgres}; fails where two rows have the same`,
};

/** What no version from `keep` on knows, of tables that are ours alone. */
export function planContract(
  engine: Engine,
  types: readonly AnyObjectType[],
  found: FoundTables,
  keep: (type: AnyObjectType) => number,
): readonly Step[] {
  const from = (oldest: (type: AnyObjectType) => number) =>
    wantedTablesOf(types, (type) => ({ oldest: oldest(type), newest: type.newest }));
  const kept = new Map(from(keep).map((table) => [table.name, table]));
  // From the first version on: what a contracting left that was stopped goes now.
  return from(({ base }) => base).flatMap((table) => {
    const there = found.tables.get(table.name);
    if (there === undefined) return [];
    const labels = types
      .filter(({ name }) => name === table.object)
      .map((one) => labelOf(one, keep(one)));
    const safe = `when no row, supported release or pin is older than ${table.object} ${labels.at(-1) ?? ''}`;
    const step = stepsOf(engine, table, 'contract', safe);
    const stays = kept.get(table.name);
    if (stays === undefined) {
      return [step('drop-table', undefined, dropTable(table.name), { locks: MOMENT[engine] })];
    }
    const indexes = table.indexes
      .filter(({ name }) => there.indexes.has(name))
      .filter(({ name }) => stays.indexes.every((one) => one.name !== name))
      .map(({ name }) =>
        step('drop-index', name, dropIndex(engine, name), {
          locks: engine === 'sqlite' ? MOMENT.sqlite : ASIDE.postgres,
          standsAlone: engine === 'postgres',
        }),
      );
    const columns = table.columns
      .filter(({ name }) => there.columns.has(name))
      .filter(({ name }) => stays.columns.every((one) => one.name !== name))
      .map(({ name }) =>
        step('drop-column', name, dropColumn(engine, table.name, name), { locks: MOMENT[engine] }),
      );
    return [...indexes, ...columns];
  });
}

function stepsOf(engine: Engine, table: WantedTable, phase: Step['phase'], safe: string) {
  return (
    kind: Step['kind'],
    name: string | undefined,
    statement: RawBuilder<unknown>,
    { locks, standsAlone = false }: { readonly locks: string; readonly standsAlone?: boolean },
  ): Step => ({
    phase,
    kind,
    table: table.name,
    object: table.object,
    name,
    sql: textOf(engine, statement),
    safe,
    locks,
    standsAlone,
    statement,
  });
}
