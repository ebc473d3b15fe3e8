// `rebase`: gives unreleased entries the next free numbers, where the baseline has taken theirs.

import { tellRenumbered } from '../../evolution/index.js';
import { rebase as run, type RebaseOutcome } from '../../pipeline/gate/rebase.js';
import { baselineNamed } from '../baseline.js';
import type { Invocation } from '../command.js';
import { CannotRun, type ExitCode } from '../exit.js';
import { defaultBranch } from '../git/index.js';
import { memoryOf } from '../memory.js';
import { openProject, type Project } from '../project.js';
import { report } from '../report.js';
import { carryOut } from '../planned-edits.js';
import { tell } from '../terminal.js';

export async function rebase(invocation: Invocation): Promise<ExitCode> {
  const { terminal, options, args } = invocation;
  const project = openProject(terminal, options);
  const source = baselineNamed(branchFor(invocation, project), terminal, project);
  if (source.kind === 'lock') {
    throw new CannotRun(
      'the lock has no texts to put yours on top of; name a branch: `--against main`',
    );
  }
  const outcome = await run({
    tree: project.host,
    config: project.config,
    source,
    memory: memoryOf(project),
    names: args,
  });
  if (outcome.report.broken !== undefined) {
    throw new CannotRun(`the baseline ${outcome.report.broken.name} cannot be read`);
  }
  const isDry = options.has('dryRun');
  const tree = await carryOut(outcome.edits, project.host, terminal, isDry);
  const code = await report(terminal, options, [...outcome.report.findings, ...outcome.questions], {
    tree,
    objects: outcome.report.objects,
  });
  if (!options.has('quiet')) {
    for (const line of summary(outcome, isDry, source.tip !== undefined)) tell(terminal, line);
  }
  return code;
}

/** What was named, or the default branch: that is where numbers are taken. */
function branchFor({ terminal, options }: Invocation, { root }: Project): string {
  const named = options.text('against');
  if (named !== undefined) return named;
  const branch = defaultBranch(root, terminal.env);
  if (branch === undefined) {
    throw new CannotRun('git does not know the default branch; name one: `--against main`');
  }
  tell(terminal, `compared with ${branch.ref}: ${branch.why}`);
  return branch.ref;
}

function summary(
  { edits, moved, along, isLockMended }: RebaseOutcome,
  isDry: boolean,
  isUnmerged: boolean,
): readonly string[] {
  if (edits.length === 0) return ['nothing to do'];
  const what = moved.map((one) => `${one.name} ${tellRenumbered(one)}`);
  return [
    ...(isDry ? ['written nothing; this would be so:'] : []),
    what.length === 0 ? `written: ${edits.map(({ path }) => path).join(', ')}` : what.join(', '),
    ...(along.length === 0 ? [] : [`brought along from there: ${along.join(', ')}`]),
    ...(isLockMended
      ? ['the lock held a merge conflict: the other one was taken and added to']
      : []),
    ...(isUnmerged
      ? [
          'these files hold both sides now: where merging the branch still conflicts, yours is right',
        ]
      : []),
  ];
}
