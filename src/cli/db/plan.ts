// `db plan`: the SQL of each step, before the upgrade and after it, with or without a database.

import {
  type Engine,
  type FoundTables,
  findTables,
  isIn,
  keptBy,
  NOTHING,
  planContract,
  planExpand,
  planned,
  type Step,
  storedTypesOf,
  tablesOfRelease,
} from '../../db/index.js';
import type { Invocation } from '../command.js';
import { CannotRun, type ExitCode } from '../exit.js';
import { print } from '../terminal.js';
import { formatSteps, stepData } from './format-steps.js';
import { type Ground, keepOf, manifestOfRelease, openGround } from './ground.js';
import { databaseNamed, withDatabase } from './open-database.js';

/** The steps between two releases. */
export interface DatabasePlan {
  readonly engine: Engine;
  readonly expand: readonly Step[];
  readonly contract: readonly Step[];
}

export async function plan(invocation: Invocation): Promise<ExitCode> {
  const { terminal, options } = invocation;
  const ground = await openGround(invocation);
  if (!ground.ok) return ground.code;
  const made = await planOf(invocation, ground);
  if (options.text('format') === 'json') {
    const { engine, expand, contract } = made;
    const data = { engine, expand: expand.map(stepData), contract: contract.map(stepData) };
    print(terminal, `${JSON.stringify(data, undefined, 2)}\n`);
    return 0;
  }
  const sections = [formatSteps('expand', made.expand), formatSteps('contract', made.contract)];
  print(terminal, sections.join('\n'));
  return 0;
}

async function planOf(invocation: Invocation, ground: Ground): Promise<DatabasePlan> {
  const { options } = invocation;
  const { registry } = ground;
  const types = storedTypesOf(registry);
  const kept = keptBy(registry, keepOf(ground, options.text('keep')));
  const from = options.text('from');
  const named = databaseNamed(invocation);
  if (named !== undefined && from === undefined) {
    return withDatabase(invocation, async ({ db, engine }) => ({
      engine,
      expand: await planned({ db, engine, types, oldest: kept }),
      contract: planContract(engine, types, await findTables(db, engine), kept),
    }));
  }
  const engine = options.text('engine') ?? named?.engine ?? 'sqlite';
  if (!isEngine(engine)) throw new CannotRun(`there is no engine \`${engine}\``);
  return planFrom(ground, engine, from, options.text('keep'));
}

/** What leads from the tables of a release, or from none, to those of the schemas as they are. */
export function planFrom(
  ground: Ground,
  engine: Engine,
  from: string | undefined,
  keep?: string,
): DatabasePlan {
  const types = storedTypesOf(ground.registry);
  const kept = keptBy(ground.registry, keepOf(ground, keep));
  const manifest = from === undefined ? undefined : manifestOfRelease(ground, from);
  const found: FoundTables = manifest === undefined ? NOTHING : tablesOfRelease(types, manifest);
  const oldest: typeof kept = (type) =>
    manifest !== undefined && isIn(manifest, type) ? type.base : kept(type);
  return {
    engine,
    expand: planExpand(engine, types, found, oldest),
    contract: planContract(engine, types, found, kept),
  };
}

export function isEngine(word: string): word is Engine {
  return word === 'sqlite' || word === 'postgres';
}
