import { describe, expect, it } from 'vitest';
import { folderWith } from '../support/folder.js';
import { backlevel } from '../support/program.js';

const PROJECT = {
  'backlevel.config.yaml': 'namespace: compute\n',
  'schemas/volume.yaml': `object: Volume
version: "1.3"
fields:
  size_gb: integer
  status: { enum: [ok, broken] }
  key: string?
history:
  "1.3":
    - add: key
      backport: { refuse: hosts before 1.3 do not encrypt }
  "1.2":
    - change: status
      was: { enum: [ok] }
      backport: { values: { broken: ok } }
  "1.1":
    - Sizes say their unit
    - rename: size
      to: size_gb
  "1.0": First version
`,
};

const VOLUME = JSON.stringify({
  'versioned_object.name': 'Volume',
  'versioned_object.namespace': 'compute',
  'versioned_object.version': '1.3',
  'versioned_object.data': { size_gb: 3, status: 'broken', key: null },
});

describe('explain a code', () => {
  it('says the cause and the cure', async () => {
    const { stdout, code } = await backlevel(['explain', 'generated/stale'], {
      cwd: folderWith({}),
    });
    expect(code).toBe(0);
    expect(stdout).toContain('backlevel generate');
  });

  it.each(['generated/stail', '__proto__/x', 'a/b/c'])('could not run for %s', async (code) => {
    expect((await backlevel(['explain', code], { cwd: folderWith({}) })).code).toBe(2);
  });
});

describe('explain a crossing', () => {
  it('shows each step with the lines of the schema that cause it', async () => {
    const cwd = folderWith(PROJECT);
    const { stdout, code } = await backlevel(['explain', 'Volume', '1.3', '1.0'], { cwd });
    expect(code).toBe(0);
    expect(stdout).toBe(`Volume 1.3 → 1.0

1.3 → 1.2
  \`key\` is refused unless it is unset, null: hosts before 1.3 do not encrypt
      schemas/volume.yaml:9
       9 |     - add: key
      10 |       backport: { refuse: hosts before 1.3 do not encrypt }

1.2 → 1.1
  "broken" in \`status\` becomes "ok"
      schemas/volume.yaml:12
      12 |     - change: status
      13 |       was: { enum: [ok] }
      14 |       backport: { values: { broken: ok } }

1.1 → 1.0
  “Sizes say their unit”
  \`size_gb\` becomes \`size\`
      schemas/volume.yaml:17
      17 |     - rename: size
      18 |       to: size_gb
`);
  });

  it('shows what becomes of a primitive at each step, losses too', async () => {
    const cwd = folderWith({ ...PROJECT, 'volume.json': VOLUME });
    const way = ['explain', 'Volume', '1.3', '1.0', '--primitive'];
    const { stdout } = await backlevel([...way, 'volume.json'], { cwd });
    expect(stdout).toContain('lost: Volume.status');
    expect(stdout).toMatch(/"size": 3/);
    expect((await backlevel([...way, '-'], { cwd, stdin: VOLUME })).stdout).toBe(stdout);
  });

  it('ends where a primitive is refused, and says why', async () => {
    const cwd = folderWith(PROJECT);
    const stdin = VOLUME.replace('"key":null', '"key":"k"');
    const way = ['explain', 'Volume', '1.3', '1.0', '--primitive', '-'];
    const { stdout } = await backlevel(way, { cwd, stdin });
    expect(stdout).toContain('refused: Volume at Volume.key: hosts before 1.3 do not encrypt');
    expect(stdout).not.toContain('"size"');
  });

  it('goes up as well', async () => {
    const cwd = folderWith(PROJECT);
    const { stdout } = await backlevel(['explain', 'Volume', '1.0', '1.2'], { cwd });
    expect(stdout).toContain('`size` becomes `size_gb`');
    expect(stdout.indexOf('1.0 → 1.1')).toBeLessThan(stdout.indexOf('1.1 → 1.2'));
  });

  it.each([
    [['explain', 'Volum', '1.3', '1.0'], 'did you mean Volume?'],
    [['explain', 'Volume', '1.3', '1.9'], 'no version 1.9'],
    [['explain', 'Volume', '1.3', '1.3'], 'same version'],
    [['explain', 'Volume'], 'two versions'],
    [['explain', 'Volume', '1.3', '1.0', '--primitive', 'none.json'], 'cannot read'],
    [['explain', 'Volume', '1.3', '1.0', '--primitive', 'backlevel.config.yaml'], 'not JSON'],
  ])('could not run, and says why: %j', async (args, why) => {
    const { stderr, code } = await backlevel(args, { cwd: folderWith(PROJECT) });
    expect(code).toBe(2);
    expect(stderr).toContain(why);
    expect(stderr).not.toContain('This is a bug');
  });
});
