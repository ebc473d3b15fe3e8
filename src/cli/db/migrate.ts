// `db migrate`: adds what new code needs; with --online rewrites rows of older labels beside running services, with
// --to takes rows back to a release.

import { amount } from '../../core/amount.js';
import {
  type Database,
  expand,
  type Migrated,
  migrateOnline,
  newerThan,
  planned,
  servicesIn,
  tooOldFor,
} from '../../db/index.js';
import type { Loss, Manifest } from '../../core/envelope.js';
import type { Invocation } from '../command.js';
import { CannotRun, type ExitCode } from '../exit.js';
import { progressOf } from '../progress.js';
import { print, tell } from '../terminal.js';
import { formatSteps, nameOf } from './format-steps.js';
import { type Ground, manifestOfRelease, openGround, wantedIn } from './ground.js';
import { withDatabase } from './open-database.js';

export async function migrate(invocation: Invocation): Promise<ExitCode> {
  const { options } = invocation;
  const ground = await openGround(invocation);
  if (!ground.ok) return ground.code;
  const [to, pin] = [options.text('to'), options.text('pin')];
  if (to !== undefined && pin !== undefined) {
    throw new CannotRun('--to takes rows back, and --pin takes them no further: one of both');
  }
  return withDatabase(invocation, async (database) =>
    options.has('online') || to !== undefined
      ? rewrite(invocation, ground, database)
      : add(invocation, ground, database),
  );
}

async function add(
  { terminal, options }: Invocation,
  ground: Ground,
  database: Database,
): Promise<ExitCode> {
  const wanted = wantedIn(ground, database);
  if (options.has('dryRun')) {
    print(terminal, formatSteps('expand', await planned(wanted)));
    return 0;
  }
  const steps = await expand(wanted, (step) => {
    print(terminal, `${nameOf(step)}\n`);
  });
  if (!options.has('quiet')) {
    tell(terminal, steps.length === 0 ? 'nothing to add' : `${amount(steps.length, 'step')} done`);
  }
  return 0;
}

async function rewrite(
  invocation: Invocation,
  ground: Ground,
  database: Database,
): Promise<ExitCode> {
  const { terminal, options } = invocation;
  const to = options.text('to');
  const release = to ?? options.text('pin');
  const manifest = release === undefined ? undefined : manifestOfRelease(ground, release);
  await requireExpanded(ground, database);
  if (to === undefined) await requireReaders(ground, database, manifest ?? {});
  else await requireWriters(ground, database, manifest ?? {});
  const progress = progressOf(terminal, options.has('quiet'));
  const losses = new Map<string, number>();
  const stop = new AbortController();
  const interrupt = (): void => {
    stop.abort();
  };
  process.once('SIGINT', interrupt).once('SIGTERM', interrupt);
  const migrated = await migrateOnline({
    database,
    registry: ground.registry,
    isWayBack: to !== undefined,
    signal: stop.signal,
    onProgress: (one) => {
      progress.count(`${one.table}: ${one.done} rewritten`);
    },
    onLoss: (loss) => {
      const name = nameOfLoss(loss);
      losses.set(name, (losses.get(name) ?? 0) + 1);
    },
    ...given('manifest', manifest),
    ...given('maxCount', options.count('maxCount')),
    ...given('batch', options.count('batch')),
    ...given('sleepMs', options.count('sleep')),
  }).finally(() => {
    process.removeListener('SIGINT', interrupt).removeListener('SIGTERM', interrupt);
    progress.end();
  });
  print(terminal, migrated.map(lineOf).join(''));
  for (const [name, rows] of losses) print(terminal, `lost: ${name}, in ${amount(rows, 'row')}\n`);
  return conclude(invocation, migrated, stop.signal.aborted);
}

function conclude(
  { terminal, options }: Invocation,
  migrated: readonly Migrated[],
  isStopped: boolean,
): ExitCode {
  const left = migrated.reduce((sum, one) => sum + one.left, 0);
  const stuck = migrated.find((one) => one.stuck !== undefined);
  if (stuck?.stuck !== undefined) {
    const { key, label, why } = stuck.stuck;
    const labelled = label === null ? 'without a label' : `labelled ${label}`;
    print(terminal, `stopped at ${stuck.table} ${String(key)}, ${labelled}: ${why}\n`);
    print(terminal, 'it is as it was; mend it, then run this again\n');
    return 1;
  }
  if (left === 0) return 0;
  if (!options.has('quiet')) {
    tell(terminal, `${left} left${isStopped ? '; stopped between two batches' : ''}; run it again`);
  }
  return 1;
}

function lineOf({ table, done, left, longestMs }: Migrated): string {
  const held =
    done === 0 ? '' : `, no batch held its rows for longer than ${Math.ceil(longestMs)} ms`;
  return `${table}: ${done} rewritten, ${left} left${held}\n`;
}

function nameOfLoss({ path, kind, from, to }: Loss): string {
  return `${path} (${kind}, ${from} to ${to})`;
}

async function requireExpanded(ground: Ground, database: Database): Promise<void> {
  const steps = await planned(wantedIn(ground, database));
  if (steps.length === 0) return;
  throw new CannotRun(
    `the tables lack ${amount(steps.length, 'step')} that this code needs; \`backlevel db migrate\` comes first`,
  );
}

/** Rows that a live service could not read any more are not made. */
async function requireReaders(
  { registry }: Ground,
  database: Database,
  wanted: Manifest,
): Promise<void> {
  const readers = (await servicesIn(database)).map(({ service, manifest }) => ({
    name: service,
    manifest,
  }));
  const [behind] = tooOldFor(registry, wanted, readers);
  if (behind === undefined) return;
  throw new CannotRun(
    `${behind.speaker} is alive and reads ${behind.object} up to ${behind.version}: rows at ${behind.wanted} would be too new for it; --pin RELEASE takes them as far as all read`,
  );
}

/** Rows that are taken back are not made new again meanwhile. */
async function requireWriters(
  { registry }: Ground,
  database: Database,
  wanted: Manifest,
): Promise<void> {
  const writers = (await servicesIn(database)).map(({ service, manifest, writes = manifest }) => ({
    name: service,
    manifest: writes,
  }));
  const [ahead] = newerThan(registry, wanted, writers);
  if (ahead === undefined) return;
  throw new CannotRun(
    `${ahead.speaker} is alive and writes ${ahead.object} ${ahead.version}, newer than ${ahead.wanted}: put its pin back first`,
  );
}

/** An option that is not there is not handed on as undefined. */
function given<K extends string, V>(name: K, value: V | undefined): { readonly [key in K]?: V } {
  // A computed name is a string to the compiler.
  return value === undefined ? {} : ({ [name]: value } as { readonly [key in K]?: V });
}
