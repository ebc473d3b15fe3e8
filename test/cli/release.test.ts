import { existsSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { folderWith } from '../support/folder.js';
import { backlevel, type Run } from '../support/program.js';

const PROJECT = {
  'backlevel.config.yaml': 'namespace: compute\n',
  'schemas/disk.yaml': `object: Disk
version: "1.1"
fields: { size: integer, label: string }
history: { "1.1": [{ add: label }], "1.0": First version }
`,
  'schemas/server.yaml': `object: Server
version: "1.0"
fields: { disks: list<Disk> }
history: { "1.0": First version }
`,
};

const RELEASES = `# Ours.
supported: ["2025.1", "2025.2"]
releases:
  "2025.1": { Disk: "1.0" }
  "2025.2": { Disk: "1.0", Server: "1.0" }
`;

const WITH_RELEASES = { ...PROJECT, 'schemas/releases.yaml': RELEASES };

function release(cwd: string, ...args: readonly string[]): Promise<Run> {
  return backlevel(['release', ...args], { cwd });
}

function releasesIn(root: string): string {
  return readFileSync(join(root, 'schemas/releases.yaml'), 'utf8');
}

describe('release cut', () => {
  it('begins the file, and a second time has nothing to do', async () => {
    const root = folderWith(PROJECT);
    const first = await release(root, 'cut', '2026.1');
    expect(first).toMatchObject({ code: 0, stdout: '' });
    expect(first.stderr).toContain('cut 2026.1: 2 objects');
    const text = releasesIn(root);
    expect(text).toMatch(/^# yaml-language-server: \$schema=\.\.\/node_modules\/backlevel\//);
    expect(text).toContain('  "2026.1":\n    Disk: "1.1"\n    Server: "1.0"\n');
    const second = await release(root, 'cut', '2026.1');
    expect(second.code).toBe(0);
    expect(second.stderr).toContain('nothing to do');
    expect(releasesIn(root)).toBe(text);
    expect((await backlevel(['generate'], { cwd: root })).code).toBe(0);
  });

  it('adds to the file, and to the supported ones', async () => {
    const root = folderWith(WITH_RELEASES);
    expect((await release(root, 'cut', '2026.1', '--quiet')).stderr).toBe('');
    expect(releasesIn(root)).toBe(
      `${RELEASES.replace('"2025.2"]', '"2025.2", "2026.1"]')}  "2026.1":\n    Disk: "1.1"\n    Server: "1.0"\n`,
    );
  });

  it('refuses a name that says something else already', async () => {
    const root = folderWith(WITH_RELEASES);
    const { stdout, code } = await release(root, 'cut', '2025.2');
    expect(code).toBe(1);
    expect(stdout).toMatch(/^schemas\/releases\.yaml:5:3: release\/name-taken /);
    expect(stdout).toContain('Disk 1.0 is 1.1');
    const { code: json, stdout: found } = await release(root, 'cut', '2025.2', '--format', 'json');
    expect(json).toBe(1);
    expect(JSON.parse(found)).toMatchObject({
      findings: [{ code: 'release/name-taken', line: 5 }],
    });
    expect(releasesIn(root)).toBe(RELEASES);
  });

  it('refuses while the schemas or the releases have errors, and writes nothing', async () => {
    const root = folderWith(WITH_RELEASES);
    writeFileSync(join(root, 'schemas/broken.yaml'), 'object: broken\n');
    expect((await release(root, 'cut', '2026.1')).code).toBe(1);
    expect(releasesIn(root)).toBe(RELEASES);

    const experimental = `${PROJECT['schemas/disk.yaml']}stability: experimental\n`;
    const other = folderWith({ ...PROJECT, 'schemas/disk.yaml': experimental });
    const run = await release(other, 'cut', '2026.1', '--format', 'pretty');
    expect(run.code).toBe(1);
    expect(run.stdout).toContain('release/experimental');
    // The frame shows the line that would be written.
    expect(run.stdout).toContain('Server: "1.0"');
    expect(existsSync(join(other, 'schemas/releases.yaml'))).toBe(false);
  });
});

describe('release list', () => {
  it('says what each release has, and which are supported', async () => {
    const root = folderWith({
      ...PROJECT,
      'schemas/releases.yaml': RELEASES.replace('"2025.1", ', ''),
    });
    const { stdout, code } = await release(root, 'list');
    expect(code).toBe(0);
    expect(stdout).toBe('2025.1  1 object   retired\n2025.2  2 objects  supported\n');
    const json = await release(root, 'list', '--format', 'json');
    expect(JSON.parse(json.stdout)).toEqual({
      releases: [
        { name: '2025.1', objects: 1, supported: false },
        { name: '2025.2', objects: 2, supported: true },
      ],
    });
  });

  it('is empty before the first', async () => {
    const run = await release(folderWith(PROJECT), 'list');
    expect(run).toMatchObject({ code: 0, stdout: '' });
    expect(run.stderr).toContain('no release');
  });

  it('never takes a file that cannot be read for an empty one', async () => {
    const root = folderWith({ ...PROJECT, 'schemas/releases.yaml': 'releases: [1]\n' });
    const { stdout, code } = await release(root, 'list');
    expect(code).toBe(1);
    expect(stdout).toMatch(/^schemas\/releases\.yaml:1:/);
  });
});

describe('release diff', () => {
  it('names every object whose version differs', async () => {
    const releases = RELEASES.replace('{ Disk: "1.0", S', '{ Disk: "1.1", S');
    const root = folderWith({ ...PROJECT, 'schemas/releases.yaml': releases });
    const forth = await release(root, 'diff', '2025.1', '2025.2');
    expect(forth).toMatchObject({ code: 0, stdout: 'Disk    1.0 → 1.1\nServer  added at 1.0\n' });
    const back = await release(root, 'diff', '2025.2', '2025.1');
    expect(back.stdout).toBe('Disk    1.1 → 1.0\nServer  gone, was 1.0\n');
    const json = await release(root, 'diff', '2025.1', '2025.2', '--format', 'json');
    expect(JSON.parse(json.stdout)).toEqual({
      from: '2025.1',
      to: '2025.2',
      changes: [
        { object: 'Disk', from: '1.0', to: '1.1' },
        { object: 'Server', from: null, to: '1.0' },
      ],
    });
    const same = await release(root, 'diff', '2025.1', '2025.1');
    expect(same).toMatchObject({ code: 0, stdout: '' });
  });
});

describe('release retire', () => {
  it('takes a release out of the supported ones, once', async () => {
    const root = folderWith(WITH_RELEASES);
    expect((await release(root, 'retire', '2025.1')).code).toBe(0);
    const text = RELEASES.replace('"2025.1", ', '');
    expect(releasesIn(root)).toBe(text);
    const again = await release(root, 'retire', '2025.1');
    expect(again.code).toBe(0);
    expect(again.stderr).toContain('nothing to do');
    expect(releasesIn(root)).toBe(text);
  });
});

it.each([
  [['retire', '2025.3'], 'did you mean 2025.1?'],
  [['diff', '2025.1', 'x'], 'schemas/releases.yaml has 2025.1, 2025.2'],
  [['diff', '2025.1'], 'backlevel release diff A B'],
  [['cut', 'a b'], 'a word'],
  [['cut'], 'backlevel release cut NAME'],
  [['list', 'x'], 'backlevel release list'],
  [['constructor'], 'it knows cut, list, diff, retire'],
  [[], 'action'],
])('could not run, and says why: release %j', async (args, why) => {
  const { stderr, code } = await release(folderWith(WITH_RELEASES), ...args);
  expect(code).toBe(2);
  expect(stderr).toContain(why);
});
