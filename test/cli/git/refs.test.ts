import { mkdirSync } from 'node:fs';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { folderWith } from '../../support/folder.js';
import { opened, problemOf } from './opened.js';
import { cloneOf, GIT_ENV, newRepository, repositoryAt, type Repository } from './repository.js';

const FILE = 'schemas/disk.yaml';

beforeEach(() => {
  for (const [name, value] of Object.entries(GIT_ENV)) vi.stubEnv(name, value);
});

afterEach(() => {
  vi.unstubAllEnvs();
});

/** `main` at `m1`, `m2`, and `topic`, which left it at `m1` and is checked out. */
function forked(): Repository {
  const repository = newRepository();
  repository.commit({ [FILE]: 'm1' });
  repository.git('branch', 'topic');
  repository.commit({ [FILE]: 'm2' });
  repository.git('checkout', '--quiet', 'topic');
  repository.commit({ 'schemas/other.yaml': 'mine' });
  return repository;
}

describe('what a ref means', () => {
  it('what main did meanwhile is not taken for a change of this branch', () => {
    const { root, git } = forked();
    const { ref, commit, base, tip, notes } = opened(root, 'main');
    expect({ ref, notes }).toEqual({ ref: 'main', notes: [] });
    expect(commit).toBe(git('rev-parse', 'main'));
    expect(tip.id).toBe(commit);
    expect(base.id).toBe(git('merge-base', 'HEAD', 'main'));
    expect([base.read(FILE), tip.read(FILE)]).toEqual(['m1', 'm2']);
    expect(base.list('schemas')).toEqual([FILE]);
  });

  it('a branch that has nothing new is read once', () => {
    const { root, git } = forked();
    git('merge', '--quiet', 'main');
    const { base, tip } = opened(root, 'main');
    expect(base).toBe(tip);
  });

  it('a release can be named by its tag, annotated or not, and by tags of tags', () => {
    const { root, git } = forked();
    git('tag', 'light', 'main');
    git('tag', '--annotate', '--message', 'A release', 'heavy', 'main');
    git('tag', '--annotate', '--message', 'Signed off', 'heavier', 'heavy');
    const commits = ['light', 'heavy', 'heavier'].map((tag) => opened(root, tag).commit);
    expect(new Set(commits)).toEqual(new Set([git('rev-parse', 'main')]));
  });

  it('a commit before this one, or any by its hash, short or long, can be named', () => {
    const { root, git } = forked();
    const before = git('rev-parse', 'topic~1');
    for (const ref of ['HEAD~1', 'topic^', before, before.slice(0, 10)]) {
      expect(opened(root, ref).tip.id).toBe(before);
    }
    expect(opened(root, 'HEAD').tip.read('schemas/other.yaml')).toBe('mine');
  });

  it('a branch that only the remote has is found there, and that is said', () => {
    const clone = cloneOf(forked());
    clone.git('checkout', '--quiet', '--detach');
    const { ref, commit, notes } = opened(clone.root, 'main');
    expect(ref).toBe('origin/main');
    expect(commit).toBe(clone.git('rev-parse', 'origin/main'));
    expect(notes).toEqual([expect.stringContaining('origin/main is taken')]);
    expect(opened(clone.root, 'origin/main').notes).toEqual([]);
  });

  it('a name that a tag and a branch share is said to be ambiguous', () => {
    const { root, git } = forked();
    git('tag', 'main', 'topic');
    const { commit, notes } = opened(root, 'main');
    expect(commit).toBe(git('rev-parse', 'refs/tags/main'));
    expect(notes).toEqual([expect.stringMatching(/main.*ambiguous/)]);
  });

  it('history rewritten to have nothing in common is compared as it stands, and that is said', () => {
    const { root, git, commit } = forked();
    git('checkout', '--quiet', '--orphan', 'fresh');
    const unborn = opened(root, 'main');
    expect(unborn.base).toBe(unborn.tip);
    expect(unborn.notes).toEqual([expect.stringContaining('no commit yet')]);
    commit({});
    const { base, tip, notes } = opened(root, 'main');
    expect(base).toBe(tip);
    expect(notes).toEqual([expect.stringContaining('no commit in common')]);
  });

  it('a shallow clone that ends too soon compares with the tip, and says how to get the rest', () => {
    const origin = forked();
    const clone = cloneOf(origin, '--depth=1', '--no-single-branch');
    const { base, tip, notes } = opened(clone.root, 'origin/main');
    expect(base).toBe(tip);
    expect(tip.read(FILE)).toBe('m2');
    expect(notes).toEqual([expect.stringContaining('git fetch --unshallow')]);
    clone.git('fetch', '--quiet', '--unshallow');
    const whole = opened(clone.root, 'origin/main');
    expect(whole.notes).toEqual([]);
    expect(whole.base.read(FILE)).toBe('m1');
  });
});

