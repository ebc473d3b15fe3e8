import { describe, expect, it } from 'vitest';
import { load } from '../../src/load/index.js';
import { folderWith } from '../support/folder.js';
import { backlevel, type Run } from '../support/program.js';

const PROJECT = {
  'backlevel.config.yaml': 'namespace: compute\n',
  'schemas/flavor.v1.yaml': `object: Flavor
version: "1.1"
fields:
  id: integer
  on: { type: string, default: "no" }
history:
  "1.1":
    - add: on
  "1.0": First version
`,
  'schemas/flavor.yaml': `object: Flavor
version: "2.0"
fields:
  id: { type: integer, readOnly: true, min: 1 }
  child: Tag?
history:
  "2.0": Begun anew
`,
  'schemas/tag.yaml': `object: Tag
version: "1.0"
fields:
  name: string
methods:
  save: {}
  get: { static: true, args: { name: string }, returns: Tag }
history:
  "1.0": First version
`,
};

function show(...args: readonly string[]): Promise<Run> {
  return backlevel(['show', ...args], { cwd: folderWith(PROJECT) });
}

describe('show', () => {
  it('gives every object at every version as JSON, majors together', async () => {
    const { stdout, code } = await show('--all', '--format', 'json');
    expect(code).toBe(0);
    const all = JSON.parse(stdout) as Record<string, Record<string, { fields: object }>>;
    expect(Object.keys(all)).toEqual(['Flavor', 'Tag']);
    expect(Object.keys(all['Flavor'] ?? {})).toEqual(['1.0', '1.1', '2.0']);
    expect(all['Flavor']?.['1.0']?.fields).toEqual({ id: { type: 'integer' } });
    expect(all['Flavor']?.['1.1']?.fields).toEqual({
      id: { type: 'integer' },
      on: { type: 'string', default: 'no' },
    });
  });

  it('gives the newest version, or the one that is asked for', async () => {
    expect((await show('Flavor')).stdout).toMatch(/^Flavor 2\.0 {2}\(compute\)\n/);
    expect((await show('Flavor@1')).stdout).toMatch(/^Flavor 1\.1 /);
    expect((await show('Flavor@1.0')).stdout).not.toContain('on ');
    expect((await show('compute/Flavor@1.0')).stdout).toMatch(/^Flavor 1\.0 /);
  });

  it('lists fields and methods for people', async () => {
    const { stdout } = await show('Tag');
    expect(stdout).toMatch(/^ {2}name {3}string$/m);
    expect(stdout).toContain('static get(name: string): Tag');
    expect((await show('Flavor')).stdout).toMatch(/id +integer +read-only, at least 1/);
  });

  it('gives YAML that reads back as the same text, words that YAML guesses about too', async () => {
    const { stdout } = await show('Flavor@1.1', '--format', 'yaml');
    const text = `${stdout}history:\n  "1.1": It is so\n`;
    const { declarations, findings } = load([{ path: 'flavor.yaml', text }]);
    expect(findings).toEqual([]);
    const [flavor] = declarations;
    expect(flavor?.kind === 'object' && flavor.fields.map(({ name }) => name.value)).toEqual([
      'id',
      'on',
    ]);
  });

  it('gives the JSON Schema of an envelope', async () => {
    const schema = JSON.parse((await show('Flavor', '--format', 'json-schema')).stdout) as object;
    expect(schema).toMatchObject({ $schema: 'https://json-schema.org/draft/2020-12/schema' });
    expect(JSON.stringify(schema)).toContain('versioned_object.data');
  });

  it('gives the TypeScript of the data', async () => {
    const { stdout } = await show('Flavor@1.1', '--format', 'ts');
    expect(stdout).toContain('id?: number;');
    expect(stdout).toContain('on?: string;');
  });

  it.each([
    [['Flavr'], 'did you mean Flavor?'],
    [['Flavor@1.9'], 'it has 1.0, 1.1, 2.0'],
    [['Flavor@x'], 'no version x'],
    [[], 'name one object'],
    [['Flavor', '--all'], 'name one object'],
    [['Flavor', '--format', 'xml'], 'json-schema'],
    [['constructor'], 'no object called constructor'],
  ])('could not run, and says why: %j', async (args, why) => {
    const { stderr, code } = await show(...args);
    expect(code).toBe(2);
    expect(stderr).toContain(why);
  });
});
