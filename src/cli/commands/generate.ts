// `generate`: schemas to code; or, with --check and --diff, what that would change.

import { amount } from '../../core/amount.js';
import type { Generation } from '../../pipeline/generate.js';
import { applyEdits, type Edit } from '../../pipeline/output-plan.js';
import { LIST_NAME } from '../../pipeline/owned-files.js';
import type { Invocation } from '../command.js';
import type { ExitCode } from '../exit.js';
import { planProject } from '../plan-project.js';
import { openProject, type Project } from '../project.js';
import { progressOf } from '../progress.js';
import { report } from '../report.js';
import { print, tell } from '../terminal.js';
import { uninterrupted } from '../uninterrupted.js';

export async function generate(invocation: Invocation): Promise<ExitCode> {
  const { terminal, options } = invocation;
  const project = openProject(terminal, options);
  if (options.has('check')) return check(invocation, project);
  if (options.has('diff')) return diff(invocation, project);
  if (!options.has('watch')) return write(invocation, project);
  const { watch } = await import('../watch.js');
  return watch(project, terminal, () => write(invocation, project));
}

async function write(invocation: Invocation, project: Project): Promise<ExitCode> {
  const generation = await planned(invocation, project);
  const { plan: { edits, obstacles } = NO_PLAN } = generation;
  if (obstacles.length === 0) {
    await uninterrupted(() => {
      applyEdits(project.host, edits);
      generation.remember();
    });
  }
  const code = await reportOn(invocation, project, generation, obstacles);
  if (code !== 2 && generation.plan !== undefined && obstacles.length === 0) {
    summarise(invocation, generation.objects, edits);
  }
  return code;
}

async function check(invocation: Invocation, project: Project): Promise<ExitCode> {
  const generation = await planned(invocation, project);
  const deviations = generation.plan?.deviations ?? [];
  if (deviations.length === 0) generation.remember();
  return reportOn(invocation, project, generation, deviations);
}

async function diff(invocation: Invocation, project: Project): Promise<ExitCode> {
  const generation = await planned(invocation, project);
  const { edits, obstacles } = generation.plan ?? NO_PLAN;
  const code = await reportOn(invocation, project, generation, obstacles);
  const { unifiedDiff } = await import('../unified-diff.js');
  for (const { path, before, after } of edits) {
    if (!isList(path)) print(invocation.terminal, unifiedDiff(path, before, after));
  }
  return edits.length > 0 && code === 0 ? 1 : code;
}

async function planned({ terminal, options }: Invocation, project: Project): Promise<Generation> {
  const progress = progressOf(terminal, options.has('quiet'));
  try {
    return await planProject(project, {
      onCompile: (schemas) => {
        progress.begin(`compiling ${amount(schemas, 'schema')}`);
      },
      onStyle: (at, of) => {
        progress.count(`formatting ${at + 1} of ${of}`);
      },
    });
  } finally {
    progress.end();
  }
}

const NO_PLAN = { edits: [], obstacles: [], deviations: [] } as const;

function reportOn(
  { terminal, options }: Invocation,
  { host }: Project,
  { findings, objects }: Generation,
  more: Generation['findings'],
): Promise<ExitCode> {
  return report(terminal, options, [...findings, ...more], { tree: host, objects });
}

function summarise(
  { terminal, options }: Invocation,
  objects: number,
  edits: readonly Edit[],
): void {
  if (options.has('quiet')) return;
  const files = edits.filter(({ path }) => !isList(path));
  const removed = files.filter(({ after }) => after === undefined).length;
  const written = files.length - removed;
  const what = [
    ...(written > 0 ? [`${amount(written, 'file')} written`] : []),
    ...(removed > 0 ? [`${removed} removed`] : []),
  ];
  tell(
    terminal,
    `${amount(objects, 'object')}: ${what.length === 0 ? 'nothing to do' : what.join(', ')}`,
  );
}

function isList(path: string): boolean {
  return path.endsWith(`/${LIST_NAME}`);
}