describe('where the project stands', () => {
  it('a project in a subfolder sees its own files alone, by its own paths', () => {
    const repository = newRepository();
    repository.commit({ [FILE]: 'top', [`packages/api/${FILE}`]: 'api', 'packages/b/x.yaml': '' });
    const { tip } = opened(join(repository.root, 'packages/api'), 'main');
    expect(tip.list('.')).toEqual([FILE]);
    expect(tip.read(FILE)).toBe('api');
  });

  it('a project that is newer than the ref is simply not in it', () => {
    const { root } = forked();
    mkdirSync(join(root, 'packages/new'), { recursive: true });
    const { tip } = opened(join(root, 'packages/new'), 'main');
    expect(tip.list('schemas')).toEqual([]);
    expect(tip.read(FILE)).toBeUndefined();
  });

  it('a worktree has a HEAD of its own', () => {
    const { git } = forked();
    const place = join(folderWith({}), 'tree');
    git('worktree', 'add', '--quiet', place, 'main');
    const worktree = repositoryAt(place);
    worktree.commit({ [FILE]: 'm3' });
    expect(opened(place, 'HEAD~1').base.id).toBe(git('rev-parse', 'main~1'));
  });

  it('a project in a submodule is compared with refs of the submodule', () => {
    const inner = forked();
    const outer = newRepository();
    outer.commit({ [FILE]: 'outer' });
    outer.git('submodule', '--quiet', 'add', `file://${inner.root}`, 'libs/inner');
    outer.commit({});
    const { tip } = opened(join(outer.root, 'libs/inner'), 'main');
    expect(tip.id).toBe(inner.git('rev-parse', 'main'));
    expect(tip.read(FILE)).toBe('m2');
  });

  it('a repository with SHA-256 names is read as any other', () => {
    const { root, commit } = newRepository('--object-format=sha256');
    const id = commit({ [FILE]: 'one', 'schemas/same.yaml': 'same' });
    commit({ [FILE]: 'two' });
    const { tip } = opened(root, 'HEAD~1');
    expect(tip.id).toBe(id);
    expect(['schemas/same.yaml', FILE].map((path) => tip.read(path))).toEqual(['same', 'one']);
  });
});

describe('why there is no baseline', () => {
  it('a misspelt ref is answered with the names that are near', () => {
    const { root, git } = forked();
    git('tag', 'v1.2');
    git('update-ref', 'refs/remotes/upstream/release', 'main');
    expect(problemOf(root, 'mian').code).toBe('unknown-ref');
    expect(problemOf(root, 'mian').cure).toContain('did you mean `main`?');
    expect(problemOf(root, 'v1.3').cure).toContain('`v1.2`');
    expect(problemOf(root, 'release').cure).toContain('`upstream/release`');
    expect(problemOf(root, 'origin/none').cure).toContain(
      '`git fetch origin none:refs/remotes/origin/none`',
    );
  });

  it('what is no commit is no baseline: a range, a file, a negation, nothing', () => {
    const { root, git } = forked();
    git('tag', 'a-file', `main:${FILE}`);
    for (const ref of [
      'main..topic',
      'main...topic',
      `main:${FILE}`,
      'a-file',
      '^main',
      '',
      '^@',
    ]) {
      expect(problemOf(root, ref).code).toBe('unknown-ref');
    }
  });

  it('a name that looks like an option never gets to git', () => {
    const { root, git } = forked();
    git('update-ref', 'refs/heads/-x', 'main');
    for (const ref of ['--all', '-x', '--git-dir=/']) {
      const { code, cure } = problemOf(root, ref);
      expect(code).toBe('unknown-ref');
      expect(cure).toContain('does not begin with `-`');
    }
  });

  it('a repository that has only begun has no baseline yet, which is no mistake', () => {
    const { root } = newRepository();
    expect(problemOf(root, 'main').code).toBe('no-commits');
    expect(problemOf(root, 'HEAD').code).toBe('no-commits');
  });

  it('a misspelt ref on a branch without commits is still misspelt', () => {
    const { root, git } = forked();
    git('checkout', '--quiet', '--orphan', 'fresh');
    expect(problemOf(root, 'mian').code).toBe('unknown-ref');
  });

  it('a folder outside any repository says so', () => {
    const root = folderWith({});
    const problem = problemOf(root, 'main');
    expect(problem.code).toBe('not-a-repository');
    expect(problem.message).toContain(root);
  });

  it('a machine without git says so', () => {
    const { root } = forked();
    vi.stubEnv('PATH', folderWith({}));
    expect(problemOf(root, 'main').code).toBe('no-git');
    expect(problemOf(root, '--all').code).toBe('unknown-ref');
  });

  it("what git says of another user's folder is passed on, with its cure", () => {
    const { root } = forked();
    vi.stubEnv('GIT_TEST_ASSUME_DIFFERENT_OWNER', '1');
    const { code, message } = problemOf(root, 'main');
    expect(code).toBe('failed');
    expect(message).toContain(`safe.directory ${root}`);
  });
});
