import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { defaultBranch, isCi } from '../../../src/cli/git/index.js';
import { folderWith } from '../../support/folder.js';
import { opened } from './opened.js';
import { cloneOf, GIT_ENV, newRepository, type Repository } from './repository.js';

beforeEach(() => {
  for (const [name, value] of Object.entries(GIT_ENV)) vi.stubEnv(name, value);
});

afterEach(() => {
  vi.unstubAllEnvs();
});

const FILE = 'schemas/disk.yaml';

/** `main` with three commits, and `stable/1` that left it at the first. */
function origin(): Repository {
  const repository = newRepository();
  repository.commit({ [FILE]: 'm1' });
  repository.git('branch', 'stable/1');
  repository.commit({ [FILE]: 'm2' });
  repository.commit({ [FILE]: 'm3' });
  return repository;
}

/** As CI systems check out: a commit, no branch, and no word of which branch is the default. */
function checkout(...options: readonly string[]): Repository {
  const clone = cloneOf(origin(), ...options);
  clone.git('checkout', '--quiet', '--detach');
  clone.git('branch', '--quiet', '--delete', 'main');
  clone.git('remote', 'set-head', 'origin', '--delete');
  return clone;
}

function eventFile(event: unknown): string {
  return join(folderWith({ 'event.json': JSON.stringify(event) }), 'event.json');
}

describe('a change that is to be merged', () => {
  it.each([
    { GITHUB_BASE_REF: 'stable/1' },
    { CI_MERGE_REQUEST_TARGET_BRANCH_NAME: 'stable/1' },
    { SYSTEM_PULLREQUEST_TARGETBRANCH: 'refs/heads/stable/1' },
    { BITBUCKET_PR_DESTINATION_BRANCH: 'stable/1' },
  ])('is compared with the branch that it is for: %o', (env) => {
    const { root, commit } = checkout();
    commit({ [FILE]: 'mine' });
    expect(defaultBranch(root, env)?.ref).toBe('origin/stable/1');
  });

  it('is compared with no other branch when that one was not fetched', () => {
    const { root } = checkout('--single-branch');
    expect(defaultBranch(root, { GITHUB_BASE_REF: 'stable/1' })).toBeUndefined();
  });

  it('is compared with where it began, when the branch here is of an earlier day', () => {
    const { root, git, commit } = checkout();
    const began = git('rev-parse', 'origin/main');
    git('update-ref', 'refs/remotes/origin/main', 'HEAD~1');
    commit({ [FILE]: 'mine' });
    const env = { CI_MERGE_REQUEST_TARGET_BRANCH_NAME: 'main' };
    expect(defaultBranch(root, { ...env, CI_MERGE_REQUEST_DIFF_BASE_SHA: began })?.ref).toBe(began);
    expect(defaultBranch(root, env)?.ref).toBe('origin/main');
  });
});

describe('a push', () => {
  it('to another branch is compared with the default branch, as git or CI call it', () => {
    const { root, git, commit } = checkout();
    commit({ [FILE]: 'mine' });
    expect(defaultBranch(root, {})).toEqual({
      ref: 'origin/main',
      why: 'it is the default branch',
    });
    const path = eventFile({ repository: { default_branch: 'stable/1' } });
    expect(defaultBranch(root, { GITHUB_EVENT_PATH: path })?.ref).toBe('origin/stable/1');
    expect(defaultBranch(root, { CI_DEFAULT_BRANCH: 'stable/1' })?.ref).toBe('origin/stable/1');
    git('symbolic-ref', 'refs/remotes/origin/HEAD', 'refs/remotes/origin/stable/1');
    expect(defaultBranch(root, {})?.ref).toBe('origin/stable/1');
  });

  it('to the default branch is not compared with itself, but with what was there before', () => {
    const { root, git } = checkout();
    const before = git('rev-parse', 'HEAD~2');
    const path = eventFile({ before });
    for (const env of [{ GITHUB_EVENT_PATH: path }, { CI_COMMIT_BEFORE_SHA: before }]) {
      const found = defaultBranch(root, env);
      expect(found?.why).toBe('origin/main was there before this push');
      expect(opened(root, found?.ref ?? '').base.read(FILE)).toBe('m1');
    }
  });

  it('of which CI does not say what was there before is compared with the last commit', () => {
    const { root } = checkout();
    const none = '0'.repeat(40);
    for (const env of [
      {},
      { CI_COMMIT_BEFORE_SHA: none },
      { CI_COMMIT_BEFORE_SHA: 'f00d'.repeat(10) },
    ]) {
      const found = defaultBranch(root, env);
      expect(found?.ref).toBe('HEAD~1');
      expect(found?.why).toContain('one commit ago');
    }
  });

  it('that was forced is compared with the last commit, not with what was thrown away', () => {
    const { root, git, commit } = checkout();
    const thrownAway = commit({ [FILE]: 'other' });
    git('checkout', '--quiet', '--detach', 'origin/main');
    expect(defaultBranch(root, { CI_COMMIT_BEFORE_SHA: thrownAway })?.ref).toBe('HEAD~1');
  });
});

describe('no branch to compare with', () => {
  it('is no guess: a first commit, a clone of one commit, a repository without a remote, none at all', () => {
    const first = newRepository();
    first.commit({});
    first.git('update-ref', 'refs/remotes/origin/main', 'HEAD');
    const roots = [first.root, checkout('--depth=1').root, origin().root, folderWith({})];
    expect(roots.map((root) => defaultBranch(root, {}))).toEqual(roots.map(() => undefined));
  });

  it('a damaged or missing event file does no harm', () => {
    const { root, commit } = checkout();
    commit({});
    const broken = join(folderWith({ 'event.json': '{ "before": ' }), 'event.json');
    for (const path of [
      broken,
      '/nonexistent/event.json',
      eventFile(null),
      eventFile({ before: 1 }),
    ]) {
      expect(defaultBranch(root, { GITHUB_EVENT_PATH: path })?.ref).toBe('origin/main');
    }
  });
});

it('only a run that says so is unattended', () => {
  expect(['true', '1', 'woodpecker'].map((CI) => isCi({ CI }))).toEqual([true, true, true]);
  expect(['false', 'False', '0', ''].map((CI) => isCi({ CI }))).toEqual([
    false,
    false,
    false,
    false,
  ]);
  expect(isCi({})).toBe(false);
});
