// `plan`: the upgrade from one release to another, before it begins.

import { sameVersion } from '../../core/version.js';
import { supportedReleases } from '../../evolution/releases/index.js';
import type { Invocation } from '../command.js';
import { stepData } from '../db/format-steps.js';
import { openGround } from '../db/ground.js';
import { isEngine, planFrom } from '../db/plan.js';
import { CannotRun, type ExitCode } from '../exit.js';
import { lossReport } from '../losses/report.js';
import { presentSpeaking, speaking, type Speaking } from '../losses/speaking.js';
import { twoReleases, type TwoReleases } from '../losses/two-releases.js';
import { afterwardsOf } from '../plan/afterwards.js';
import { formatMarkdown } from '../plan/format-markdown.js';
import { formatText } from '../plan/format-text.js';
import { upgradePlan, type DatabaseSteps, type UpgradePlan } from '../plan/upgrade-plan.js';
import { print } from '../terminal.js';

const FORMATS: Readonly<Record<string, (plan: UpgradePlan) => string>> = {
  text: formatText,
  markdown: formatMarkdown,
  json: (plan) => `${JSON.stringify(plan, undefined, 2)}\n`,
};

export async function plan(invocation: Invocation): Promise<ExitCode> {
  const { terminal, options } = invocation;
  const two = await twoReleases(invocation, 'plan');
  if (!two.ok) return two.code;
  if (two.older.name === two.newer.name) throw new CannotRun('a plan is of two releases');
  const isStored = [...two.newer.objects.values()].some(
    ({ model }) => model?.storage !== undefined,
  );
  const database = isStored ? await databaseSteps(invocation, two) : undefined;
  if (database !== undefined && !database.ok) return database.code;
  const made = upgradePlan({
    losses: lossReport(two.older, two.newer),
    isStored,
    database: database?.steps,
    afterwards: afterwardsOf(supportedWith(two), two.older.name),
  });
  const format = FORMATS[options.text('format') ?? 'text'] ?? formatText;
  print(terminal, format(made));
  return 0;
}

type Planned =
  | { readonly ok: true; readonly steps: DatabaseSteps | undefined }
  | { readonly ok: false; readonly code: ExitCode };

/** Tables are planned from the generated code: where that is of another release, nothing can be said. */
async function databaseSteps(invocation: Invocation, two: TwoReleases): Promise<Planned> {
  if (!isPresent(two)) return { ok: true, steps: undefined };
  const ground = await openGround(invocation);
  if (!ground.ok) return ground;
  const engine = invocation.options.text('engine') ?? 'sqlite';
  if (!isEngine(engine)) throw new CannotRun(`there is no engine \`${engine}\``);
  const { expand, contract } = planFrom(ground, engine, two.older.name, nameIn(two));
  const steps = { engine, expand: expand.map(stepData), contract: contract.map(stepData) };
  return { ok: true, steps };
}

/** What is dropped when the older release is retired: all that the newer one does not need. */
function nameIn({ opened, newer }: TwoReleases): string | undefined {
  const names = opened.file?.releases.releases.map(({ name }) => name.value) ?? [];
  return names.includes(newer.name) ? newer.name : undefined;
}

/** Whether the newer release is what the schemas are now. */
function isPresent({ model, newer }: TwoReleases): boolean {
  const present = presentSpeaking(model).objects;
  return [...newer.objects].every(([key, { version }]) => {
    const now = present.get(key)?.version;
    return now !== undefined && sameVersion(now, version);
  });
}

/** The releases that may still run, the two of the plan among them, oldest first. */
function supportedWith({ opened, model, older, newer }: TwoReleases): readonly Speaking[] {
  const file = opened.file?.releases;
  const others = (file === undefined ? [] : supportedReleases(file))
    .filter(({ name }) => name.value !== older.name && name.value !== newer.name)
    .map(({ name, versions }) => speaking(model, name.value, versions));
  return [older, ...others, newer];
}
