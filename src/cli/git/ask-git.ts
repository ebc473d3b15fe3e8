// One question to git, asked in a folder. Git is only read: no command here takes a lock, writes or asks for a password.

import { spawnSync } from 'node:child_process';

export interface Answer {
  /** Null when it was ended from outside. */
  readonly status: number | null;
  readonly out: Buffer;
  readonly err: string;
}

/** What git says when it is run in this folder; undefined when there is no git to run. */
export function askGit(
  folder: string,
  args: readonly string[],
  input?: string,
): Answer | undefined {
  const { status, stdout, stderr, error } = spawnSync('git', args, {
    cwd: folder,
    env: { ...ownEnvironment(), ...QUIET },
    // Schemas of any size are read in one answer.
    maxBuffer: Number.POSITIVE_INFINITY,
    windowsHide: true,
    ...(input === undefined ? {} : { input }),
  });
  if (error !== undefined && 'code' in error && error.code === 'ENOENT') return undefined;
  // Git that ends before it has read its input says why itself.
  if (error !== undefined && status === null) throw error;
  return { status, out: stdout, err: stderr.toString('utf8').trim() };
}

/** The lines of an answer. */
export function linesOf({ out }: Answer): readonly string[] {
  return out
    .toString('utf8')
    .split('\n')
    .filter((line) => line !== '');
}

const QUIET = {
  GIT_OPTIONAL_LOCKS: '0',
  GIT_TERMINAL_PROMPT: '0',
  // A folder may be called `*` or `:(top)`.
  GIT_LITERAL_PATHSPECS: '1',
  // What git says is read here, in English.
  LC_ALL: 'C',
};

/**
 * What names a repository by other means than the folder: the local variables that
 * `git rev-parse --local-env-vars` lists, without those of settings. A hook has them set, to the
 * repository that it runs for and to a folder that is not ours.
 */
const OF_A_REPOSITORY = new Set([
  'GIT_ALTERNATE_OBJECT_DIRECTORIES',
  'GIT_COMMON_DIR',
  'GIT_DIR',
  'GIT_GRAFT_FILE',
  'GIT_IMPLICIT_WORK_TREE',
  'GIT_INDEX_FILE',
  'GIT_INTERNAL_SUPER_PREFIX',
  'GIT_NAMESPACE',
  'GIT_OBJECT_DIRECTORY',
  'GIT_PREFIX',
  'GIT_SHALLOW_FILE',
  'GIT_WORK_TREE',
]);

function ownEnvironment(): NodeJS.ProcessEnv {
  return Object.fromEntries(
    Object.entries(process.env).filter(([name]) => !OF_A_REPOSITORY.has(name)),
  );
}
