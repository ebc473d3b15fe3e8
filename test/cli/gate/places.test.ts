// The gate in the places where it is run: branches, clones, worktrees, submodules, hooks, checkouts of other systems.

import { chmodSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { folderWith } from '../../support/folder.js';
import { programFile } from '../../support/program.js';
import { cloneOf, GIT_ENV, newRepository, repositoryAt } from '../git/repository.js';
import {
  below,
  edited,
  FLAVOR,
  flavorWith,
  generate,
  HOST,
  PROJECT,
  projectIn,
  UNBUMPED,
} from './flavor.js';
import { check, checkInCi, run } from './run.js';

beforeEach(() => {
  for (const [name, value] of Object.entries(GIT_ENV)) vi.stubEnv(name, value);
});

afterEach(() => {
  vi.unstubAllEnvs();
});

const MISSING_BUMP = ['schemas/flavor.yaml:2:10 history/missing-bump'];

describe('two branches that take the same version', () => {
  it('are caught before the second is merged, and after it', async () => {
    const { project, git, write, commit } = await projectIn({
      '.gitattributes': 'generated/** -merge\n',
    });
    const branch = async (name: string, field: string): Promise<void> => {
      git('checkout', '--quiet', '-b', name, 'main');
      write({ 'schemas/flavor.yaml': flavorWith(field) });
      await generate(project);
      commit({});
    };
    await branch('mine', 'cores');
    await branch('theirs', 'vcpus');
    git('checkout', '--quiet', '-B', 'main', 'theirs');
    git('checkout', '--quiet', 'mine');
    expect((await check(project, '--against', 'main')).found).toEqual([
      'schemas/flavor.yaml:9:3 history/version-taken',
    ]);
    // The conflict is settled as people do it: both lines stay.
    expect(() => git('merge', '--quiet', 'main')).toThrow();
    const both = flavorWith('vcpus')
      .replace('  vcpus: integer\n', '  cores: integer\n  vcpus: integer\n')
      .replace('- add: vcpus', '- add: cores\n    - add: vcpus');
    write({ 'schemas/flavor.yaml': both });
    await generate(project);
    commit({});
    const merged = await check(project, '--against', 'main');
    expect(merged.found).toEqual(['schemas/flavor.yaml:10:3 history/released-edited']);
    expect(merged.stdout).toContain('`cores`');
  });

  it('meet in the lock, where git stops', async () => {
    const { project, git, write, commit } = await projectIn();
    await run(['lock'], { cwd: project });
    commit({});
    for (const [name, field] of [
      ['mine', 'cores'],
      ['theirs', 'vcpus'],
    ] as const) {
      git('checkout', '--quiet', '-b', name, 'main');
      write({
        'schemas/flavor.yaml': edited(
          FLAVOR,
          '  name: string\n',
          `  name: string\n  ${field}: integer\n`,
        ),
      });
      expect(await run(['bump'], { cwd: project })).toMatchObject({ code: 0 });
      commit({});
    }
    expect(() => git('merge', '--quiet', 'mine')).toThrow();
    expect(git('diff', '--name-only', '--diff-filter=U')).toContain('schemas/backlevel.lock.yaml');
  });
});

describe('what a clone lacks', () => {
  it('a clone of one commit compares with the tip, and says how to get the rest', async () => {
    const origin = await projectIn();
    origin.git('checkout', '--quiet', '-b', 'topic');
    origin.commit({ 'schemas/flavor.yaml': UNBUMPED });
    const clone = cloneOf(origin, '--depth=1', '--no-single-branch', '--branch=topic');
    const { code, found, stderr } = await check(clone.root, '--against', 'origin/main');
    expect({ code, found }).toEqual({ code: 1, found: MISSING_BUMP });
    expect(stderr).toContain('git fetch --unshallow');
  });

  it('a branch that was not fetched is the end of the run, and the way to get it is said', async () => {
    const origin = await projectIn();
    origin.git('checkout', '--quiet', '-b', 'topic');
    origin.commit({});
    const clone = cloneOf(origin, '--depth=1', '--single-branch', '--branch=topic');
    const { code, stdout, stderr } = await check(clone.root, '--against', 'origin/main');
    expect({ code, stdout }).toEqual({ code: 2, stdout: '' });
    const [, fetch = ''] = /`git (fetch [^`]+)`/.exec(stderr) ?? [];
    clone.git(...fetch.split(' '));
    expect((await check(clone.root, '--against', 'origin/main')).code).toBe(0);
  });
});

describe('where the project stands', () => {
  it('a project in a folder of the repository is compared with itself, and not with its neighbours', async () => {
    const { project, write, root } = await projectIn({}, 'services/api');
    write(below('services/other', { 'schemas/flavor.yaml': HOST }));
    expect(await check(project, '--against', 'main')).toMatchObject({ code: 0, found: [] });
    write(below('services/api', { 'schemas/flavor.yaml': UNBUMPED }));
    expect((await check(project, '--against', 'main')).found).toEqual(MISSING_BUMP);
    const config = join(project, 'backlevel.config.yaml');
    expect((await check(root, '--against', 'main', '--config', config)).found).toEqual(
      MISSING_BUMP,
    );
  });

  it('a project that moved to another folder of the repository has no baseline there, and says so', async () => {
    const { root, git } = await projectIn();
    git('rm', '--quiet', '-r', '--cached', '.');
    const moved = repositoryAt(root);
    moved.write(below('api', PROJECT));
    await generate(join(root, 'api'));
    const { code, stderr } = await check(join(root, 'api'), '--against', 'main');
    expect(code).toBe(0);
    expect(stderr).toContain('nothing was compared');
  });

  it('a worktree is compared by its own branch and files', async () => {
    const { git, project } = await projectIn();
    const place = join(folderWith({}), 'tree');
    git('worktree', 'add', '--quiet', '-b', 'topic', place);
    repositoryAt(place).commit({ 'schemas/flavor.yaml': UNBUMPED });
    expect((await check(place, '--against', 'main')).found).toEqual(MISSING_BUMP);
    expect((await check(place, '--against', 'HEAD~1')).found).toEqual(MISSING_BUMP);
    expect((await check(project, '--against', 'topic')).code).toBe(0);
  });

  it('a project in a submodule is compared with branches of the submodule', async () => {
    const inner = await projectIn();
    const outer = newRepository();
    outer.commit({ 'schemas/flavor.yaml': HOST });
    outer.git('submodule', '--quiet', 'add', `file://${inner.root}`, 'libs/inner');
    outer.commit({});
    const project = join(outer.root, 'libs/inner');
    expect(await check(project, '--against', 'main')).toMatchObject({ code: 0, found: [] });
    writeFileSync(join(project, 'schemas/flavor.yaml'), UNBUMPED);
    expect((await check(project, '--against', 'origin/main')).found).toEqual(MISSING_BUMP);
  });

  it('schemas in a submodule of the project cannot be had from git, and are not taken for none', async () => {
    const inner = newRepository();
    inner.commit({ 'flavor.yaml': FLAVOR });
    const outer = newRepository();
    outer.git('submodule', '--quiet', 'add', `file://${inner.root}`, 'schemas');
    outer.write({ 'backlevel.config.yaml': 'namespace: compute\n' });
    await generate(outer.root);
    outer.commit({});
    const { code, stdout, stderr } = await check(outer.root, '--against', 'main');
    expect({ code, stdout }).toEqual({ code: 2, stdout: '' });
    expect(stderr).toContain('submodule');
    expect(stderr).toContain('dir:PATH');
  });
});

