// Steps of other tools that compare a change with what was there before have been caught passing when they should
// not, and failing when they should not. Each is tried here, in real repositories.

import { mkdirSync, readFileSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { FORMATS } from '../../../src/diagnostics/index.js';
import { folderWith } from '../../support/folder.js';
import { GIT_ENV, newRepository } from '../git/repository.js';
import {
  edited,
  FLAVOR,
  flavorWith,
  generate,
  HOST,
  projectIn,
  PROJECT,
  UNBUMPED,
} from './flavor.js';
import { check, run } from './run.js';

beforeEach(() => {
  for (const [name, value] of Object.entries(GIT_ENV)) vi.stubEnv(name, value);
});

afterEach(() => {
  vi.unstubAllEnvs();
});

const AT_VERSION = 'schemas/flavor.yaml:2:10';
const MISSING_BUMP = [`${AT_VERSION} history/missing-bump`];

describe('1 · files that git does not track', () => {
  it('are seen: what should have been generated, and what is left over', async () => {
    const { project, write } = await projectIn();
    write({ 'schemas/host.yaml': HOST });
    expect((await check(project, '--against', 'main')).found).toEqual([
      'generated/host.ts:1:1 generated/missing',
      'generated/index.ts:1:1 generated/stale',
      'generated/wire.ts:1:1 generated/stale',
    ]);
    await generate(project);
    expect(await check(project, '--against', 'main')).toMatchObject({ code: 0, found: [] });
    rmSync(join(project, 'schemas/host.yaml'));
    const { code, found } = await check(project, '--against', 'main');
    expect(code).toBe(1);
    expect(found).toContain('generated/host.ts:1:1 generated/left-over');
  });
});

describe('2 · the place that the program is called from', () => {
  it('is no matter: from a folder below, from elsewhere by --config, from another repository', async () => {
    const { project, write } = await projectIn();
    write({ 'schemas/flavor.yaml': flavorWith('vcpus') });
    const elsewhere = newRepository().root;
    const config = ['--config', join(project, 'backlevel.config.yaml')];
    const places = [
      [project, []],
      [join(project, 'schemas'), []],
      [elsewhere, config],
    ] as const;
    for (const [cwd, options] of places) {
      const { code, found } = await check(cwd, '--against', 'main', ...options);
      expect(code).toBe(1);
      expect(found).toContain('generated/flavor.ts:1:1 generated/stale');
    }
    await generate(join(project, 'schemas'));
    for (const [cwd, options] of places) {
      expect(await check(cwd, '--against', 'main', ...options)).toMatchObject({
        code: 0,
        found: [],
      });
    }
  });
});

describe('3 · rules that are there and never applied', () => {
  it('the gate needs no rules to be configured, and the hook and the workflow that init writes run it', async () => {
    const cwd = folderWith({});
    const { stdout } = await run(['init'], { cwd });
    for (const path of ['.githooks/pre-commit', '.github/workflows/backlevel.yml']) {
      expect(stdout).toContain(`wrote ${path}`);
      expect(readFileSync(join(cwd, path), 'utf8')).toMatch(/npx --no-install backlevel check/);
    }
  });
});

describe('4 · no baseline yet', () => {
  it('is a note and no failure: before the first commit, and in the change that begins the project', async () => {
    const unborn = newRepository();
    unborn.write(PROJECT);
    await generate(unborn.root);
    const first = await check(unborn.root, '--against', 'main');
    expect(first).toMatchObject({ code: 0, found: [] });
    expect(first.stderr).toContain('nothing was compared');

    const begun = newRepository();
    begun.commit({ 'readme.txt': '' });
    begun.git('checkout', '--quiet', '-b', 'topic');
    begun.write(PROJECT);
    await generate(begun.root);
    begun.commit({});
    const second = await check(begun.root, '--against', 'main');
    expect(second).toMatchObject({ code: 0, found: [] });
    expect(second.stderr).toContain('main has no schemas, so nothing was compared');
  });

  it('is a note by hand too, where there is no lock', async () => {
    const { project } = await projectIn();
    const { code, stderr } = await check(project);
    expect(code).toBe(0);
    expect(stderr).toContain('there is no schemas/backlevel.lock.yaml yet');
  });
});

describe('5 · a tag', () => {
  it('is what it points to, annotated or not', async () => {
    const { project, git, write } = await projectIn();
    git('tag', 'light');
    git('tag', '--annotate', '--message', 'The first release', 'heavy');
    write({ 'schemas/flavor.yaml': UNBUMPED });
    for (const tag of ['light', 'heavy']) {
      expect((await check(project, '--against', tag)).found).toEqual(MISSING_BUMP);
    }
  });
});

describe('6 · a ref relative to the branch itself', () => {
  it('compares with an earlier commit of it', async () => {
    const { project, commit } = await projectIn();
    commit({ 'schemas/flavor.yaml': UNBUMPED });
    expect((await check(project, '--against', 'HEAD~1')).found).toEqual(MISSING_BUMP);
    expect((await check(project, '--against', 'main^')).found).toEqual(MISSING_BUMP);
    // What is committed already is no change of its own.
    expect((await check(project, '--against', 'HEAD')).found).toEqual([
      expect.stringContaining('generated/stale'),
    ]);
  });
});

describe('7 · which baseline', () => {
  it('against the latest release what came after it may still change; against main it may not', async () => {
    const { project, git, write, commit } = await projectIn();
    git('tag', 'v1');
    write({ 'schemas/flavor.yaml': flavorWith('vcpus') });
    await generate(project);
    commit({});
    write({ 'schemas/flavor.yaml': flavorWith('cores') });
    await generate(project);
    expect(await check(project, '--against', 'v1')).toMatchObject({ code: 0, found: [] });
    expect((await check(project, '--against', 'main')).code).toBe(1);
  });

  it('each supported release is held to by a run of its own', async () => {
    const { project, git, write, commit } = await projectIn();
    git('tag', 'v1');
    write({ 'schemas/flavor.yaml': flavorWith('vcpus') });
    await generate(project);
    commit({});
    git('tag', 'v2');
    // True to v1, which has no 1.2 yet, and not to v2.
    write({ 'schemas/flavor.yaml': edited(flavorWith('vcpus'), 'vcpus: integer', 'vcpus: float') });
    await generate(project);
    const codes = await Promise.all(
      ['v1', 'v2'].map(async (tag) => (await check(project, '--against', tag)).code),
    );
    expect(codes).toEqual([0, 1]);
  });
});

describe('8 · what cannot be read', () => {
  const BROKEN = 'object: Flavor\nversion: "1.1"\nfields: [\n';

  it('in the baseline is the end of the run, and not "nothing changed"', async () => {
    const { project, commit, write } = await projectIn();
    const breakages = [
      { 'schemas/flavor.yaml': BROKEN },
      { 'backlevel.config.yaml': 'namespace: [\n' },
      { 'schemas/backlevel.lock.yaml': 'lock: 1\n<<<<<<< HEAD\n' },
    ];
    for (const breakage of breakages) {
      commit({ ...PROJECT, ...breakage });
      write(PROJECT);
      rmSync(join(project, 'schemas/backlevel.lock.yaml'), { force: true });
      const { code, stdout, stderr } = await check(project, '--against', 'main');
      expect({ code, stdout }).toEqual({ code: 2, stdout: '' });
      expect(stderr).toContain('the baseline main cannot be read');
      expect(stderr).toContain(Object.keys(breakage)[0]);
    }
  });

  it('in the present is a finding', async () => {
    const { project, write } = await projectIn();
    write({ 'schemas/flavor.yaml': BROKEN });
    expect(await check(project, '--against', 'main')).toMatchObject({
      code: 1,
      found: [expect.stringMatching(/^schemas\/flavor\.yaml:\S+ yaml\//)],
    });
    write({ ...PROJECT, 'backlevel.config.yaml': 'namespace: [\n' });
    expect((await check(project, '--against', 'main')).code).toBe(1);
  });

  it('because there is no such thing is the end of the run: a ref, a folder, a repository', async () => {
    const { project } = await projectIn();
    const alone = folderWith(PROJECT as Record<string, string>);
    const misspelt = await check(project, '--against', 'mian');
    expect(misspelt.stderr).toContain('did you mean `main`');
    const nowhere = await check(project, '--against', 'dir:nowhere');
    const inNone = await check(alone, '--against', 'main');
    for (const { code, stdout } of [misspelt, nowhere, inNone]) {
      expect({ code, stdout }).toEqual({ code: 2, stdout: '' });
    }
  });
});

describe('9 · older versions', () => {
  it('are all held to: a default that moved twice cannot be told as one that moved once', async () => {
    const moved = `object: Flavor
version: "1.2"
fields:
  swap: { type: integer, default: 2 }
history:
  "1.2":
    - change: swap
      was: { type: integer, default: 1 }
  "1.1":
    - change: swap
      was: { type: integer, default: 0 }
  "1.0": First version
`;
    const { project, write } = await projectIn({ 'schemas/flavor.yaml': moved });
    const once = edited(
      moved,
      '    - change: swap\n      was: { type: integer, default: 0 }\n',
      '    - The swap may be read earlier\n',
    );
    write({ 'schemas/flavor.yaml': once });
    const { code, found, stdout } = await check(project, '--against', 'main');
    expect(code).toBe(1);
    expect(found).toEqual(['schemas/flavor.yaml:9:3 history/released-edited']);
    expect(stdout).toContain('default');
  });
});

describe('10 · words', () => {
  it('are no change: docs, comments, another order, another file', async () => {
    const { project, git, write } = await projectIn();
    mkdirSync(join(project, 'schemas/compute'));
    git('mv', 'schemas/flavor.yaml', 'schemas/compute/flavors.yaml');
    const told = edited(
      FLAVOR,
      '  name: string\n',
      '  name: { doc: As people call it., type: string } # unique\n',
    );
    write({
      'schemas/compute/flavors.yaml': edited(
        told,
        'version: "1.1"\n',
        'version: "1.1"\ndoc: What an instance may use.\n',
      ),
    });
    await generate(project);
    expect(await check(project, '--against', 'main')).toMatchObject({ code: 0, found: [] });
  });
});

const KEY = `object: KeyPair
version: "1.0"
fields:
  name: string
  secret: { type: string, sensitive: true }
history:
  "1.0": First version
`;

/** The key's secret in the open, and what `check --print-allow` prints for that. */
async function unmasked(): Promise<{
  project: string;
  write: (text: string) => void;
  open: string;
  allow: string;
}> {
  const { project, write } = await projectIn({ 'schemas/key_pair.yaml': KEY });
  const open = edited(KEY, ', sensitive: true', '');
  write({ 'schemas/key_pair.yaml': open });
  await generate(project);
  const { stdout, code } = await check(project, '--against', 'main', '--print-allow');
  expect(code).toBe(1);
  return {
    project,
    open,
    allow: stdout.replace(/^#.*\n/, '').replace('say why', 'it is the public half'),
    write: (text) => {
      write({ 'schemas/key_pair.yaml': text });
    },
  };
}

describe('11 · categories that must be known to be switched off', () => {
  it('there are none: an exception is for one code, and what is never right has none', async () => {
    const { project, write, open, allow } = await unmasked();
    write(`${open}${allow.replace('history/sensitive-removed', 'history/bump-too-small')}`);
    const { found } = await check(project, '--against', 'main');
    expect(found).toEqual([
      'schemas/key_pair.yaml:5:3 history/sensitive-removed',
      'schemas/key_pair.yaml:9:3 allow/lapsed',
    ]);
    write(`${open}${allow.replace('history/sensitive-removed', 'history/missing-bump')}`);
    expect((await check(project, '--against', 'main')).found).toContain(
      'schemas/key_pair.yaml:9:3 allow/never',
    );
  });
});

describe('12 · schemas that refer to each other in a circle', () => {
  const node = (name: string, other: string): string =>
    `object: ${name}\nversion: "1.0"\nfields: { other: "${other}?", self: "${name}?" }\nhistory: { "1.0": First version }\n`;

  it.each(['manifest', 'cascade'])('come to an end under children: %s', async (children) => {
    const { project, write } = await projectIn({
      'backlevel.config.yaml': `namespace: compute\nchildren: ${children}\n`,
      'schemas/left.yaml': node('Left', 'Right'),
      'schemas/right.yaml': node('Right', 'Left'),
    });
    expect(await check(project, '--against', 'main')).toMatchObject({ code: 0, found: [] });
    write({
      'schemas/left.yaml': edited(node('Left', 'Right'), 'fields: {', 'fields: { size: integer,'),
    });
    expect(await check(project, '--against', 'main')).toMatchObject({
      code: 1,
      found: ['schemas/left.yaml:2:10 history/missing-bump'],
    });
  });
});

describe('13 · what was excused', () => {
  it('is listed in every format, with its reason, and fails no run', async () => {
    const { project, write, open, allow } = await unmasked();
    write(`${open}${allow}`);
    for (const format of FORMATS) {
      const args = ['--against', 'main', '--format', format, '--max-warnings', '0'];
      const { code, stdout } = await check(project, ...args);
      expect([format, code]).toEqual([format, 0]);
      expect(stdout).toContain('history/sensitive-removed');
      expect(stdout).toContain('it is the public half');
    }
  });
});

describe('14 · exceptions', () => {
  it('end when the change is another one, by as little as a letter, and are told when they excuse nothing', async () => {
    const findable = edited(HOST, 'history:\n', 'methods:\n  find: {}\nhistory:\n');
    const wants = (argument: string): string =>
      edited(
        edited(findable, 'find: {}', `find: { args: { ${argument}: string } }`),
        'history:\n',
        'history:\n  "1.1":\n    - change: find()\n      was: {}\n',
      ).replace('version: "1.0"', 'version: "1.1"');
    const { project, write } = await projectIn({ 'schemas/host.yaml': findable });
    const checked = (...args: readonly string[]): ReturnType<typeof check> =>
      check(project, '--against', 'main', ...args);
    write({ 'schemas/host.yaml': wants('zone') });
    const allow = (await checked('--print-allow')).stdout.replace(/^#.*\n/, '');
    write({ 'schemas/host.yaml': `${wants('zone')}${allow}` });
    await generate(project);
    expect(await checked()).toMatchObject({
      code: 0,
      found: [expect.stringContaining('too-small')],
    });
    write({ 'schemas/host.yaml': `${wants('zones')}${allow}` });
    expect(await checked()).toMatchObject({
      code: 1,
      found: [
        'schemas/host.yaml:9:15 history/bump-too-small',
        'schemas/host.yaml:13:3 allow/lapsed',
      ],
    });
    write({ 'schemas/host.yaml': `${findable}${allow}` });
    await generate(project);
    expect(await checked()).toMatchObject({
      code: 0,
      found: ['schemas/host.yaml:10:3 allow/lapsed'],
    });
    expect((await checked('--max-warnings', '0')).code).toBe(1);
  });

  it('are never for a whole file: what they are for must be said', async () => {
    const { project, write, open } = await unmasked();
    write(`${open}allow: { history/sensitive-removed: { reason: it is the public half } }\n`);
    expect((await check(project, '--against', 'main')).found).toContainEqual(
      expect.stringMatching(/^schemas\/key_pair\.yaml:\S+ schema\//),
    );
  });
});

describe('15 · a change that is taken to a stable branch', () => {
  it('keeps its version where it is the next one there, and takes no version that means something else on main', async () => {
    const { project, git, write, commit } = await projectIn();
    git('branch', 'stable/1');
    const generated = async (text: string): Promise<string> => {
      write({ 'schemas/flavor.yaml': text });
      await generate(project);
      return commit({});
    };
    const fix = await generated(flavorWith('vcpus'));
    git('checkout', '--quiet', '-b', 'backport', 'stable/1');
    git('cherry-pick', fix);
    for (const against of ['main', 'stable/1']) {
      expect(await check(project, '--against', against)).toMatchObject({ code: 0, found: [] });
    }
    git('reset', '--quiet', '--hard', 'stable/1');
    await generated(flavorWith('cores'));
    expect(await check(project, '--against', 'stable/1')).toMatchObject({ code: 0, found: [] });
    expect((await check(project, '--against', 'main')).found).toEqual([
      'schemas/flavor.yaml:9:3 history/version-taken',
    ]);
  });
});

describe('16 · the first file that is in order', () => {
  it('is not the last that is looked at', async () => {
    const { project, write } = await projectIn({
      'schemas/host.yaml': HOST,
      'schemas/zone.yaml': HOST.replace('Host', 'Zone'),
    });
    write({ 'generated/zone.ts': '// edited\n' });
    expect((await check(project, '--against', 'main')).found).toEqual([
      'generated/zone.ts:1:1 generated/edited',
    ]);
    write({
      'schemas/flavor.yaml': UNBUMPED,
      'schemas/zone.yaml': edited(HOST.replace('Host', 'Zone'), 'string', 'string?'),
    });
    expect((await check(project, '--against', 'main')).found).toEqual([
      ...MISSING_BUMP,
      'schemas/zone.yaml:2:10 history/missing-bump',
    ]);
  });
});

describe('17 · one cause', () => {
  it('is one finding: a rename is not a removal and an addition, an enum not a finding in each of its users', async () => {
    const { project, write } = await projectIn({
      'schemas/bus.enum.yaml':
        'enum: Bus\nversion: "1.0"\nvalues: [ide]\nhistory: { "1.0": First version }\n',
      'schemas/disk.yaml': edited(HOST, 'name: string', 'bus: Bus').replace('Host', 'Disk'),
      'schemas/drive.yaml': edited(HOST, 'name: string', 'bus: list<Bus>').replace('Host', 'Drive'),
    });
    write({ 'schemas/flavor.yaml': edited(FLAVOR, '  name: string', '  title: string') });
    expect((await check(project, '--against', 'main')).found).toEqual(MISSING_BUMP);
    write({
      'schemas/flavor.yaml': FLAVOR,
      'schemas/bus.enum.yaml':
        'enum: Bus\nversion: "1.1"\nvalues: [ide, scsi]\nhistory: { "1.1": [{ add: scsi, backport: ide }], "1.0": First version }\n',
    });
    expect((await check(project, '--against', 'main')).found).toEqual([
      'schemas/bus.enum.yaml:2:10 history/enum-not-recorded',
    ]);
  });
});
