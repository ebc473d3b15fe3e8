// Where a folder stands in its repository.

import { askGit, linesOf } from './ask-git.js';

/** The way from the top of the repository to a folder, `services/api`; undefined outside of one. */
export function folderInRepository(folder: string): string | undefined {
  const answer = askGit(folder, ['rev-parse', '--show-prefix']);
  if (answer?.status !== 0) return undefined;
  const [prefix = ''] = linesOf(answer);
  return prefix === '' ? '.' : prefix.replace(/\/$/, '');
}
