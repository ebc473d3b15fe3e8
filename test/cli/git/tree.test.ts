import { execFileSync } from 'node:child_process';
import { readdirSync, readFileSync, rmSync, statSync, symlinkSync } from 'node:fs';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { folderWith } from '../../support/folder.js';
import { opened } from './opened.js';
import { cloneOf, GIT_ENV, newRepository } from './repository.js';

beforeEach(() => {
  for (const [name, value] of Object.entries(GIT_ENV)) vi.stubEnv(name, value);
});

afterEach(() => {
  vi.unstubAllEnvs();
});

/** The commands that git is asked while `run` runs. */
function commandsOf(run: () => void): readonly string[] {
  const trace = join(folderWith({}), 'trace');
  vi.stubEnv('GIT_TRACE2_EVENT', trace);
  run();
  const starts = readFileSync(trace, 'utf8').matchAll(/"event":"cmd_name".*?"name":"([^"]+)"/g);
  return [...starts].map(([, name = '']) => name);
}

describe('the files of a commit', () => {
  it('a name of any letters is the name it is', () => {
    const names = ['größe', 'a b', '*', '"q"', 'line\nend', '日本'].map(
      (name) => `schemas/${name}.yaml`,
    );
    const { root, commit } = newRepository();
    commit(Object.fromEntries(names.map((name) => [name, `was ${name}`])));
    commit(Object.fromEntries(names.map((name) => [name, 'is'])));
    const { tip } = opened(root, 'HEAD~1');
    expect(tip.list('schemas')).toEqual([...names].sort());
    expect(names.map((name) => tip.read(name))).toEqual(names.map((name) => `was ${name}`));
  });

  it('are listed as in the working tree: by folder, sorted, without packages', () => {
    const { root, commit } = newRepository();
    const none = { 'schemas-old/a.yaml': '', 'schemas/node_modules/p/a.yaml': '' };
    commit({ 'schemas/b.yaml': '', 'schemas/B.yaml': '', 'schemas/b/a.yaml': '', ...none });
    const { tip } = opened(root, 'HEAD');
    const paths = ['schemas/B.yaml', 'schemas/b.yaml', 'schemas/b/a.yaml'];
    for (const folder of ['schemas', 'schemas/', './schemas']) {
      expect(tip.list(folder)).toEqual(paths);
    }
    expect([tip.list('none'), tip.list('schemas/b.yaml')]).toEqual([[], []]);
    expect([tip.read('none.yaml'), tip.read('schemas')]).toEqual([undefined, undefined]);
  });

  it('are the committed ones, whatever became of them in the working tree', () => {
    const { root, commit, write } = newRepository();
    commit({
      'schemas/changed.yaml': 'then',
      'schemas/gone.yaml': 'then',
      'schemas/became': 'then',
      'schemas/went/a.yaml': 'then',
    });
    write({ 'schemas/changed.yaml': 'now', 'schemas/new.yaml': 'now' });
    rmSync(join(root, 'schemas/gone.yaml'));
    rmSync(join(root, 'schemas/became'));
    rmSync(join(root, 'schemas/went'), { recursive: true });
    write({ 'schemas/became/a.yaml': 'now', 'schemas/went': 'now' });
    const { tip } = opened(root, 'HEAD');
    expect(tip.list('schemas').map((path) => tip.read(path))).toEqual(Array(4).fill('then'));
  });

  it('have ids that are equal where the bytes are', () => {
    const { root, commit, git } = newRepository();
    commit({ 'a.yaml': 'same', 'b.yaml': 'same', 'c.yaml': 'other' });
    const { tip } = opened(root, 'HEAD');
    expect(tip.blob('a.yaml')).toBe(git('rev-parse', 'HEAD:a.yaml'));
    expect(tip.blob('a.yaml')).toBe(tip.blob('b.yaml'));
    expect(tip.blob('a.yaml')).not.toBe(tip.blob('c.yaml'));
    expect(tip.blob('d.yaml')).toBeUndefined();
  });

  it('of many megabytes are read whole', () => {
    const { root, commit } = newRepository();
    const text = 'größer: als ein Puffer\n'.repeat(200_000);
    commit({ 'schemas/a.yaml': text, 'schemas/b.yaml': `${text}b` });
    commit({ 'schemas/a.yaml': '', 'schemas/b.yaml': '' });
    const { tip } = opened(root, 'HEAD~1');
    expect(tip.list('schemas').map((path) => tip.read(path) === text)).toEqual([true, false]);
  });

  it('outside the project folder are found where a setting leads', () => {
    const { root, commit } = newRepository();
    commit({ 'shared/schemas/a.yaml': 'then', 'api/x.yaml': '', 'shared/b.yaml': 'b' });
    commit({ 'shared/schemas/a.yaml': 'now' });
    const { tip } = opened(join(root, 'api'), 'HEAD~1');
    expect(tip.read('../shared/b.yaml')).toBe('b');
    expect(tip.list('../shared/schemas')).toEqual(['../shared/schemas/a.yaml']);
    expect(tip.read('../shared/schemas/a.yaml')).toBe('then');
    expect(tip.read('../shared/none.yaml')).toBeUndefined();
    expect(() => tip.list('../../elsewhere')).toThrow('outside repository');
  });
});

