// `bump`: writes what the histories lack. Comments, order and line ends of the files stay.

import { bump as run, type BumpOutcome } from '../../pipeline/gate/bump.js';
import { applyEdits } from '../../pipeline/output-plan.js';
import type { Invocation } from '../command.js';
import { CannotRun, type ExitCode } from '../exit.js';
import { chooseBaseline } from '../baseline.js';
import { openProject } from '../project.js';
import { report } from '../report.js';
import { print, tell } from '../terminal.js';
import { askRenames } from '../ask-renames.js';

export async function bump(invocation: Invocation): Promise<ExitCode> {
  const { terminal, options, args } = invocation;
  const project = openProject(terminal, options);
  const { source } = chooseBaseline(terminal, options, project);
  const request = {
    tree: project.host,
    config: project.config,
    source,
    memory: { cache: project.cache, known: new Map() },
    names: args,
    isMajor: options.has('major'),
  };
  const choices = {
    renames: renamesOf(options.texts('rename')),
    noRenames: options.isOff('renames'),
  };
  let outcome = await run({ ...request, choices });
  const answered = await askRenames(terminal, outcome.questions, choices);
  if (answered !== undefined) outcome = await run({ ...request, choices: answered });
  if (outcome.report.broken !== undefined) {
    throw new CannotRun(`the baseline ${outcome.report.broken.name} cannot be read`);
  }
  if (options.has('dryRun')) await show(invocation, outcome);
  else applyEdits(project.host, outcome.edits);
  const { findings, objects } = outcome.report;
  const all = [...findings, ...outcome.questions];
  const code = await report(terminal, options, all, {
    tree: afterwards(project.host, outcome, options.has('dryRun')),
    objects,
  });
  if (!options.has('quiet')) tell(terminal, summary(outcome, options.has('dryRun')));
  return code;
}

/** Code frames show the files as they are to be. */
function afterwards(
  host: ReturnType<typeof openProject>['host'],
  { edits }: BumpOutcome,
  isDry: boolean,
): ReturnType<typeof openProject>['host'] {
  if (!isDry) return host;
  const texts = new Map(edits.map(({ path, after }) => [path, after]));
  return { ...host, read: (path) => (texts.has(path) ? texts.get(path) : host.read(path)) };
}

async function show({ terminal }: Invocation, { edits }: BumpOutcome): Promise<void> {
  const { unifiedDiff } = await import('../unified-diff.js');
  for (const { path, before, after } of edits) print(terminal, unifiedDiff(path, before, after));
}

function summary({ written, report }: BumpOutcome, isDry: boolean): string {
  if (report.without !== undefined) {
    return `${report.without}, so nothing is known to be missing; \`backlevel lock\` writes one`;
  }
  const what = [...new Set(written)].join(', ');
  if (what === '') return 'nothing to do';
  return isDry ? `would write ${what}` : `written: ${what}`;
}

function renamesOf(texts: readonly string[]): ReadonlyMap<string, string> {
  return new Map(
    texts.map((text) => {
      const [old = '', to = '', ...more] = text.split('=');
      if (old === '' || to === '' || more.length > 0) {
        throw new CannotRun(`--rename takes old=new, not \`${text}\``);
      }
      return [old, to];
    }),
  );
}
