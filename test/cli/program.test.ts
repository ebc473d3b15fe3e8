import { existsSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { COMMANDS } from '../../src/cli/commands.js';
import { folderWith } from '../support/folder.js';
import { backlevel } from '../support/program.js';

const FLAVOR = `object: Flavor
version: "1.1"
fields:
  id: integer
  name: string
  foobars: list<string>
history:
  "1.1":
    - add: foobars
  "1.0": First version
`;

const PROJECT = { 'backlevel.config.yaml': 'namespace: compute\n', 'schemas/flavor.yaml': FLAVOR };

describe('the program', () => {
  it('says its version and its commands', async () => {
    const cwd = folderWith({});
    const { version } = JSON.parse(readFileSync('package.json', 'utf8')) as { version: string };
    expect(await backlevel(['--version'], { cwd })).toEqual({
      stdout: `${version}\n`,
      stderr: '',
      code: 0,
    });
    const help = await backlevel(['--help'], { cwd });
    expect(help.code).toBe(0);
    for (const { name } of COMMANDS) expect(help.stdout).toContain(name);
  });

  it.each(COMMANDS.map(({ name }) => name))('explains the command %s', async (name) => {
    const { stdout, code } = await backlevel([name, '--help'], { cwd: folderWith({}) });
    expect(code).toBe(0);
    expect(stdout).toContain('--config');
    expect(stdout).toContain('Examples');
  });

  it('offers the near name of a misspelt command, and could not run', async () => {
    const { stderr, code } = await backlevel(['genrate'], { cwd: folderWith({}) });
    expect(code).toBe(2);
    expect(stderr).toContain('generate');
  });

  it('could not run without a config, and says how to begin', async () => {
    const { stderr, stdout, code } = await backlevel(['generate'], { cwd: folderWith({}) });
    expect({ stdout, code }).toEqual({ stdout: '', code: 2 });
    expect(stderr).toContain('backlevel init');
  });

  it('finds the config upward, and paths relative to it', async () => {
    const root = folderWith({ ...PROJECT, 'deep/down/here.txt': '' });
    const { code } = await backlevel(['generate'], { cwd: join(root, 'deep/down') });
    expect(code).toBe(0);
    expect(existsSync(join(root, 'generated/flavor.ts'))).toBe(true);
  });

  it('takes options before and after the command', async () => {
    const root = folderWith({ ...PROJECT, 'other.yaml': 'namespace: compute\noutput: out\n' });
    expect((await backlevel(['--config', 'other.yaml', 'generate'], { cwd: root })).code).toBe(0);
    expect(existsSync(join(root, 'out/flavor.ts'))).toBe(true);
    const quiet = await backlevel(['generate', '--config=other.yaml', '--quiet'], { cwd: root });
    expect(quiet).toEqual({ stdout: '', stderr: '', code: 0 });
  });

  it('shows what is wrong in the config, and never calls it clean', async () => {
    const root = folderWith({ ...PROJECT, 'backlevel.config.yaml': 'namepsace: compute\n' });
    const { stdout, code } = await backlevel(['generate'], { cwd: root });
    expect(code).toBe(1);
    expect(stdout).toMatch(/^backlevel\.config\.yaml:1:1: /);
  });

  it('never writes where the config leads out of the project', async () => {
    const root = folderWith({ ...PROJECT, 'backlevel.config.yaml': 'output: ../elsewhere\n' });
    const { stdout, code } = await backlevel(['generate'], { cwd: root });
    expect(code).toBe(1);
    expect(stdout).toContain('config/output-outside');
  });

  it('shows findings in colour only where they are wanted', async () => {
    const root = folderWith({
      ...PROJECT,
      'schemas/flavor.yaml': FLAVOR.replace('integer', 'intger'),
    });
    const pretty = ['generate', '--format', 'pretty'];
    const coloured = await backlevel(pretty, { cwd: root, env: { FORCE_COLOR: '1' } });
    const plain = await backlevel(pretty, { cwd: root, env: { NO_COLOR: '1', FORCE_COLOR: '1' } });
    expect(coloured.stdout).toContain('\u001b[');
    expect(plain.stdout).not.toContain('\u001b[');
    expect(plain.stdout).toContain('intger');
    expect(plain.code).toBe(1);
  });
});

describe('init', () => {
  it.each([
    ['{"type": "module"}', false],
    ['{"type": "commonjs"}', true],
    ['{"name": "a"}', true],
    ['{', false],
    ['null', true],
  ])('tells a project of CommonJS that generated code is modules: %s', async (text, isTold) => {
    const root = folderWith({ 'package.json': text });
    const { stderr, code } = await backlevel(['init'], { cwd: root });
    expect(code).toBe(0);
    expect(stderr.includes('npm pkg set type=module')).toBe(isTold);
  });

  it('begins a project that generates and is clean', async () => {
    const root = folderWith({});
    expect((await backlevel(['init'], { cwd: root })).code).toBe(0);
    expect((await backlevel(['generate'], { cwd: root })).code).toBe(0);
    expect((await backlevel(['generate', '--check'], { cwd: root })).code).toBe(0);
    expect(readFileSync(join(root, '.gitattributes'), 'utf8')).toContain('generated/**');
  });

  it('never overwrites what is there', async () => {
    const root = folderWith({
      '.gitattributes': 'mine\n',
      'backlevel.config.yaml': 'namespace: mine\n',
    });
    const { stdout, code } = await backlevel(['init'], { cwd: root });
    expect(code).toBe(0);
    expect(readFileSync(join(root, '.gitattributes'), 'utf8')).toBe('mine\n');
    expect(readFileSync(join(root, 'backlevel.config.yaml'), 'utf8')).toBe('namespace: mine\n');
    expect(existsSync(join(root, 'schemas'))).toBe(false);
    expect(stdout).toContain('linguist-generated');
  });
});

describe('generate', () => {
  it('is clean after itself, stale after a change, and clean again', async () => {
    const root = folderWith(PROJECT);
    const check = ['generate', '--check', '--format', 'json'];
    expect((await backlevel(['generate'], { cwd: root })).code).toBe(0);
    expect((await backlevel(check, { cwd: root })).code).toBe(0);
    writeFileSync(
      join(root, 'schemas/flavor.yaml'),
      FLAVOR.replace('name: string', 'name: string?'),
    );
    const stale = await backlevel(check, { cwd: root });
    expect(stale.code).toBe(1);
    expect(stale.stdout).toContain('"generated/stale"');
    expect((await backlevel(['generate'], { cwd: root })).code).toBe(0);
    expect((await backlevel(check, { cwd: root })).code).toBe(0);
  });

  it('prints with --diff what would change, and writes nothing', async () => {
    const root = folderWith(PROJECT);
    await backlevel(['generate'], { cwd: root });
    const file = join(root, 'generated/flavor.ts');
    const before = readFileSync(file, 'utf8');
    writeFileSync(
      join(root, 'schemas/flavor.yaml'),
      FLAVOR.replace('  name: string', '  title: string'),
    );
    const { stdout, code } = await backlevel(['generate', '--diff'], { cwd: root });
    expect(code).toBe(1);
    expect(stdout).toContain('+++ b/generated/flavor.ts');
    expect(stdout).toMatch(/^\+.*title/m);
    expect(readFileSync(file, 'utf8')).toBe(before);
  });

  it('writes nothing at all while a schema is broken', async () => {
    const root = folderWith({ ...PROJECT, 'schemas/broken.yaml': 'object: Broken\nversion: 1\n' });
    const { code, stdout } = await backlevel(['generate'], { cwd: root });
    expect(code).toBe(1);
    expect(stdout).toContain('schemas/broken.yaml');
    expect(existsSync(join(root, 'generated'))).toBe(false);
  });

  it("brings what it writes into the project's own prettier style", async () => {
    const root = folderWith({ ...PROJECT, '.prettierrc': '{"semi": false, "tabWidth": 8}' });
    expect((await backlevel(['generate'], { cwd: root })).code).toBe(0);
    const text = readFileSync(join(root, 'generated/flavor.ts'), 'utf8');
    expect(text).not.toMatch(/;$/m);
    expect(text).toMatch(/^ {8}\S/m);
    expect((await backlevel(['generate', '--check'], { cwd: root })).code).toBe(0);
    writeFileSync(join(root, '.prettierrc'), '{"semi": true}');
    expect((await backlevel(['generate', '--check'], { cwd: root })).code).toBe(1);
  });

  it('is right whatever stands in the cache', async () => {
    const root = folderWith(PROJECT);
    await backlevel(['generate'], { cwd: root });
    const record = join(root, '.backlevel-cache/generate-backlevel.config.yaml');
    const good = readFileSync(record, 'utf8');
    for (const bad of ['', 'null', good.slice(0, -5), good.replace('"objects":1', '"objects":2')]) {
      writeFileSync(record, bad);
      writeFileSync(join(root, 'generated/flavor.ts'), '// edited\n');
      const { stdout, code } = await backlevel(['generate', '--check'], { cwd: root });
      expect(code).toBe(1);
      expect(stdout).toContain('generated/edited');
    }
  });
});
