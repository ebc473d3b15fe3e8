// `verify`: the laws put to the generated code; with --against to the code of tags, with --plan to an
// upgrade of a whole fleet.

import type { ExitCode } from '../exit.js';
import type { Invocation } from '../command.js';
import { CannotRun } from '../exit.js';
import { findObject } from '../find-object.js';
import { openProject, settingsOf, type Project } from '../project.js';
import { report } from '../report.js';
import { progressOf } from '../progress.js';
import { print, tell } from '../terminal.js';
import { generatedSubject } from '../../testing/laws/subject.js';
import { openVerified, type VerifiedProject } from '../../testing/project/verified-project.js';
import { findingOf, verifyModel, type VerifyReport } from '../../testing/verify/index.js';
import { summaryOf } from '../verify/summary.js';

/** Random values of each object at each version, unless `--cases` says otherwise. */
const CASES = 5;

export async function verify(invocation: Invocation): Promise<ExitCode> {
  const { terminal, options } = invocation;
  const [tags, releases] = [options.texts('against'), options.texts('plan')];
  if (tags.length > 0 && releases.length > 0) {
    throw new CannotRun('--against and --plan are two questions: ask them one after the other');
  }
  const project = openProject(terminal, options);
  const seed = options.count('seed') ?? anySeed();
  if (tags.length > 0) return verifyTags(invocation, project, tags, seed);
  const code = await openCode(invocation, project);
  if (typeof code === 'number') return code;
  if (!code.isWritten) {
    tell(
      terminal,
      `nothing is generated in ${code.settings.output}; the schemas are compiled here`,
    );
  }
  if (releases.length > 0) return verifyReleases(invocation, project, code, releases, seed);
  return verifyLaws(invocation, project, code, seed);
}

/** The project with its code; where it has errors, the exit code after they were printed. */
async function openCode(
  { terminal, options }: Invocation,
  project: Project,
): Promise<VerifiedProject | ExitCode> {
  const { settings, findings } = await settingsOf(project);
  const opened =
    settings === undefined
      ? { ok: false as const, findings, objects: 0 }
      : await openVerified(project, settings);
  if (opened.ok) return opened;
  const { objects } = opened;
  return report(terminal, options, opened.findings, { tree: project.host, objects });
}

async function verifyLaws(
  invocation: Invocation,
  project: Project,
  code: VerifiedProject,
  seed: number,
): Promise<ExitCode> {
  const { terminal, options } = invocation;
  const result = await runLaws(invocation, code, seed);
  const exit = await report(terminal, options, result.failures.map(findingOf), {
    tree: project.host,
    objects: result.objects,
  });
  if (!options.has('quiet')) tell(terminal, summaryOf(result));
  return exit;
}

async function runLaws(
  { terminal, args, options }: Invocation,
  { model, settings, registry, hooks, hookPlace }: VerifiedProject,
  seed: number,
): Promise<VerifyReport> {
  const progress = progressOf(terminal, options.has('quiet'));
  const objects = args.map((name) => findObject(model, name).object);
  try {
    return await verifyModel({
      model,
      prefix: settings.prefix,
      subject: generatedSubject(registry, { unknown: settings.unknown }),
      hooks,
      hookPlace,
      seed,
      cases: options.count('cases') ?? CASES,
      ...(objects.length === 0 ? {} : { objects }),
      onObject: ({ name }, at, of) => {
        progress.count(`${at + 1} of ${of}: ${name}`);
      },
    });
  } finally {
    progress.end();
  }
}

async function verifyTags(
  { terminal, args, options }: Invocation,
  project: Project,
  tags: readonly string[],
  seed: number,
): Promise<ExitCode> {
  const isJson = isForPrograms(options.text('format'));
  const { formatAgainst, verifyAgainst } = await import('../verify/against/index.js');
  const progress = progressOf(terminal, options.has('quiet'));
  try {
    const result = await verifyAgainst({
      project,
      tags,
      env: terminal.env,
      seed,
      cases: options.count('cases') ?? CASES,
      ...(args.length === 0 ? {} : { objects: args }),
      onObject: (tag, object, at, of) => {
        progress.count(`${tag}, ${at + 1} of ${of}: ${object}`);
      },
    });
    progress.end();
    print(terminal, isJson ? json(result) : formatAgainst(result));
    if (!options.has('quiet')) tell(terminal, `seed ${seed}`);
    return result.tags.every(({ failures }) => failures.length === 0) ? 0 : 1;
  } finally {
    progress.end();
  }
}

async function verifyReleases(
  { terminal, args, options }: Invocation,
  project: Project,
  code: VerifiedProject,
  releases: readonly string[],
  seed: number,
): Promise<ExitCode> {
  if (args.length > 0) throw new CannotRun('a plan is of a whole fleet: it takes no objects');
  if (releases.length < 2 || releases.length > 3) {
    throw new CannotRun('--plan takes two releases, or three: the older first');
  }
  const isJson = isForPrograms(options.text('format'));
  const { verifyPlan } = await import('../../testing/rehearsal/index.js');
  const { formatRehearsal, rehearsalJson } = await import('../verify/rehearsal-report.js');
  const progress = progressOf(terminal, options.has('quiet'));
  try {
    const result = await verifyPlan(project, code, releases, {
      seed,
      cases: options.count('cases') ?? CASES,
      onState: (at, of) => {
        progress.count(`state ${at + 1} of ${of}`);
      },
    });
    progress.end();
    if (!result.ok) throw new CannotRun(result.problem);
    const told = isJson ? json(rehearsalJson(result.report)) : formatRehearsal(result.report);
    print(terminal, told);
    return result.report.breaks.length === 0 ? 0 : 1;
  } finally {
    progress.end();
  }
}

/** These two are reports of their own, and no list of findings. */
function isForPrograms(format: string | undefined): boolean {
  if (format === 'json') return true;
  if (format === undefined || format === 'text' || format === 'pretty') return false;
  throw new CannotRun(`with --against and --plan the format is text or json, not ${format}`);
}

function json(value: object): string {
  return `${JSON.stringify(value, undefined, 2)}\n`;
}

/** Another one at each run: what one run does not find, another may. */
function anySeed(): number {
  return Date.now() % 1_000_000_000;
}
