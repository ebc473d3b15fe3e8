// Real git repositories for tests, in folders of their own, without the settings of whoever runs them.

import { execFileSync } from 'node:child_process';
import { mkdirSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { folderWith } from '../../support/folder.js';

export type Files = Readonly<Record<string, string | Buffer>>;

export interface Repository {
  /** Absolute. */
  readonly root: string;
  /** Runs git in it; returns what it prints, trimmed. */
  readonly git: (...args: readonly string[]) => string;
  readonly write: (files: Files) => void;
  /** Writes files and commits all that there is; returns the commit. */
  readonly commit: (files: Files) => string;
}

/** Of a person whom these tests make up, and of nobody's settings. */
export const GIT_ENV = {
  GIT_CONFIG_GLOBAL: '/dev/null',
  GIT_CONFIG_NOSYSTEM: '1',
  GIT_AUTHOR_NAME: 'Ada',
  GIT_AUTHOR_EMAIL: 'ada@example.org',
  GIT_COMMITTER_NAME: 'Ada',
  GIT_COMMITTER_EMAIL: 'ada@example.org',
};

/** An empty repository on the branch `main`. */
export function newRepository(...options: readonly string[]): Repository {
  const repository = repositoryAt(folderWith({}));
  repository.git('init', '--quiet', '--initial-branch=main', ...options);
  return repository;
}

/** A clone in a folder of its own; by URL, as a clone by path ignores `--depth`. */
export function cloneOf(origin: Repository, ...options: readonly string[]): Repository {
  const root = join(folderWith({}), 'clone');
  origin.git('clone', '--quiet', ...options, `file://${origin.root}`, root);
  return repositoryAt(root);
}

/** The repository that a folder is in: a worktree, a submodule. */
export function repositoryAt(root: string): Repository {
  const git = (...args: readonly string[]): string =>
    execFileSync('git', ['-c', 'protocol.file.allow=always', ...args], {
      cwd: root,
      encoding: 'utf8',
      env: { PATH: process.env['PATH'], HOME: root, ...GIT_ENV },
      stdio: ['ignore', 'pipe', 'pipe'],
    }).trim();
  const write = (files: Files): void => {
    for (const [path, content] of Object.entries(files)) {
      mkdirSync(dirname(join(root, path)), { recursive: true });
      writeFileSync(join(root, path), content);
    }
  };
  return {
    root,
    git,
    write,
    commit: (files) => {
      write(files);
      git('add', '--all');
      git('commit', '--quiet', '--allow-empty', '--message', 'A change');
      return git('rev-parse', 'HEAD');
    },
  };
}
