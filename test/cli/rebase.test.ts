// `rebase` in real repositories: two branches that took the same version, before a merge and after.

import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { backlevel, type Run } from '../support/program.js';
import { GIT_ENV, newRepository, type Repository } from './git/repository.js';

const CONFIG = 'namespace: compute\n';
const THING = 'schemas/thing.yaml';
const BUS = 'schemas/bus.yaml';
const LOCK = 'schemas/backlevel.lock.yaml';

const BASE = `object: Thing
version: "1.1"
fields:
  id: integer
  bus: Bus
history:
  "1.1":
    - add: bus
  "1.0": First version
`;

const ENUM = `enum: Bus
version: "1.0"
values: [ide, scsi]
history:
  "1.0": First version
`;

type Edit = readonly [from: string, to: string];

function edited(text: string, ...edits: readonly Edit[]): string {
  return edits.reduce((now, [from, to]) => {
    if (!now.includes(from)) throw new Error(`no ${from} in\n${now}`);
    return now.replace(from, to);
  }, text);
}

/** The thing with one more field, recorded. */
function withField(name: string, comment: string): string {
  return edited(
    BASE,
    ['version: "1.1"', 'version: "1.2"'],
    ['bus: Bus\n', `bus: Bus\n  ${name}: string? # ${comment}\n`],
    ['history:\n', `history:\n  # ${comment}\n  "1.2":\n    - add: ${name}\n`],
  );
}

const MINE = withField('owner', 'mine');
const THEIRS = withField('colour', 'theirs');

/** As it should be in the end. */
const BOTH = edited(
  THEIRS,
  ['version: "1.2"', 'version: "1.3"'],
  [
    '# theirs\nhistory:\n',
    '# theirs\n  owner: string? # mine\nhistory:\n  # mine\n  "1.3":\n    - add: owner\n',
  ],
);

interface Project extends Repository {
  readonly run: (...args: readonly string[]) => Promise<Run>;
  readonly read: (path: string) => string;
}

/** `main` and `mine` went on from the same commit, each with these files; `mine` is checked out. */
async function parted(
  base: Readonly<Record<string, string>>,
  theirs: Readonly<Record<string, string>>,
  mine: Readonly<Record<string, string>>,
): Promise<Project> {
  const repository = newRepository();
  const { root, git, commit, write } = repository;
  const run = (...args: readonly string[]): Promise<Run> =>
    backlevel(args, { cwd: root, env: GIT_ENV });
  const finish = async (): Promise<void> => {
    expect(await run('bump', '--against', 'lock')).toMatchObject({ code: 0 });
    commit({});
  };
  write({ 'backlevel.config.yaml': CONFIG, '.gitignore': 'generated\n', ...base });
  await run('lock');
  commit({});
  git('checkout', '--quiet', '-b', 'mine');
  write(mine);
  await finish();
  git('checkout', '--quiet', 'main');
  write(theirs);
  await finish();
  git('checkout', '--quiet', 'mine');
  const read = (path: string): string => readFileSync(join(root, path), 'utf8');
  return { ...repository, run, read };
}

const FILES = { [THING]: BASE, [BUS]: ENUM };

/** Generated code aside, which is for `generate` to write. */
async function isClean(project: Project): Promise<void> {
  await project.run('generate');
  expect(await project.run('check', '--against', 'main')).toMatchObject({ code: 0, stdout: '' });
}

/** Merges main and leaves what conflicts. */
function merge({ git }: Project): void {
  expect(() => git('merge', '--quiet', 'main')).toThrow();
}

