// `bump`: writes what the histories lack. Comments, order and line ends of the files stay.

import { bump as run, type BumpOutcome } from '../../pipeline/gate/bump.js';
import type { BaselineSource } from '../../pipeline/gate/baseline.js';
import type { Invocation } from '../command.js';
import { CannotRun, type ExitCode } from '../exit.js';
import { chooseBaseline } from '../baseline.js';
import { memoryOf } from '../memory.js';
import { openProject } from '../project.js';
import { report } from '../report.js';
import { carryOut } from '../planned-edits.js';
import { tell } from '../terminal.js';
import { uncompared } from '../uncompared.js';
import { askRenames } from '../ask-renames.js';

export async function bump(invocation: Invocation): Promise<ExitCode> {
  const { terminal, options, args } = invocation;
  const project = openProject(terminal, options);
  const { source } = chooseBaseline(terminal, options, project);
  const request = {
    tree: project.host,
    config: project.config,
    source,
    memory: memoryOf(project),
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
  const isDry = options.has('dryRun');
  const tree = await carryOut(outcome.edits, project.host, terminal, isDry);
  const { findings, objects } = outcome.report;
  const all = [...findings, ...outcome.questions];
  const code = await report(terminal, options, all, { tree, objects });
  if (!options.has('quiet')) tell(terminal, summary(outcome, source, isDry));
  return code;
}

function summary(
  { written, report: gate }: BumpOutcome,
  source: BaselineSource,
  isDry: boolean,
): string {
  const missing = written.length === 0 ? uncompared(gate, source) : undefined;
  if (missing !== undefined) {
    const { why, cure } = missing;
    return `${why}, so nothing is known to be missing${cure === undefined ? '' : `; ${cure}`}`;
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
