// What `--against` names: the lock, a folder, or a git ref; and in CI without it, the default branch.

import { existsSync, statSync } from 'node:fs';
import { resolve } from 'node:path';
import { diagnose, type Diagnostic } from '../diagnostics/index.js';
import type { BaselineSource } from '../pipeline/gate/baseline.js';
import { diskHost } from '../disk/disk-host.js';
import { CannotRun } from './exit.js';
import { defaultBranch, isCi, openGitBaseline } from './git/index.js';
import type { Options } from './options.js';
import type { Project } from './project.js';
import { tell, type Terminal } from './terminal.js';

export interface ChosenBaseline {
  readonly source: BaselineSource;
  /** About the choice itself. */
  readonly findings: readonly Diagnostic[];
}

/** The baseline that the options and the place ask for. */
export function chooseBaseline(
  terminal: Terminal,
  options: Options,
  project: Project,
): ChosenBaseline {
  const named = options.text('against');
  if (named !== undefined) return { source: baselineNamed(named, terminal, project), findings: [] };
  if (!isCi(terminal.env)) return { source: { kind: 'lock' }, findings: [] };
  const branch = defaultBranch(project.root, terminal.env);
  if (branch !== undefined) {
    tell(terminal, `compared with ${branch.ref}: ${branch.why}`);
    return { source: baselineNamed(branch.ref, terminal, project), findings: [] };
  }
  return {
    source: { kind: 'lock' },
    findings: [diagnose('lock/only-baseline', undefined, {})],
  };
}

/** Reads `main`, `dir:PATH` or `lock`. */
export function baselineNamed(name: string, terminal: Terminal, project: Project): BaselineSource {
  if (name === 'lock') return { kind: 'lock' };
  if (name.startsWith('dir:')) return folder(name.slice('dir:'.length), terminal);
  const opened = openGitBaseline(project.root, name);
  if (opened.ok) {
    for (const note of opened.notes) tell(terminal, note);
    const { base, tip, ref } = opened;
    return base.id === tip.id
      ? { kind: 'trees', name: ref, base }
      : { kind: 'trees', name: ref, base, tip };
  }
  // A repository that has only begun is compared with nothing.
  if (opened.code === 'no-commits') {
    return { kind: 'trees', name, base: { list: () => [], read: () => undefined } };
  }
  throw new CannotRun(`${opened.message}; ${opened.cure}`);
}

function folder(path: string, { cwd }: Terminal): BaselineSource {
  const root = resolve(cwd, path);
  if (!existsSync(root) || !statSync(root).isDirectory()) {
    throw new CannotRun(`there is no folder ${path} to compare with`);
  }
  return { kind: 'trees', name: `dir:${path}`, base: diskHost(root) };
}
