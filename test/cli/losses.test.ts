import { readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { folderWith } from '../support/folder.js';
import { backlevel, type Run } from '../support/program.js';

const DISK = `object: Disk
version: "1.3"
fields:
  size: { type: integer, max: 100 }
  label: { type: "string?", default: null }
  mode: { enum: [ro, rw, wo], default: rw }
  extra: map<string>
  place: (Shelf | Vault)?
history:
  "1.3":
    - change: place
      was: Shelf?
      backport: { members: { Vault: { refuse: no vault before 1.3 } } }
    - change: size
      was: { type: integer }
      upgrade: clamp
  "1.2":
    - add: label
      backport: { into: extra.label }
      upgrade: { from: extra.label }
    - rename: access
      to: mode
      was: { enum: [ro, rwx], default: ro }
      backport: { values: { rw: rwx, wo: ro } }
      upgrade: { values: { rwx: rw } }
  "1.1":
    - remove: sides
      was: integer
      backport: { value: 1 }
  "1.0": First version
`;

const PROJECT = {
  'backlevel.config.yaml': 'namespace: compute\n',
  'schemas/disk.yaml': DISK,
  'schemas/shelf.yaml': `object: Shelf
version: "1.0"
fields: { row: integer }
history: { "1.0": First version }
`,
  'schemas/vault.yaml': `object: Vault
version: "1.0"
fields: { door: string }
history: { "1.0": First version }
`,
  'schemas/robot.yaml': `object: Robot
version: "2.0"
fields: { arms: integer }
history: { "2.0": Another machine }
`,
  'schemas/robot.v1.yaml': `object: Robot
version: "1.0"
fields: { legs: integer }
history: { "1.0": First version }
`,
  'schemas/releases.yaml': `releases:
  "2025.1": { Disk: "1.0", Robot: "1.0", Shelf: "1.0" }
  "2025.2": { Disk: "1.2", Robot: "2.0", Shelf: "1.0" }
  "2026.1": { Disk: "1.3", Robot: "2.0", Shelf: "1.0", Vault: "1.0" }
`,
};

function losses(root: string, ...args: readonly string[]): Promise<Run> {
  return backlevel(['losses', ...args], { cwd: root });
}

describe('losses', () => {
  it('tells both directions, each line with its kind, version, place and rule', async () => {
    const { stdout, stderr, code } = await losses(folderWith(PROJECT), '2025.2', '2026.1');
    expect({ stderr, code }).toEqual({ stderr: '', code: 0 });
    expect(stdout).toBe(`2026.1 → 2025.2: what a peer of 2025.2 does not get, or gets otherwise

Disk 1.3 → 1.2
  Disk.place  refuse  1.3  schemas/disk.yaml:11  Vault: no vault before 1.3

2025.2 → 2026.1: what becomes of its data at 2026.1

Disk 1.2 → 1.3
  Disk.size  clamp  1.3  schemas/disk.yaml:14  clamped: at most 100

Unknown to 2025.2: cannot be sent there

Vault 1.0
  Disk.place  refuse  1.3  schemas/disk.yaml:11  Vault: no vault before 1.3

4 objects: 1 loss, 1 refusal, 0 values filled in
`);
  });

  it('names only values that are lost, and says where a refusal or a fill comes from', async () => {
    const { stdout } = await losses(folderWith(PROJECT), '2025.1', '2026.1', '--format', 'json');
    const report = JSON.parse(stdout) as {
      readonly objects: readonly { readonly object: string }[];
    };
    const disk = report.objects.find(({ object }) => object === 'Disk');
    const file = 'schemas/disk.yaml';
    const at = (since: string, line: number): object => ({ since, file, line });
    expect(disk).toEqual({
      relation: 'crosses',
      object: 'Disk',
      older: '1.0',
      newer: '1.3',
      backport: [
        {
          path: 'Disk.label',
          kind: 'refuse',
          ...at('1.2', 18),
          what: 'where `extra.label` is taken, or cannot hold it',
        },
        // `rw` is `rwx` there and comes back as `rw`: nothing is lost.
        { path: 'Disk.mode', kind: 'enum', ...at('1.2', 21), what: '"wo" becomes "ro"' },
        {
          path: 'Disk.place',
          kind: 'refuse',
          ...at('1.3', 11),
          what: 'Vault: no vault before 1.3',
        },
        { path: 'Disk.sides', kind: 'fill', ...at('1.1', 27), what: '1' },
      ],
      upgrade: [
        {
          path: 'Disk.label',
          kind: 'fill',
          ...at('1.2', 18),
          what: 'null where `extra.label` has nothing that fits',
        },
        { path: 'Disk.sides', kind: 'drop', ...at('1.1', 27), what: 'left out' },
        { path: 'Disk.size', kind: 'clamp', ...at('1.3', 14), what: 'clamped: at most 100' },
      ],
      inside: [],
    });
  });

  it('tells of every object how the two releases stand, and counts what it tells', async () => {
    const { stdout } = await losses(folderWith(PROJECT), '2025.1', '2026.1', '--format', 'json');
    const { objects, ...rest } = JSON.parse(stdout) as {
      readonly objects: readonly { readonly object: string; readonly relation: string }[];
    };
    expect(rest).toEqual({
      older: '2025.1',
      newer: '2026.1',
      summary: { objects: 4, losses: 3, refusals: 2, fills: 2 },
    });
    expect(objects.map(({ object, relation }) => `${object} ${relation}`)).toEqual([
      'Disk crosses',
      'Robot unrelated',
      'Shelf alike',
      'Vault unknown-to-older',
    ]);
    const text = (await losses(folderWith(PROJECT), '2025.1', '2026.1')).stdout;
    expect(text).toContain('Neither becomes the other');
    expect(text).toContain('  Robot 1.0 and 2.0\n');
  });

  it('takes the schemas as they are where no newer release is named', async () => {
    const root = folderWith(PROJECT);
    const [present, named] = [await losses(root, '2025.2'), await losses(root, '2025.2', '2026.1')];
    expect(present.stdout).toBe(named.stdout.replaceAll('2026.1', 'present'));
    expect((await losses(root, '2025.2', 'present')).stdout).toBe(present.stdout);
  });

  it('says so where nothing is lost', async () => {
    const { stdout, code } = await losses(folderWith(PROJECT), '2026.1', '2026.1');
    expect(code).toBe(0);
    expect(stdout).toContain('2026.1 → 2026.1: what becomes of its data at 2026.1: nothing\n');
    expect(stdout).toContain('4 objects: 0 losses, 0 refusals, 0 values filled in');
  });

  it('tells the object that the newer release has no more', async () => {
    const releases = PROJECT['schemas/releases.yaml']
      .replace(', Vault: "1.0"', '')
      .replace('"2025.2": {', '"2025.2": { Vault: "1.0",');
    const root = folderWith({ ...PROJECT, 'schemas/releases.yaml': releases });
    const { stdout } = await losses(root, '2025.2', '2026.1');
    expect(stdout).toContain('Unknown to 2026.1: cannot be read there\n\n  Vault 1.0\n');
  });

  it('finds the file of an older major that a history was joined from', async () => {
    const root = folderWith({
      ...PROJECT,
      'schemas/robot.yaml': `object: Robot
version: "2.0"
fields: { arms: integer, eyes: string? }
history: { "2.0": [{ from: "1.1" }, { rename: legs, to: arms }] }
`,
      'schemas/robot.v1.yaml': `object: Robot
version: "1.1"
fields: { legs: integer, eyes: string? }
history: { "1.1": [{ add: eyes }], "1.0": First version }
`,
    });
    const { stdout } = await losses(root, '2025.1', '2026.1');
    expect(stdout).toMatch(/Robot\.eyes +fill +1\.1 +schemas\/robot\.v1\.yaml:4 +null\n/);
    expect(stdout).toMatch(/Robot\.eyes +drop +1\.1 +schemas\/robot\.v1\.yaml:4 /);
  });
});

describe('losses cannot run, and says why', () => {
  it.each([
    [['2025.3', '2026.1'], 'there is no release called 2025.3; did you mean 2025.1?'],
    [['2025.1', '2026.2'], 'there is no release called 2026.2; did you mean 2025.2?'],
    [['2026.1', '2025.2'], 'backlevel losses 2025.2 2026.1'],
    [['present', '2025.2'], 'backlevel losses 2025.2 present'],
    [[], 'older'],
  ])('losses %j', async (args, why) => {
    const { stdout, stderr, code } = await losses(folderWith(PROJECT), ...args);
    expect({ stdout, code }).toEqual({ stdout: '', code: 2 });
    expect(stderr).toContain(why);
  });

  it('no releases yet', async () => {
    const without = Object.fromEntries(
      Object.entries(PROJECT).filter(([path]) => path !== 'schemas/releases.yaml'),
    );
    const { stderr, code } = await losses(folderWith(without), '2025.1');
    expect(code).toBe(2);
    expect(stderr).toContain('`backlevel release cut NAME` begins one');
  });

  it('a release whose objects the schemas do not have', async () => {
    const releases = PROJECT['schemas/releases.yaml'].replaceAll('Shelf', 'Rack');
    const root = folderWith({ ...PROJECT, 'schemas/releases.yaml': releases });
    const { stderr, code } = await losses(root, '2025.1', '2026.1');
    expect(code).toBe(2);
    expect(stderr).toContain('the release 2025.1 lists Rack 1.0, which the schemas do not have');
  });

  it('schemas with errors are findings, and no half report', async () => {
    const root = folderWith({ ...PROJECT, 'schemas/broken.yaml': 'object: broken\n' });
    const { stdout, code } = await losses(root, '2025.1', '2026.1');
    expect(code).toBe(1);
    expect(stdout).toMatch(/^schemas\/broken\.yaml:/);
    expect(stdout).not.toContain('→');
  });
});

it('the document shows the JSON as it is', async () => {
  const text = readFileSync('docs/losses.md', 'utf8');
  const shown = /^```json\n([\s\S]*?)^```$/m.exec(text)?.[1] ?? '';
  const schemas = [...text.matchAll(/^```yaml\n(# file: (\S+)\n[\s\S]*?)^```$/gm)];
  const root = folderWith({
    'backlevel.config.yaml': 'namespace: example\n',
    ...Object.fromEntries(schemas.map(([, body = '', name = '']) => [`schemas/${name}`, body])),
  });
  const { stdout } = await losses(root, '2025.2', '2026.1', '--format', 'json');
  expect(JSON.parse(stdout)).toMatchObject({
    objects: expect.arrayContaining([JSON.parse(shown)]) as unknown,
  });
});
