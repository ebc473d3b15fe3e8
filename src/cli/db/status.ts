// `db status`: how many rows are at each version, who is alive, and what still stands in the way of contracting.

import { amount } from '../../core/amount.js';
import {
  type Database,
  obstaclesOf,
  type Obstacle,
  planned,
  servicesIn,
  speakersOf,
  statusOf,
  type LiveService,
  type TableStatus,
} from '../../db/index.js';
import type { Invocation } from '../command.js';
import type { ExitCode } from '../exit.js';
import { print } from '../terminal.js';
import { formatObstacle } from './contract.js';
import { type Ground, keepOf, openGround, wantedIn } from './ground.js';
import { withDatabase } from './open-database.js';

interface Status {
  readonly tables: readonly TableStatus[];
  readonly services: readonly LiveService[];
  /** Steps of expanding that are to be done. */
  readonly missing: number;
  readonly obstacles: readonly Obstacle[];
  /** What contracting would keep: `release 2025.2 and newer`. */
  readonly keeping: string;
}

export async function status(invocation: Invocation): Promise<ExitCode> {
  const { terminal, options } = invocation;
  const ground = await openGround(invocation);
  if (!ground.ok) return ground.code;
  const found = await withDatabase(invocation, (database) =>
    look(ground, database, options.text('keep')),
  );
  const isJson = options.text('format') === 'json';
  print(terminal, isJson ? `${JSON.stringify(found, undefined, 2)}\n` : formatStatus(found));
  return 0;
}

async function look(ground: Ground, database: Database, keep: string | undefined): Promise<Status> {
  const { registry, supported } = ground;
  const steps = await planned(wantedIn(ground, database));
  const tables = await statusOf({ database, registry });
  // Without its own tables nobody could have reported, and without the others there are no rows.
  const isWhole = steps.every(({ kind }) => kind !== 'create-table');
  const keeping = keepingOf(ground, keep);
  if (!isWhole) return { tables, services: [], missing: steps.length, obstacles: [], keeping };
  const services = await servicesIn(database);
  const speakers = [...supported, ...speakersOf(services)];
  const wanted = { database, registry, keep: keepOf(ground, keep), speakers };
  const obstacles = await obstaclesOf(wanted);
  return { tables, services, missing: steps.length, obstacles, keeping };
}

function keepingOf({ supported: [oldest] }: Ground, keep: string | undefined): string {
  if (keep !== undefined) return `release ${keep} and newer`;
  return oldest === undefined ? 'the newest versions alone' : `${oldest.name} and newer`;
}

function formatStatus({ tables, services, missing, obstacles, keeping }: Status): string {
  const lines = tables.flatMap(({ table, object, labels, isThere, newest }) => {
    const all = labels.reduce((sum, { rows }) => sum + rows, 0);
    const head = isThere
      ? `${table} (${object} ${newest}): ${amount(all, 'row')}`
      : `${table} (${object} ${newest}): not there yet`;
    return [
      head,
      ...labels.map(({ label, rows }) => `  ${label ?? 'no label'}: ${amount(rows, 'row')}`),
    ];
  });
  const alive = services.map(({ service, writes }) =>
    writes === undefined ? `alive: ${service}` : `alive: ${service}, pinned`,
  );
  const todo =
    missing === 0
      ? []
      : [`expand: ${amount(missing, 'step')} to do; \`backlevel db migrate\` does them`];
  const ways = obstacles.map((one) => `contract, keeping ${keeping}: ${formatObstacle(one)}`);
  const free =
    missing === 0 && obstacles.length === 0
      ? [`contract, keeping ${keeping}: nothing stands in the way`]
      : [];
  return [...lines, ...alive, ...todo, ...ways, ...free].map((line) => `${line}\n`).join('');
}
