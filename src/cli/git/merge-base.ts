// Where the present began to differ from a ref; where git cannot tell, the ref itself stands in for it.

import { askGit, linesOf } from './ask-git.js';
import type { FoundCommit } from './find-commit.js';
import { noGit, refused, type GitProblem } from './problem.js';

export interface MergeBase {
  readonly ok: true;
  readonly commit: string;
  /** Why another commit stands in for it. */
  readonly notes: readonly string[];
}

export function findMergeBase(root: string, found: FoundCommit): MergeBase | GitProblem {
  const { ref, commit, head, isShallow } = found;
  const standIn = (why: string): MergeBase => ({
    ok: true,
    commit,
    notes: [`${why}, so the present is compared with ${ref} as it is now`],
  });
  if (head === undefined) return standIn('the branch has no commit yet');
  if (head === commit) return { ok: true, commit, notes: [] };
  const answer = askGit(root, ['merge-base', head, commit]);
  if (answer === undefined) return noGit();
  const [base] = linesOf(answer);
  if (answer.status === 0 && base !== undefined) return { ok: true, commit: base, notes: [] };
  // 1 without a word is git's way to say that there is none.
  if (answer.status !== 1) return refused(root, answer);
  return standIn(
    isShallow
      ? `this clone is shallow and ends before HEAD and ${ref} meet (\`git fetch --unshallow\` brings the rest)`
      : `HEAD and ${ref} have no commit in common`,
  );
}
