// Which commit a ref means, beside the one that the present stands on.

import { askGit, linesOf } from './ask-git.js';
import { noCommits, noGit, refused, type GitProblem } from './problem.js';
import { unknownRef } from './unknown-ref.js';

export interface FoundCommit {
  readonly ok: true;
  /** The ref as it was taken: `origin/topic` where only that is known. */
  readonly ref: string;
  readonly commit: string;
  /** The commit of HEAD; undefined on a branch that has none yet. */
  readonly head: string | undefined;
  readonly isShallow: boolean;
  readonly notes: readonly string[];
}

/** Finds a branch, a tag of either kind, a hash, or an expression like `HEAD~1`. */
export function findCommit(root: string, ref: string): FoundCommit | GitProblem {
  // Never handed to git, which would read it as an option.
  if (ref.startsWith('-')) return unknownRef(root, ref);
  // One question where all is well; the rest is asked only to say what is not.
  const answer = askGit(root, ['rev-parse', SHALLOW, 'HEAD^{commit}', `${ref}^{commit}`]);
  if (answer === undefined) return noGit();
  const [shallow, head, commit, ...more] = linesOf(answer);
  if (answer.status !== 0 || !isHash(head) || !isHash(commit) || more.length > 0) {
    return findPiecewise(root, ref);
  }
  const notes = answer.err.split('\n').filter((line) => line.startsWith('warning: '));
  return {
    ok: true,
    ref,
    commit,
    head,
    isShallow: shallow === 'true',
    notes: notes.map((line) => `git: ${line.slice('warning: '.length)}`),
  };
}

/** The commit of a ref; undefined when git knows none. */
export function commitOf(root: string, ref: string): string | undefined {
  const answer = askGit(root, ['rev-parse', '--verify', '--quiet', `${ref}^{commit}`]);
  const [commit] = answer?.status === 0 ? linesOf(answer) : [];
  return isHash(commit) ? commit : undefined;
}

const SHALLOW = '--is-shallow-repository';

function findPiecewise(root: string, ref: string): FoundCommit | GitProblem {
  const answer = askGit(root, ['rev-parse', SHALLOW]);
  if (answer === undefined) return noGit();
  if (answer.status !== 0) return refused(root, answer);
  const head = commitOf(root, 'HEAD');
  const rest = { ok: true, head, isShallow: linesOf(answer)[0] === 'true' } as const;
  const own = commitOf(root, ref);
  if (own !== undefined) return { ...rest, ref, commit: own, notes: [] };
  const there = commitOf(root, `refs/remotes/origin/${ref}`);
  if (there !== undefined) {
    const note = `there is no branch ${ref} in this clone: origin/${ref} is taken`;
    return { ...rest, ref: `origin/${ref}`, commit: there, notes: [note] };
  }
  const isEmpty = head === undefined && refsIn(root).length === 0;
  return isEmpty ? noCommits(root) : unknownRef(root, ref);
}

function refsIn(root: string): readonly string[] {
  const answer = askGit(root, ['for-each-ref', '--count=1']);
  return answer === undefined ? [] : linesOf(answer);
}

/** SHA-1, or SHA-256 in a repository that was made so. */
function isHash(text: string | undefined): text is string {
  return text !== undefined && /^(?:[0-9a-f]{40}|[0-9a-f]{64})$/.test(text);
}
