// What one ref has, to be read as it was: a tag that was deployed, whatever became of the branch since.

import { CannotRun } from '../exit.js';
import { askGit } from './ask-git.js';
import { findCommit } from './find-commit.js';
import { treesOf, type GitTree } from './git-tree.js';
import { readListing } from './listing.js';
import type { GitProblem } from './problem.js';

export interface OpenedCommit {
  readonly ok: true;
  /** As it was taken: `origin/topic` where only that is known. */
  readonly ref: string;
  readonly tree: GitTree;
  /** The bytes of a file that is no text; undefined when there is none. */
  readonly bytes: (path: string) => Buffer | undefined;
  /** What the user should know about the choice, a sentence each. */
  readonly notes: readonly string[];
}

/**
 * @param root The project's folder, absolute: in a repository, a worktree or a submodule, at any depth.
 * @param ref A branch, a tag, a hash, `HEAD~1`.
 */
export function openCommit(root: string, ref: string): OpenedCommit | GitProblem {
  const found = findCommit(root, ref);
  if (!found.ok) return found;
  const listing = readListing(root, found.commit);
  if (!listing.ok) return listing;
  const tree = treesOf(root, [listing])(listing);
  return {
    ok: true,
    ref: found.ref,
    tree,
    notes: found.notes,
    bytes: (path) => {
      const blob = tree.blob(path);
      if (blob === undefined) return undefined;
      const answer = askGit(root, ['cat-file', 'blob', blob]);
      if (answer?.status === 0) return answer.out;
      throw new CannotRun(`git cannot read ${path} of ${found.ref}: ${answer?.err ?? ''}`);
    },
  };
}