describe('before the merge', () => {
  it('mine follows theirs, the lock too, and the merge has nothing more to say', async () => {
    const project = await parted(FILES, { [THING]: THEIRS }, { [THING]: MINE });
    expect((await project.run('check', '--against', 'main')).stdout).toContain(
      'history/version-taken',
    );
    const dry = await project.run('rebase', '--against', 'main', '--dry-run');
    expect(dry.stdout).toContain('+  "1.3":');
    expect(project.read(THING)).toBe(MINE);

    const result = await project.run('rebase', '--against', 'main');
    expect(result).toMatchObject({ code: 0, stdout: '' });
    expect(result.stderr).toContain('Thing 1.2 is 1.3 now');
    expect(project.read(THING)).toBe(BOTH);
    expect(project.read(LOCK).match(/"1\.\d":\n *status: \w+/g)).toHaveLength(5);
    await isClean(project);

    expect(await project.run('rebase', '--against', 'main')).toMatchObject({
      code: 0,
      stderr: 'nothing to do\n',
    });
    project.commit({});
    project.git('merge', '--quiet', '--strategy-option=ours', 'main');
    expect(project.read(THING)).toBe(BOTH);
    await isClean(project);
  });

  it('lines end in CRLF where they did', async () => {
    const crlf = (text: string): string => text.replaceAll('\n', '\r\n');
    const project = await parted(
      { [THING]: crlf(BASE), [BUS]: ENUM },
      { [THING]: crlf(THEIRS) },
      { [THING]: crlf(MINE) },
    );
    expect(await project.run('rebase', '--against', 'main')).toMatchObject({ code: 0 });
    expect(project.read(THING)).toBe(crlf(BOTH));
    await isClean(project);
  });

  it('what their entries speak of comes along', async () => {
    const theirs = edited(
      THEIRS,
      ['colour: string?', 'colour: Colour'],
      ['- add: colour', '- add: colour\n    - add: [made_at]'],
      ['fields:', 'mixins: [Made]\nfields:'],
    );
    const other =
      'object: Other\nversion: "1.0"\nmixins: [Made]\nfields: { id: integer }\nhistory:\n  "1.0": First version\n';
    const base = {
      ...FILES,
      'schemas/made.yaml': 'mixin: Made\nfields: { made_by: string }\n',
      'schemas/other.yaml': other,
    };
    const project = await parted(
      { ...base, [THING]: BASE },
      {
        [THING]: edited(theirs, ['- add: [made_at]', '- add: [made_by, made_at]']),
        'schemas/made.yaml': 'mixin: Made\nfields: { made_by: string, made_at: datetime? }\n',
        'schemas/other.yaml': edited(
          other,
          ['"1.0"', '"1.1"'],
          ['history:\n', 'history:\n  "1.1":\n    - add: made_at\n'],
        ),
        'schemas/colour.yaml':
          'object: Colour\nversion: "1.0"\nfields: { hue: integer }\nhistory:\n  "1.0": First version\n',
        'schemas/unrelated.yaml':
          'object: Unrelated\nversion: "1.0"\nfields: { id: integer }\nhistory:\n  "1.0": First version\n',
      },
      { [THING]: MINE },
    );
    const result = await project.run('rebase', '--against', 'main');
    expect(result).toMatchObject({ code: 0, stdout: '' });
    expect(result.stderr).toContain(
      'brought along from there: schemas/colour.yaml, schemas/made.yaml, schemas/other.yaml',
    );
    expect(project.git('status', '--short', '--untracked-files')).not.toContain('unrelated');
    await isClean(project);
  });

  it('what both changed is said, and that file stays; the others are done', async () => {
    const other = (text: string): string => text.replaceAll('Thing', 'Other');
    const project = await parted(
      { ...FILES, 'schemas/other.yaml': other(BASE) },
      {
        [THING]: edited(
          THEIRS,
          ['id: integer', 'id: integer?'],
          [
            '- add: colour',
            '- add: colour\n    - change: id\n      was: integer\n      backport: { whenNull: 0 }',
          ],
        ),
        'schemas/other.yaml': other(THEIRS),
      },
      {
        [THING]: edited(
          MINE,
          ['id: integer', 'id: float'],
          [
            '- add: owner',
            '- add: owner\n    - change: id\n      was: integer\n      backport: { convert: round }',
          ],
        ),
        'schemas/other.yaml': other(MINE),
      },
    );
    const before = project.read(THING);
    const result = await project.run('rebase', '--against', 'main');
    expect(result.code).toBe(1);
    expect(result.stdout).toMatch(
      /^schemas\/thing\.yaml:2:10: rebase\/both-changed .*`id` of Thing$/m,
    );
    expect(project.read(THING)).toBe(before);
    expect(project.read('schemas/other.yaml')).toBe(other(BOTH));
  });

  it('only what was named is touched, and unknown names are said', async () => {
    const other = (text: string): string => text.replaceAll('Thing', 'Other');
    const project = await parted(
      { ...FILES, 'schemas/other.yaml': other(BASE) },
      { [THING]: THEIRS, 'schemas/other.yaml': other(THEIRS) },
      { [THING]: MINE, 'schemas/other.yaml': other(MINE) },
    );
    expect((await project.run('rebase', 'Thng', '--against', 'main')).stdout).toContain(
      'bump/unknown-name',
    );
    await project.run('rebase', 'Thing', '--against', 'main');
    expect([project.read(THING), project.read('schemas/other.yaml')]).toEqual([BOTH, other(MINE)]);
  });
});

