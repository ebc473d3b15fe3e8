import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { folderWith } from '../support/folder.js';
import { backlevel } from '../support/program.js';

const MODELS = `import type { Money } from './money.js';

/** What somebody ordered. */
export interface Order {
  id: string;
  total: Money;
}
`;

const PROJECT = {
  'backlevel.config.yaml': 'namespace: shop\n',
  'src/models.ts': MODELS,
  'src/money.ts': 'export interface Money { amount: bigint }\n',
  'api/user.json': '{"properties": {"name": {"type": "string", "format": "email"}}}\n',
};

const ADOPT = ['adopt', 'src/models.ts', 'src/money.ts', 'api/user.json'];

describe('adopt', () => {
  it('writes schemas that compile at once, and tells what they do not say', async () => {
    const cwd = folderWith(PROJECT);
    const { stdout, stderr, code } = await backlevel([...ADOPT, '--format', 'text'], { cwd });
    expect(code).toBe(0);
    expect(stdout).toContain('api/user.json:1:17: adopt/not-held `name` of User');
    expect(stderr).toBe(
      'wrote schemas/money.yaml\nwrote schemas/order.yaml\nwrote schemas/user.yaml\n',
    );
    const { stdout: found, code: generated } = await backlevel(['generate'], { cwd });
    expect([found, generated]).toEqual(['', 0]);
    expect(readFileSync(join(cwd, 'generated/order.ts'), 'utf8')).toContain(
      'What somebody ordered.',
    );
  });

  it('writes nothing where it only shows, and shows what it would write', async () => {
    const cwd = folderWith(PROJECT);
    const shown = await backlevel(['adopt', '--dry-run', 'src/money.ts'], { cwd });
    expect(existsSync(join(cwd, 'schemas'))).toBe(false);
    const { stdout } = await backlevel(['adopt', 'src/money.ts'], { cwd });
    const written = readFileSync(join(cwd, 'schemas/money.yaml'), 'utf8');
    expect(shown).toEqual({
      stdout: `# file: schemas/money.yaml\n${written}`,
      stderr: stdout,
      code: 0,
    });
  });

  it('overwrites no schema, and writes none of the others either', async () => {
    const schema = 'object: Money\nversion: "1.0"\nfields: {}\nhistory: { "1.0": First version }\n';
    const cwd = folderWith({ ...PROJECT, 'schemas/money.yaml': schema });
    const { stdout, stderr, code } = await backlevel(ADOPT, { cwd });
    expect(code).toBe(1);
    expect(stdout).toContain('adopt/declared');
    expect(stdout).not.toContain('adopt/file-exists');
    expect(stderr).toBe('nothing was written\n');
    expect(readdirSync(join(cwd, 'schemas'))).toEqual(['money.yaml']);
    expect(readFileSync(join(cwd, 'schemas/money.yaml'), 'utf8')).toBe(schema);
  });

  it('overwrites no other file, in whatever folder it is to write', async () => {
    const cwd = folderWith({ ...PROJECT, 'draft/money.yaml': 'mine\n' });
    const { stdout, code } = await backlevel([...ADOPT, '--out', 'draft'], { cwd });
    expect(code).toBe(1);
    expect(stdout).toContain('adopt/file-exists');
    expect(readdirSync(join(cwd, 'draft'))).toEqual(['money.yaml']);
    expect(readFileSync(join(cwd, 'draft/money.yaml'), 'utf8')).toBe('mine\n');
  });

  it('writes into the folder that is named, seen from where it runs', async () => {
    const root = folderWith(PROJECT);
    const args = ['adopt', 'money.ts', '--out', '../draft', '--quiet'];
    const run = await backlevel(args, { cwd: join(root, 'src') });
    expect([run.stderr, run.code]).toEqual(['', 0]);
    expect(readdirSync(join(root, 'draft'))).toEqual(['money.yaml']);
  });

  it('needs no project, and says how to begin one', async () => {
    const cwd = folderWith({ 'money.ts': PROJECT['src/money.ts'] });
    const { stderr, code } = await backlevel(['adopt', 'money.ts'], { cwd });
    expect(code).toBe(0);
    expect(stderr).toContain('wrote schemas/money.yaml');
    expect(stderr).toContain('backlevel init');
  });

  it('is told of all files that it cannot read, each with its place, and reads none', async () => {
    const cwd = folderWith({
      ...PROJECT,
      'src/models.ts': 'export interface Order {\n  id: ;\n}\n',
      'api/user.json': '{"properties": }\n',
    });
    const { stdout, stderr, code } = await backlevel(ADOPT, { cwd });
    expect([stdout, code]).toEqual(['', 2]);
    expect(stderr).toContain('mend what cannot be read');
    expect(stderr).toContain('src/models.ts:2:7: Type expected.');
    expect(stderr).toContain('api/user.json:1:16: a value was expected');
    expect(existsSync(join(cwd, 'schemas'))).toBe(false);
  });

  it.each([
    [['src/gone.ts'], 'there is no src/gone.ts'],
    [['src'], 'src is no file; name the files in it'],
    [['backlevel.config.yaml'], 'is neither TypeScript (.ts) nor JSON Schema (.json)'],
    [[], "missing required argument 'files'"],
  ])('could not run, and says why: %j', async (files, why) => {
    const { stderr, code } = await backlevel(['adopt', ...files], { cwd: folderWith(PROJECT) });
    expect(code).toBe(2);
    expect(stderr).toContain(why);
  });
});
