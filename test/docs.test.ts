// What the documents show must be true: complete schema files compile without a finding, and the
// README's code runs as it stands.

import { mkdirSync, readdirSync, readFileSync, symlinkSync, writeFileSync } from 'node:fs';
import { dirname, join, resolve } from 'node:path';
import { execFileSync } from 'node:child_process';
import { describe, expect, it } from 'vitest';
import { stripped } from './support/documented.js';
import { folderWith } from './support/folder.js';
import { backlevel, programFile } from './support/program.js';

const ROOT = resolve(import.meta.dirname, '..');

interface Block {
  readonly language: string;
  readonly text: string;
}

function blocksOf(path: string): readonly Block[] {
  const text = readFileSync(join(ROOT, path), 'utf8');
  return [...text.matchAll(/^```(\w+)\n([\s\S]*?)^```$/gm)].map(([, language = '', body = '']) => ({
    language,
    text: body,
  }));
}

/** The schema files of a document: those that begin by saying which file they are. */
function schemasOf(path: string): Readonly<Record<string, string>> {
  const files = blocksOf(path)
    .filter(({ language }) => language === 'yaml')
    .flatMap(({ text }) => {
      const name = /^# file: (\S+)\n/.exec(text)?.[1];
      return name === undefined ? [] : [[`schemas/${name}`, text] as const];
    });
  expect(new Set(files.map(([name]) => name)).size).toBe(files.length);
  return Object.fromEntries(files);
}

const DOCUMENTS = [
  'README.md',
  ...readdirSync(join(ROOT, 'docs')).map((name) => `docs/${name}`),
].filter((path) => path.endsWith('.md') && Object.keys(schemasOf(path)).length > 0);

/** Commands that a document with schemas runs on them, each alone in its block, with the output below. */
function transcripts(): readonly (readonly [path: string, command: string, shown: string])[] {
  return DOCUMENTS.flatMap((path) => {
    const text = readFileSync(join(ROOT, path), 'utf8');
    const found = text.matchAll(/^```sh\n(npx backlevel .*)\n```\n\n```text\n([\s\S]*?)^```$/gm);
    return [...found].map(([, command = '', shown = '']) => [path, command, shown] as const);
  });
}

describe('the documents', () => {
  it('have examples at all', () => {
    expect(DOCUMENTS).toContain('README.md');
    expect(DOCUMENTS).toContain('docs/language.md');
    expect(transcripts().map(([path]) => path)).toContain('docs/losses.md');
  });

  it.each(DOCUMENTS)('a reader can copy every schema of %s', async (path) => {
    const root = folderWith({
      'backlevel.config.yaml': 'namespace: example\n',
      ...schemasOf(path),
    });
    const { stdout, code } = await backlevel(['generate'], { cwd: root });
    expect(stdout).toBe('');
    expect(code).toBe(0);
  });

  it.each(transcripts())('%s prints what it shows: %s', async (path, command, shown) => {
    const root = folderWith({
      'backlevel.config.yaml': 'namespace: example\n',
      ...schemasOf(path),
    });
    const run = await backlevel(command.split(' ').slice(2), { cwd: root });
    expect(run).toEqual({ stdout: shown, stderr: '', code: 0 });
  });

  it("the README's code runs", async () => {
    const root = folderWith({
      'backlevel.config.yaml': 'namespace: example\n',
      'package.json': '{"type": "module"}',
      ...schemasOf('README.md'),
    });
    const { code } = await backlevel(['generate'], { cwd: root });
    expect(code).toBe(0);
    for (const name of readdirSync(join(root, 'generated'))) {
      if (name.endsWith('.ts')) strip(join(root, 'generated', name));
    }
    const blocks = blocksOf('README.md').filter(
      ({ language, text }) => language === 'ts' && !text.startsWith('// hooks/'),
    );
    expect(blocks.length).toBeGreaterThan(1);
    writeFileSync(join(root, 'example.ts'), blocks.map(({ text }) => text).join('\n'));
    strip(join(root, 'example.ts'));
    mkdirSync(join(root, 'node_modules'));
    symlinkSync(dirname(dirname(programFile())), join(root, 'node_modules/backlevel'));
    execFileSync(process.execPath, ['example.js'], { cwd: root, encoding: 'utf8' });
  });
});

function strip(path: string): void {
  writeFileSync(path.replace(/\.ts$/, '.js'), stripped(readFileSync(path, 'utf8')));
}