describe('an enum that both gave a value', () => {
  const withValue = (value: string): Readonly<Record<string, string>> => ({
    [BUS]: edited(
      ENUM,
      ['version: "1.0"', 'version: "1.1"'],
      ['scsi]', `scsi, ${value}]`],
      ['history:\n', `history:\n  "1.1":\n    - add: ${value}\n      backport: scsi\n`],
    ),
    [THING]: edited(
      BASE,
      ['version: "1.1"', 'version: "1.2"'],
      ['history:\n', 'history:\n  "1.2":\n    - change: bus\n      was: Bus@1.0\n'],
    ),
  });

  it('has both, and its users record the one as well as the other', async () => {
    const project = await parted(FILES, withValue('sata'), withValue('nvme'));
    const result = await project.run('rebase', '--against', 'main');
    expect(result).toMatchObject({ code: 0, stdout: '' });
    expect(project.read(BUS)).toContain('values: [ide, scsi, sata, nvme]');
    expect(project.read(THING)).toContain(
      'history:\n  "1.3":\n    - change: bus\n      was: Bus@1.1\n  "1.2":\n    - change: bus\n      was: Bus@1.0\n',
    );
    await isClean(project);
  });
});

describe('after the merge', () => {
  const kept = edited(BOTH, ['version: "1.3"', 'version: "1.2"'], ['"1.3":', '"1.2":']);
  const woven = edited(
    THEIRS,
    ['# theirs\nhistory', '# theirs\n  owner: string? # mine\nhistory'],
    ['    - add: colour\n', '    - add: colour\n    - add: owner\n'],
  );

  it.each([
    ['both entries were kept', kept, BOTH],
    ['both were united in one', woven, edited(BOTH, ['  # mine\n  "1.3"', '  "1.3"'])],
  ])('%s: mine goes up, whether the merge is committed or not', async (_, merged, expected) => {
    const project = await parted(FILES, { [THING]: THEIRS }, { [THING]: MINE });
    merge(project);
    project.write({ [THING]: merged });
    expect(project.read(LOCK)).toContain('<<<<<<<');
    const uncommitted = await project.run('rebase', '--against', 'main');
    expect(uncommitted).toMatchObject({ code: 0, stdout: '' });
    expect(uncommitted.stderr).toContain('the lock held a merge conflict');
    expect(project.read(THING)).toBe(expected);
    await isClean(project);

    project.write({ [THING]: merged });
    project.git('checkout', '--quiet', 'main', '--', LOCK);
    project.commit({});
    expect(await project.run('rebase', '--against', 'main')).toMatchObject({ code: 0, stdout: '' });
    expect(project.read(THING)).toBe(expected);
    await isClean(project);
    expect(await project.run('rebase', '--against', 'main')).toMatchObject({
      stderr: 'nothing to do\n',
    });
  });

  it('a released entry that was edited stays a finding', async () => {
    const project = await parted(FILES, { [THING]: THEIRS }, {});
    project.git('merge', '--quiet', 'main');
    const text = edited(THEIRS, [
      '- add: colour',
      '- add: colour\n      backport: { refuse: no colours }',
    ]);
    project.write({ [THING]: text });
    const result = await project.run('rebase', '--against', 'main');
    expect(result.code).toBe(1);
    expect(result.stdout).toContain('history/released-edited');
    expect(project.read(THING)).toBe(text);
  });

  it('a lock that is damaged otherwise stays as it is', async () => {
    const project = await parted(FILES, { [THING]: THEIRS }, { [THING]: MINE });
    merge(project);
    project.write({ [THING]: BOTH });
    const damaged = project.read(LOCK).replace('lock: 1', 'lock');
    project.write({ [LOCK]: damaged });
    const result = await project.run('rebase', '--against', 'main');
    expect(result.code).toBe(1);
    expect(result.stdout).toContain('lock/damaged');
    expect(project.read(LOCK)).toBe(damaged);
  });
});

describe('what is told besides', () => {
  it('a release that names my number', async () => {
    const project = await parted(FILES, { [THING]: THEIRS }, { [THING]: MINE });
    project.write({
      'schemas/releases.yaml': 'releases:\n  "2026.1": { Thing: "1.2" }\n',
    });
    const result = await project.run('rebase', '--against', 'main');
    expect(result).toMatchObject({ code: 0 });
    expect(result.stdout).toMatch(/^schemas\/releases\.yaml:2:22: rebase\/named-by-release /m);
  });

  it('nothing is taken: nothing is written', async () => {
    const project = await parted(FILES, { [BUS]: `${ENUM}# theirs\n` }, { [THING]: MINE });
    expect(await project.run('rebase', '--against', 'main')).toMatchObject({
      code: 0,
      stdout: '',
      stderr: 'nothing to do\n',
    });
    expect(project.git('status', '--short')).toBe('');
  });

  it('without a branch to compare with it says so', async () => {
    const { root } = newRepository();
    const project = await parted(FILES, {}, {});
    expect((await project.run('rebase', '--against', 'lock')).stderr).toContain('name a branch');
    expect(await backlevel(['rebase'], { cwd: root, env: GIT_ENV })).toMatchObject({ code: 2 });
  });
});