describe('a pre-commit hook', () => {
  const HOOK = (): string =>
    `#!/bin/sh\nexec "${process.execPath}" "${programFile()}" check --against HEAD\n`;

  it('holds a commit up, with the variables that git sets for it, in a worktree too', async () => {
    const { root, git, write } = await projectIn();
    const hook = join(root, '.git/hooks/pre-commit');
    writeFileSync(hook, HOOK());
    chmodSync(hook, 0o755);
    const place = join(folderWith({}), 'tree');
    git('worktree', 'add', '--quiet', '-b', 'topic', place);
    for (const repository of [{ root, git, write }, repositoryAt(place)]) {
      repository.write({ 'schemas/flavor.yaml': UNBUMPED });
      const commit = (): string =>
        repository.git('commit', '--quiet', '--all', '--message', 'No bump');
      expect(commit).toThrow('history/missing-bump');
      repository.write({ 'schemas/flavor.yaml': FLAVOR, 'readme.txt': 'Read me.\n' });
      repository.git('add', '--all');
      expect(commit()).toBe('');
    }
  });
});

describe('names of refs', () => {
  it('a branch with slashes is a branch, and one that begins with a dash no option', async () => {
    const { project, git, write } = await projectIn();
    git('branch', 'feature/a/b');
    write({ 'schemas/flavor.yaml': UNBUMPED });
    expect((await check(project, '--against', 'feature/a/b')).found).toEqual(MISSING_BUMP);
    for (const ref of ['--output=x', '-h', '--']) {
      const { code, stdout, stderr } = await check(project, `--against=${ref}`);
      expect({ code, stdout }).toEqual({ code: 2, stdout: '' });
      expect(stderr).toContain('cannot be a branch');
    }
    expect(git('status', '--porcelain')).toBe('M schemas/flavor.yaml');
  });
});

