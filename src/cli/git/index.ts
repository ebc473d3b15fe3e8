// Baselines from git. Nothing here writes to a repository.

export { isCi } from './ci-event.js';
export { defaultBranch, type DefaultBranch } from './default-branch.js';
export { folderInRepository } from './folder-in-repository.js';
export type { GitTree } from './git-tree.js';
export { openCommit, type OpenedCommit } from './open-commit.js';
export { openGitBaseline, type GitBaseline } from './open-git-baseline.js';
export type { GitProblem } from './problem.js';