describe('links and submodules', () => {
  it('a file that is a link is what it leads to, also out of the project folder', () => {
    const { root, commit } = newRepository();
    commit({ 'shared/a.yaml': 'then', 'api/schemas/b.yaml': '' });
    symlinkSync('../../shared/a.yaml', join(root, 'api/schemas/a.yaml'));
    symlinkSync('nowhere.yaml', join(root, 'api/schemas/c.yaml'));
    commit({});
    commit({ 'shared/a.yaml': 'now' });
    const { tip } = opened(join(root, 'api'), 'HEAD~1');
    const paths = ['schemas/a.yaml', 'schemas/b.yaml', 'schemas/c.yaml'];
    expect(tip.list('schemas')).toEqual(paths);
    expect(paths.map((path) => tip.read(path))).toEqual(['then', '', undefined]);
  });

  it('what cannot be read from the commit is never read as nothing', () => {
    const inner = newRepository();
    inner.commit({ 'a.yaml': '' });
    const { root, commit, git } = newRepository();
    commit({ 'real/a.yaml': 'a' });
    symlinkSync('real', join(root, 'linked'));
    symlinkSync('/etc/hostname', join(root, 'real/away.yaml'));
    git('submodule', '--quiet', 'add', `file://${inner.root}`, 'schemas/inner');
    commit({ 'schemas/a.yaml': '' });
    const { tip } = opened(root, 'HEAD');
    expect(() => tip.list('linked')).toThrow('linked is a link');
    expect(() => tip.list('linked/deeper')).toThrow('linked is a link');
    expect(() => tip.list('schemas')).toThrow('schemas/inner is a submodule');
    expect(() => tip.list('schemas/inner')).toThrow('schemas/inner is a submodule');
    expect(() => tip.read('real/away.yaml')).toThrow('out of the repository');
    expect(tip.list('real')).toEqual(['real/a.yaml', 'real/away.yaml']);
  });

  it('contents that a partial clone lacks and cannot get are an end, not an empty file', () => {
    const origin = newRepository();
    origin.git('config', 'uploadpack.allowFilter', 'true');
    origin.commit({ 'schemas/a.yaml': 'then' });
    origin.commit({ 'schemas/a.yaml': 'now' });
    const clone = cloneOf(origin, '--filter=blob:none');
    rmSync(origin.root, { recursive: true });
    const { tip } = opened(clone.root, 'HEAD~1');
    expect(opened(clone.root, 'HEAD').tip.read('schemas/a.yaml')).toBe('now');
    expect(() => tip.read('schemas/a.yaml')).toThrow('git cannot read');
  });
});

describe('what it costs', () => {
  it('hundreds of schemas take one question for contents, for base and tip together', () => {
    const { root, commit, git } = newRepository();
    const names = Array.from({ length: 300 }, (_, index) => `schemas/o${index}.yaml`);
    commit(Object.fromEntries(names.map((name) => [name, `first ${name}`])));
    git('branch', 'topic');
    commit(Object.fromEntries(names.slice(0, 150).map((name) => [name, `second ${name}`])));
    git('checkout', '--quiet', 'topic');
    commit(Object.fromEntries(names.map((name) => [name, `mine ${name}`])));
    const texts: (string | undefined)[][] = [];
    const commands = commandsOf(() => {
      const { base, tip } = opened(root, 'main');
      for (const tree of [base, tip]) {
        tree.list('schemas');
        texts.push(names.map((name) => tree.read(name)));
      }
    });
    expect(commands).toEqual(['rev-parse', 'merge-base', 'ls-tree', 'ls-tree', 'cat-file']);
    expect(texts[0]).toEqual(names.map((name) => `first ${name}`));
    expect(texts[1]?.slice(148, 152)).toEqual([
      'second schemas/o148.yaml',
      'second schemas/o149.yaml',
      'first schemas/o150.yaml',
      'first schemas/o151.yaml',
    ]);
  });

  it('what the working tree has unchanged is not asked of git, CRLF or not', () => {
    const { root, commit, write, git } = newRepository();
    git('config', 'core.autocrlf', 'false');
    commit({ 'backlevel.config.yaml': '', 'schemas/a.yaml': 'a\nb\n', 'schemas/c.yaml': 'c\n' });
    write({ 'schemas/a.yaml': 'a\r\nb\r\n' });
    const read: (string | undefined)[] = [];
    const commands = commandsOf(() => {
      const { tip } = opened(root, 'main');
      read.push(tip.read('backlevel.config.yaml'));
      for (const path of tip.list('schemas')) read.push(tip.read(path));
    });
    expect(commands).toEqual(['rev-parse', 'ls-tree']);
    expect(read).toEqual(['', 'a\r\nb\r\n', 'c\n']);
  });

  it('bytes that are no text are not mistaken for others', () => {
    const { root, commit, write } = newRepository();
    commit({ 'schemas/a.yaml': Buffer.from([0xff, 0x0a, 0x41]) });
    write({ 'schemas/a.yaml': Buffer.from([0xfe, 0x0d, 0x0a, 0x41]) });
    const commands = commandsOf(() => opened(root, 'main').tip.read('schemas/a.yaml'));
    expect(commands).toContain('cat-file');
  });

  it('nothing in the repository is written', () => {
    const { root, commit } = newRepository();
    commit({ 'schemas/a.yaml': 'a' });
    commit({ 'schemas/a.yaml': 'b' });
    // What git would refresh, were it to look: the index knows another time of the file.
    execFileSync('touch', ['-d', '2001-01-01', join(root, 'schemas/a.yaml')]);
    const before = stateOf(join(root, '.git'));
    const { tip } = opened(root, 'HEAD~1');
    tip.list('schemas').map((path) => tip.read(path));
    expect(stateOf(join(root, '.git'))).toEqual(before);
  });
});

/** All below a folder, with the time of its last change. */
function stateOf(folder: string): readonly string[] {
  return readdirSync(folder, { recursive: true, encoding: 'utf8' })
    .sort()
    .map((path) => `${path} ${statSync(join(folder, path)).mtimeMs}`);
}
