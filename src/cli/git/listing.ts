// What one commit has, by path: below the folder of the project at once, and outside it where a setting leads there.

import { posix } from 'node:path';
import { CannotRun } from '../exit.js';
import { askGit, type Answer } from './ask-git.js';
import { noGit, refused, type GitProblem } from './problem.js';

export interface Entry {
  readonly kind: 'file' | 'link' | 'submodule';
  /** Of the blob; of a submodule's commit. */
  readonly id: string;
}

/** Paths are relative to the project's folder, with `/`, and may begin with `../`. */
export interface Listing {
  readonly ok: true;
  readonly commit: string;
  entry(path: string): Entry | undefined;
  /** The paths below a folder, sorted; empty when there is no such folder. */
  below(folder: string): readonly string[];
}

export function readListing(root: string, commit: string): Listing | GitProblem {
  const answer = lsTree(root, commit);
  if (answer === undefined) return noGit();
  if (answer.status !== 0) return refused(root, answer);
  const entries = new Map(parse(answer));
  const asked = new Set<string>();
  return { ok: true, commit, entry, below };

  function entry(path: string): Entry | undefined {
    const clean = tidy(path);
    if (!entries.has(clean)) askOutside(clean, clean);
    return entries.get(clean);
  }

  function below(folder: string): readonly string[] {
    const clean = tidy(folder);
    const prefix = clean === '' ? '' : `${clean}/`;
    askOutside(clean, prefix);
    refuseStandIns(clean, prefix);
    return [...entries.keys()]
      .filter((path) => path.startsWith(prefix) && isOwn(path.slice(prefix.length)))
      .sort();
  }

  function askOutside(path: string, wanted: string): void {
    if (!isOutside(path) || asked.has(wanted)) return;
    asked.add(wanted);
    const found = lsTree(root, commit, wanted);
    if (found?.status !== 0) throw new CannotRun(`git cannot list ${path}: ${found?.err ?? ''}`);
    for (const [name, one] of parse(found)) entries.set(name, one);
  }

  /** On the disk files stand below these, in the commit none: nothing found there must not mean that nothing was. */
  function refuseStandIns(folder: string, prefix: string): void {
    for (const [path, { kind }] of entries) {
      const isAbove = path === folder || folder.startsWith(`${path}/`);
      const isBelow = path.startsWith(prefix) && isOwn(path.slice(prefix.length));
      if (kind === 'link' && isAbove) {
        throw new CannotRun(
          `${path} is a link, which git does not follow to a folder: name the folder itself in the config, or compare with \`dir:PATH\``,
        );
      }
      if (kind === 'submodule' && (isAbove || isBelow)) {
        throw new CannotRun(
          `${path} is a submodule, whose files are in another repository: compare with \`dir:PATH\`, or check it by a config of its own`,
        );
      }
    }
  }
}

function lsTree(root: string, commit: string, path?: string): Answer | undefined {
  // Without a path it lists what is below the folder that it runs in, by names relative to it.
  const only = path === undefined ? [] : ['--', path];
  return askGit(root, ['ls-tree', '-r', '-z', commit, ...only]);
}

const KIND_OF_MODE: Readonly<Record<string, Entry['kind']>> = {
  '120000': 'link',
  '160000': 'submodule',
};

/** `MODE TYPE ID`, a tab, and the path as it is, up to a zero. */
function parse({ out }: Answer): readonly (readonly [string, Entry])[] {
  return out
    .toString('utf8')
    .split('\0')
    .filter((line) => line !== '')
    .map((line) => {
      const tab = line.indexOf('\t');
      const [mode = '', , id = ''] = line.slice(0, tab).split(' ');
      return [line.slice(tab + 1), { kind: KIND_OF_MODE[mode] ?? 'file', id }];
    });
}

/** As in the working tree, packages that were committed are none of the project's files. */
function isOwn(path: string): boolean {
  return !posix.dirname(path).split('/').includes('node_modules');
}

function isOutside(path: string): boolean {
  return path === '..' || path.startsWith('../');
}

function tidy(path: string): string {
  const clean = posix.normalize(path).replace(/\/$/, '');
  return clean === '.' ? '' : clean;
}
