// `verify`: the laws put to the generated code.

import { generatedSubject } from '../../testing/laws/subject.js';
import { openVerified, type VerifiedProject } from '../../testing/project/verified-project.js';
import { findingOf, verifyModel, type VerifyReport } from '../../testing/verify/index.js';
import type { Invocation } from '../command.js';
import type { ExitCode } from '../exit.js';
import { findObject } from '../find-object.js';
import { openProject, settingsOf, type Project } from '../project.js';
import { report } from '../report.js';
import { tell } from '../terminal.js';
import { progressOf } from '../verify/progress.js';
import { summaryOf } from '../verify/summary.js';

/** Random values of each object at each version, unless `--cases` says otherwise. */
const CASES = 5;

export async function verify(invocation: Invocation): Promise<ExitCode> {
  const { terminal, options } = invocation;
  const project = openProject(terminal, options);
  const code = await openCode(invocation, project);
  if (typeof code === 'number') return code;
  if (!code.isWritten) {
    tell(
      terminal,
      `nothing is generated in ${code.settings.output}; the schemas are compiled here`,
    );
  }
  const result = await run(invocation, code);
  const exit = await report(terminal, options, result.failures.map(findingOf), {
    tree: project.host,
    objects: result.objects,
  });
  if (!options.has('quiet')) tell(terminal, summaryOf(result));
  return exit;
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

async function run(
  { terminal, args, options }: Invocation,
  { model, settings, registry, hooks, hookPlace }: VerifiedProject,
): Promise<VerifyReport> {
  const progress = progressOf(terminal);
  const objects = args.map((name) => findObject(model, name).object);
  try {
    return await verifyModel({
      model,
      prefix: settings.prefix,
      subject: generatedSubject(registry, { unknown: settings.unknown }),
      hooks,
      hookPlace,
      seed: options.count('seed') ?? anySeed(),
      cases: options.count('cases') ?? CASES,
      ...(objects.length === 0 ? {} : { objects }),
      onObject: ({ name }, at, of) => {
        progress.tell(`${at + 1} of ${of}: ${name}`);
      },
    });
  } finally {
    progress.end();
  }
}

/** Another one at each run: what one run does not find, another may. */
function anySeed(): number {
  return Date.now() % 1_000_000_000;
}
