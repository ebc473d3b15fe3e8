// A baseline that a test expects to be there.

import { openGitBaseline, type GitBaseline, type GitProblem } from '../../../src/cli/git/index.js';

/** The baseline; the test fails with git's own words when there is none. */
export function opened(root: string, ref: string): GitBaseline {
  const baseline = openGitBaseline(root, ref);
  if (!baseline.ok) throw new Error(`${baseline.code}: ${baseline.message}`);
  return baseline;
}

/** The problem of a baseline that cannot be had. */
export function problemOf(root: string, ref: string): GitProblem {
  const baseline = openGitBaseline(root, ref);
  if (baseline.ok) throw new Error(`${ref} was opened as ${baseline.commit}`);
  return baseline;
}
