// A git ref as a baseline: its tip, for the versions that others have taken, and the merge base, for what changed here.

import { findCommit } from './find-commit.js';
import { treesOf, type GitTree } from './git-tree.js';
import { readListing } from './listing.js';
import { findMergeBase } from './merge-base.js';
import type { GitProblem } from './problem.js';

export interface GitBaseline {
  readonly ok: true;
  /** As it was taken: `origin/topic` where only that is known. */
  readonly ref: string;
  /** The ref's commit. */
  readonly commit: string;
  /** The merge base of HEAD and the ref; the same object as `tip` where they are one commit. */
  readonly base: GitTree;
  readonly tip: GitTree;
  /** What the user should know about the choice, a sentence each. */
  readonly notes: readonly string[];
}

/**
 * @param root The project's folder, absolute: in a repository, a worktree or a submodule, at any depth.
 * @param ref A branch, a tag, a hash, `HEAD~1`.
 */
export function openGitBaseline(root: string, ref: string): GitBaseline | GitProblem {
  const found = findCommit(root, ref);
  if (!found.ok) return found;
  const merge = findMergeBase(root, found);
  if (!merge.ok) return merge;
  const atTip = readListing(root, found.commit);
  if (!atTip.ok) return atTip;
  const atBase = merge.commit === found.commit ? atTip : readListing(root, merge.commit);
  if (!atBase.ok) return atBase;
  const treeOf = treesOf(root, [atTip, atBase]);
  const tip = treeOf(atTip);
  return {
    ok: true,
    ref: found.ref,
    commit: found.commit,
    base: atBase === atTip ? tip : treeOf(atBase),
    tip,
    notes: [...found.notes, ...merge.notes],
  };
}
