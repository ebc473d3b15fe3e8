// The recipes of docs/ci.md and of `init`, run as they are written: in a real repository, with a change that has no
// version and then with one that has.

import { execFileSync, spawnSync } from 'node:child_process';
import { chmodSync, existsSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { parse } from 'yaml';
import { folderWith } from '../../support/folder.js';
import { programFile, type Run } from '../../support/program.js';
import { cloneOf, GIT_ENV, newRepository, type Repository } from '../git/repository.js';
import { flavorWith, FLAVOR, generate, projectIn, UNBUMPED } from './flavor.js';
import { check, run } from './run.js';

beforeEach(() => {
  for (const [name, value] of Object.entries(GIT_ENV)) vi.stubEnv(name, value);
});

afterEach(() => {
  vi.unstubAllEnvs();
});

const DOCUMENT = readFileSync(resolve(import.meta.dirname, '../../../docs/ci.md'), 'utf8');

/** The file of the document that begins with its name. */
function recipe(name: string): string {
  const text = DOCUMENT.split('```').find((block) => block.includes(`\n# ${name}\n`));
  if (text === undefined) throw new Error(`docs/ci.md has no ${name}`);
  return text.slice(text.indexOf('\n') + 1);
}

/** A clone as CI makes it, on a branch that left `main`, with the program among its packages. */
async function clone(...options: readonly string[]): Promise<Repository> {
  const origin = await projectIn({ '.gitignore': 'node_modules/\nnpm-calls\n' });
  origin.git('checkout', '--quiet', '-b', 'topic');
  origin.commit({ 'schemas/flavor.yaml': UNBUMPED });
  origin.git('checkout', '--quiet', 'main');
  const cloned = cloneOf(origin, '--branch=topic', ...options);
  installIn(cloned.root);
  return cloned;
}

/** As `npm ci` leaves it: a package's program among those of the project. */
function installIn(root: string): void {
  const bin = join(root, 'node_modules/.bin');
  mkdirSync(bin, { recursive: true });
  script(join(bin, 'backlevel'), `exec "${process.execPath}" "${programFile()}" "$@"`);
}

function script(path: string, line: string): void {
  writeFileSync(path, `#!/bin/sh\n${line}\n`);
  chmodSync(path, 0o755);
}

/** Runs lines as CI systems do: by a shell that ends at the first that fails. */
function shell(
  root: string,
  lines: readonly string[],
  env: Readonly<Record<string, string>> = {},
): Run {
  // Packages are there already; that they would have been installed is all there is to see.
  const bin = folderWith({});
  script(join(bin, 'npm'), `echo "npm $*" >> "${root}/npm-calls"`);
  const { status, stdout, stderr } = spawnSync('sh', ['-e', '-c', lines.join('\n')], {
    cwd: root,
    encoding: 'utf8',
    env: {
      PATH: `${bin}:${process.env['PATH'] ?? ''}`,
      HOME: bin,
      ...GIT_ENV,
      npm_config_update_notifier: 'false',
      ...env,
    },
  });
  return { code: status, stdout, stderr };
}

async function mend({ root, write }: Repository): Promise<void> {
  write({ 'schemas/flavor.yaml': flavorWith('vcpus') });
  await generate(root);
}

const ANNOTATION =
  '::error file=schemas/flavor.yaml,line=2,endLine=2,col=10,endColumn=15,title=history/missing-bump::' +
  'Flavor changed, but its version is still 1.1: `vcpus` was added%0ARun `backlevel bump`, or undo the change.\n';

interface Workflow {
  readonly jobs: {
    readonly check: {
      readonly steps: readonly { readonly run?: string; readonly with?: unknown }[];
    };
  };
}

function stepsOf(text: string): readonly string[] {
  const { jobs } = parse(text) as Workflow;
  expect(jobs.check.steps[0]?.with).toEqual({ 'fetch-depth': 0 });
  return jobs.check.steps.flatMap(({ run: line }) => line ?? []);
}

describe('the GitHub workflow', () => {
  it('annotates the line of the change, and passes when it has its version', async () => {
    const cloned = await clone();
    const lines = stepsOf(recipe('.github/workflows/backlevel.yml')).map((line) =>
      line.replace('${{ github.base_ref }}', 'main'),
    );
    expect(shell(cloned.root, lines)).toMatchObject({ code: 1, stdout: ANNOTATION });
    expect(readFileSync(join(cloned.root, 'npm-calls'), 'utf8')).toBe('npm ci\n');
    expect(DOCUMENT).toContain(ANNOTATION);
    await mend(cloned);
    expect(shell(cloned.root, lines)).toMatchObject({ code: 0, stdout: '' });
  });

  it('that init writes does the same for a pull request and for a push, without a word of what to compare', async () => {
    const cloned = await clone();
    await run(['init'], { cwd: cloned.root });
    const lines = stepsOf(
      readFileSync(join(cloned.root, '.github/workflows/backlevel.yml'), 'utf8'),
    );
    for (const event of [{ GITHUB_BASE_REF: 'main' }, {}]) {
      const env = { CI: 'true', GITHUB_ACTIONS: 'true', ...event };
      expect(shell(cloned.root, lines, env)).toMatchObject({ code: 1, stdout: ANNOTATION });
    }
    await mend(cloned);
    expect(shell(cloned.root, lines, { CI: 'true' })).toMatchObject({ code: 0, stdout: '' });
  });
});

describe('the GitLab job', () => {
  it('brings the target branch, fails, and leaves the report that it names as an artifact', async () => {
    const { backlevel: job } = parse(recipe('.gitlab-ci.yml')) as {
      backlevel: {
        script: readonly string[];
        variables: unknown;
        artifacts: { when: string; reports: { codequality: string } };
      };
    };
    expect(job).toMatchObject({ variables: { GIT_DEPTH: 0 }, artifacts: { when: 'always' } });
    const cloned = await clone('--single-branch');
    const env = { CI: 'true', CI_MERGE_REQUEST_TARGET_BRANCH_NAME: 'main' };
    const report = (): unknown =>
      JSON.parse(readFileSync(join(cloned.root, job.artifacts.reports.codequality), 'utf8'));
    expect(shell(cloned.root, job.script, env).code).toBe(1);
    expect(report()).toMatchObject([
      {
        check_name: 'history/missing-bump',
        severity: 'major',
        location: { path: 'schemas/flavor.yaml', lines: { begin: 2 } },
      },
    ]);
    await mend(cloned);
    expect(shell(cloned.root, job.script, env).code).toBe(0);
    expect(report()).toEqual([]);
  });
});

describe('the git hook', () => {
  it('is the one that init writes, and holds a commit up in a new repository, with a remote and without', async () => {
    const cwd = folderWith({});
    await run(['init'], { cwd });
    const hook = readFileSync(join(cwd, '.githooks/pre-commit'), 'utf8');
    expect(DOCUMENT).toContain(`\`\`\`sh\n${hook}\`\`\``);
    const alone = await projectIn({ '.gitignore': 'node_modules/\n' });
    alone.write({ 'schemas/flavor.yaml': UNBUMPED });
    installIn(alone.root);
    for (const repository of [alone, await clone()]) {
      repository.write({ '.githooks/pre-commit': hook });
      chmodSync(join(repository.root, '.githooks/pre-commit'), 0o755);
      repository.git('add', '--all');
      repository.git('config', 'core.hooksPath', '.githooks');
      const commit = (): string => repository.git('commit', '--quiet', '--message', 'A change');
      expect(commit).toThrow('history/missing-bump');
      await mend(repository);
      repository.git('add', '--all');
      expect(commit()).toBe('');
    }
  });

  it('lets the first commit of a new project pass', async () => {
    const repository = newRepository();
    await run(['init'], { cwd: repository.root });
    await generate(repository.root);
    repository.write({ '.gitignore': 'node_modules/\n.backlevel-cache/\n' });
    installIn(repository.root);
    repository.git('config', 'core.hooksPath', '.githooks');
    repository.commit({});
    expect(repository.git('log', '--format=%s')).toBe('A change');
  });

  it('as the pre-commit framework runs it holds a commit up too', async () => {
    const { repos } = parse(recipe('.pre-commit-config.yaml')) as {
      repos: readonly {
        hooks: readonly { entry: string; files: string; pass_filenames: boolean }[];
      }[];
    };
    const hook = repos[0]?.hooks[0];
    expect(hook?.pass_filenames).toBe(false);
    const files = new RegExp(hook?.files ?? '');
    expect(
      ['schemas/flavor.yaml', 'backlevel.config.yaml'].map((path) => files.test(path)),
    ).toEqual([true, true]);
    const cloned = await clone();
    const ran = shell(cloned.root, [hook?.entry ?? '']);
    expect(ran.code).toBe(1);
    expect(ran.stdout).toContain('history/missing-bump');
    await mend(cloned);
    expect(shell(cloned.root, [hook?.entry ?? ''])).toMatchObject({ code: 0, stdout: '' });
  });
});

describe('several baselines', () => {
  it('are one run for each, and the first that is not kept is the end', async () => {
    const { project, git, write, commit } = await projectIn({ '.gitignore': 'node_modules/\n' });
    git('tag', 'v1.1');
    write({ 'schemas/flavor.yaml': flavorWith('vcpus') });
    await generate(project);
    commit({});
    git('tag', 'v1.2');
    installIn(project);
    const line = /`(for tag in .*)`/.exec(DOCUMENT)?.[1] ?? '';
    expect(shell(project, [line]).code).toBe(0);
    write({ 'schemas/flavor.yaml': flavorWith('cores') });
    await generate(project);
    const { code, stdout } = shell(project, [line]);
    expect(code).toBe(1);
    expect(stdout).toContain('history/released-edited');
  });
});

describe('what init begins', () => {
  it('keeps code among the sources of a project that compiles those alone', async () => {
    const cwd = folderWith({ 'tsconfig.json': '{}', 'src/main.ts': 'export {};\n' });
    expect((await run(['init'], { cwd })).stderr).toContain('which writes src/generated/');
    expect(readFileSync(join(cwd, '.gitattributes'), 'utf8')).toContain('src/generated/** ');
    await run(['generate'], { cwd });
    expect(existsSync(join(cwd, 'src/generated/volume.ts'))).toBe(true);
  });

  it('has a first lock, in which nothing counts as released yet, and never begins another', async () => {
    const cwd = folderWith({});
    expect((await run(['init'], { cwd })).stdout).toContain('wrote schemas/backlevel.lock.yaml\n');
    const lock = join(cwd, 'schemas/backlevel.lock.yaml');
    const text = readFileSync(lock, 'utf8');
    expect(text).toContain('example/Volume@1:');
    expect(text).not.toContain('released\n');
    await generate(cwd);
    const begun = await check(cwd);
    expect(begun).toMatchObject({ code: 0, found: [] });
    expect(begun.stderr).toContain('nothing was compared');
    writeFileSync(lock, text.replaceAll('status: pending', 'status: released'));
    expect((await run(['init'], { cwd })).stdout).toContain('kept  schemas/backlevel.lock.yaml\n');
    expect(readFileSync(lock, 'utf8')).toContain('status: released');
  });

  it('has no lock while the schemas are not in order, and says so', async () => {
    const cwd = folderWith({
      'backlevel.config.yaml': 'namespace: compute\n',
      'schemas/flavor.yaml': FLAVOR.replace('string?', 'strng?'),
    });
    const { code, stderr } = await run(['init'], { cwd });
    expect(code).toBe(0);
    expect(stderr).toContain('no lock yet');
    expect(existsSync(join(cwd, 'schemas/backlevel.lock.yaml'))).toBe(false);
  });

  it('leaves a conflict in generated code to `generate`', async () => {
    const cwd = folderWith({});
    await run(['init'], { cwd });
    const attributes = readFileSync(join(cwd, '.gitattributes'), 'utf8');
    const { project, git, write, commit } = await projectIn({ '.gitattributes': attributes });
    for (const [name, path] of [
      ['mine', 'schemas/mine.yaml'],
      ['theirs', 'schemas/theirs.yaml'],
    ] as const) {
      git('checkout', '--quiet', '-b', name, 'main');
      const object = name === 'mine' ? 'Mine' : 'Theirs';
      write({
        [path]: `object: ${object}\nversion: "1.0"\nfields: { id: integer }\nhistory: { "1.0": First version }\n`,
      });
      await generate(project);
      commit({});
    }
    expect(() => git('merge', '--quiet', 'mine')).toThrow();
    await generate(project);
    expect(execFileSync('git', ['diff', '--check'], { cwd: project, encoding: 'utf8' })).toBe('');
    commit({});
    expect(await check(project, '--against', 'main')).toMatchObject({ code: 0, found: [] });
  });
});
