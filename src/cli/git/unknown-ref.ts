// A ref that git does not know: misspelt, or not fetched into this clone.

import { nearest } from '../../diagnostics/index.js';
import { askGit, linesOf } from './ask-git.js';
import type { GitProblem } from './problem.js';

export function unknownRef(root: string, ref: string): GitProblem {
  if (ref.startsWith('-')) {
    return {
      ok: false,
      code: 'unknown-ref',
      message: `\`${ref}\` cannot be a branch, a tag or a commit`,
      cure: 'give a name that does not begin with `-`',
    };
  }
  const near = nearNames(ref, knownNames(root));
  // A clone of one branch would only put it into FETCH_HEAD.
  const name = ref.replace(/^origin\//, '');
  const fetched = `fetch it if the server has it: \`git fetch origin ${name}:refs/remotes/origin/${name}\``;
  return {
    ok: false,
    code: 'unknown-ref',
    message: `git knows no branch, tag or commit \`${ref}\` here`,
    cure: near.length === 0 ? fetched : `did you mean ${orList(near)}? Else ${fetched}`,
  };
}

/** The names of branches, here and on remotes, and of tags. */
function knownNames(root: string): readonly string[] {
  const args = ['for-each-ref', '--format=%(refname)', 'refs/heads', 'refs/tags', 'refs/remotes'];
  const answer = askGit(root, args);
  if (answer === undefined) return [];
  return linesOf(answer).map((name) => name.replace(/^refs\/(?:heads|tags|remotes)\//, ''));
}

const MOST = 3;

/** The nearest in spelling, and those that have it as their last part: `upstream/main` for `main`. */
function nearNames(ref: string, names: readonly string[]): readonly string[] {
  const spelt = nearest(ref, names);
  const last = ref.slice(ref.lastIndexOf('/') + 1);
  const sameEnd = names.filter((name) => name === last || name.endsWith(`/${last}`));
  return [...new Set([...(spelt === undefined ? [] : [spelt]), ...sameEnd])].slice(0, MOST);
}

function orList(names: readonly string[]): string {
  return names.map((name) => `\`${name}\``).join(' or ');
}
