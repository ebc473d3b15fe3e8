// Why a baseline cannot be had from git: what stands in the way, and what to do about it.

import type { Answer } from './ask-git.js';

export interface GitProblem {
  readonly ok: false;
  readonly code: 'no-git' | 'not-a-repository' | 'unknown-ref' | 'no-commits' | 'failed';
  /** Half a sentence, as what it is put into goes on with the cure. */
  readonly message: string;
  readonly cure: string;
}

const OTHERWISE = 'compare with a folder (`dir:PATH`) or with the lock (`lock`) instead';

export function noGit(): GitProblem {
  return {
    ok: false,
    code: 'no-git',
    message: 'git cannot be run: there is none on the PATH',
    cure: `install git, or ${OTHERWISE}`,
  };
}

export function noCommits(root: string): GitProblem {
  return {
    ok: false,
    code: 'no-commits',
    message: `the repository of ${root} has no commits yet`,
    cure: 'commit first; until then there is nothing to compare with',
  };
}

/** What git itself refused to do. Of another's folder (`safe.directory`) it says best what to do. */
export function refused(root: string, { err, status }: Answer): GitProblem {
  if (/not a git repository/i.test(err)) {
    return {
      ok: false,
      code: 'not-a-repository',
      message: `${root} is in no git repository`,
      cure: `begin one with \`git init\`, or ${OTHERWISE}`,
    };
  }
  return {
    ok: false,
    code: 'failed',
    message: `git failed in ${root}: ${err === '' ? `it ended with ${status ?? 'a signal'}` : err}`,
    cure: `put that right, or ${OTHERWISE}`,
  };
}
