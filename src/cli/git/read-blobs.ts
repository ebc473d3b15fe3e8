// Contents of many objects, by one run of git.

import { CannotRun } from '../exit.js';
import { askGit } from './ask-git.js';

/**
 * The texts of objects, in their order: of a blob's id, or of `COMMIT:./PATH`, which follows links
 * within the commit. Undefined for a link that leads nowhere.
 */
export function readBlobs(
  root: string,
  objects: readonly string[],
): readonly (string | undefined)[] {
  const input = objects.map((object) => `${object}\n`).join('');
  const answer = askGit(root, ['cat-file', '--batch', '--follow-symlinks'], input);
  if (answer?.status !== 0) throw new CannotRun(`git cannot read schemas: ${answer?.err ?? ''}`);
  let at = 0;
  return objects.map((object) => {
    const lineEnd = answer.out.indexOf('\n', at);
    const header = answer.out.toString('utf8', at, lineEnd);
    at = lineEnd + 1;
    const said = HEADER.exec(header)?.groups;
    const kind = said?.['kind'];
    if (said === undefined || kind === undefined) {
      throw new CannotRun(`this clone has no object ${object}; \`git fetch\` may bring it`);
    }
    const start = at;
    const end = start + Number(said['size']);
    at = end + 1;
    if (kind === 'symlink') {
      throw new CannotRun(
        `${object.replace(':./', ':')} is a link that leads out of the repository`,
      );
    }
    return NOWHERE.has(kind) ? undefined : answer.out.toString('utf8', start, end);
  });
}

/** `ID blob 12`, or of a link `dangling 12`: in both the length of what follows. */
const HEADER = /(?:^|^\S+ )(?<kind>[a-z]+) (?<size>\d+)$/;

/** Links to what is not there, to themselves, or through a file. */
const NOWHERE = new Set(['dangling', 'loop', 'notdir']);
