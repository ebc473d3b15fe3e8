// What to compare with in CI where nobody said: the branch that the change is for, as far as this clone knows it.

import { askGit, linesOf } from './ask-git.js';
import { ciEvent, type CiEvent, type Environment } from './ci-event.js';
import { commitOf } from './find-commit.js';

export interface DefaultBranch {
  /** To be opened as a baseline. */
  readonly ref: string;
  /** Half a sentence for the user. */
  readonly why: string;
}

/** Undefined where git does not know the branch: in a clone of one commit, or outside a repository. */
export function defaultBranch(root: string, env: Environment): DefaultBranch | undefined {
  const event = ciEvent(env);
  return event.target === undefined ? mainBranch(root, event) : targetOf(root, event, event.target);
}

/** Never another branch than the target: against `main` a fix of an old release would be judged wrongly. */
function targetOf(root: string, { diffBase }: CiEvent, target: string): DefaultBranch | undefined {
  const base = diffBase === undefined ? undefined : commitOf(root, diffBase);
  const branch = knownBranch(root, [`origin/${target}`, target]);
  if (branch !== undefined && (base === undefined || isWithin(root, base, branch))) {
    return { ref: branch, why: 'the change is to be merged into it' };
  }
  // A runner that keeps its clone may have the branch of an earlier day.
  if (base === undefined) return undefined;
  return {
    ref: base,
    why: `there the change began, and this clone does not have ${target} as it is now`,
  };
}

function mainBranch(
  root: string,
  { defaultBranch: named, before }: CiEvent,
): DefaultBranch | undefined {
  const names = named === undefined ? [] : [`origin/${named}`];
  const branch = knownBranch(root, [...names, 'origin/HEAD', 'origin/main', 'origin/master']);
  if (branch === undefined) return undefined;
  const head = commitOf(root, 'HEAD');
  if (head === undefined || head !== commitOf(root, branch)) {
    return { ref: branch, why: 'it is the default branch' };
  }
  return beforeHead(root, head, branch, before);
}

/** Compared with itself the tip of the branch would always be clean. */
function beforeHead(
  root: string,
  head: string,
  branch: string,
  before: string | undefined,
): DefaultBranch | undefined {
  if (before !== undefined && before !== head && isWithin(root, before, head)) {
    return { ref: before, why: `${branch} was there before this push` };
  }
  if (commitOf(root, 'HEAD~1') === undefined) return undefined;
  return { ref: 'HEAD~1', why: `HEAD is ${branch} itself, so what it was one commit ago counts` };
}

/** The first of these branches that the clone has; for `origin/HEAD` the branch that it stands for. */
function knownBranch(root: string, names: readonly string[]): string | undefined {
  const refs = names.map((name) =>
    REMOTE.test(name) ? `refs/remotes/${name}` : `refs/heads/${name}`,
  );
  const answer = askGit(root, ['for-each-ref', '--format=%(refname) %(symref)', ...refs]);
  if (answer?.status !== 0) return undefined;
  const known = new Map(
    linesOf(answer).map((line) => {
      const [ref = '', stands = ''] = line.split(' ');
      return [ref, stands === '' ? ref : stands];
    }),
  );
  const found = refs.map((ref) => known.get(ref)).find((ref) => ref !== undefined);
  return found?.replace(/^refs\/(?:remotes|heads)\//, '');
}

const REMOTE = /^origin\//;

function isWithin(root: string, commit: string, descendant: string): boolean {
  const answer = askGit(root, ['merge-base', '--is-ancestor', commit, descendant]);
  return answer?.status === 0;
}