describe('a checkout with CRLF', () => {
  it('is no change, in schemas, hooks, generated code and the lock', async () => {
    const hooked = `object: Disk
version: "1.1"
fields:
  label: string
history:
  "1.1":
    - replace: { first: string }
      with: [label]
      backport: hook
      upgrade: hook
  "1.0": First version
`;
    const hooks = `import type { DiskV1_0, DiskV1_1 } from '../generated/disk.js';
export function backportTo1_0(far: DiskV1_0, near: Readonly<DiskV1_1>): void {
  if (near.label !== undefined) far.first = \`first
of \${near.label}\`;
}
export function upgradeTo1_1(far: DiskV1_1, near: Readonly<DiskV1_0>): void {
  if (near.first !== undefined) far.label = near.first;
}
`;
    const origin = await projectIn({ 'schemas/disk.yaml': hooked, 'hooks/disk.ts': hooks });
    await run(['lock'], { cwd: origin.project });
    origin.commit({});
    const clone = cloneOf(origin, '--config', 'core.autocrlf=true');
    for (const path of ['schemas/flavor.yaml', 'hooks/disk.ts', 'schemas/backlevel.lock.yaml']) {
      expect(readFileSync(join(clone.root, path), 'utf8')).toContain('\r\n');
    }
    for (const against of ['origin/main', 'lock']) {
      expect(await check(clone.root, '--against', against)).toMatchObject({ code: 0, found: [] });
    }
    clone.write({ 'schemas/flavor.yaml': UNBUMPED.replaceAll('\n', '\r\n') });
    expect((await check(clone.root, '--against', 'origin/main')).found).toEqual(MISSING_BUMP);
  });
});

describe('CI where nobody said what to compare with', () => {
  it('compares with the branch that the change is for', async () => {
    const origin = await projectIn();
    const clone = cloneOf(origin);
    clone.git('checkout', '--quiet', '-b', 'topic');
    clone.commit({ 'schemas/flavor.yaml': UNBUMPED });
    for (const env of [
      { GITHUB_BASE_REF: 'main' },
      { CI_MERGE_REQUEST_TARGET_BRANCH_NAME: 'main' },
      {},
    ]) {
      const { found, stderr } = await checkInCi(clone.root, env);
      expect(found).toEqual(MISSING_BUMP);
      expect(stderr).toContain('compared with origin/main');
    }
  });

  it('takes the default branch by the name that the clone knows for it', async () => {
    const origin = await projectIn();
    origin.git('branch', '--move', 'main', 'trunk');
    const clone = cloneOf(origin);
    clone.git('checkout', '--quiet', '-b', 'topic');
    clone.commit({ 'schemas/flavor.yaml': UNBUMPED });
    const { found, stderr } = await checkInCi(clone.root, {});
    expect(found).toEqual(MISSING_BUMP);
    expect(stderr).toContain('compared with origin/trunk');
  });

  it('warns where git knows no such branch, that the lock of the same tree can be edited', async () => {
    const { project } = await projectIn();
    await run(['lock'], { cwd: project });
    expect(await checkInCi(project, {})).toMatchObject({ code: 0, found: ['lock/only-baseline'] });
    expect((await check(project)).found).toEqual([]);
  });
});
