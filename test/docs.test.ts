// What the documents show must be true: complete schema files compile without a finding, and the
// README's code runs as it stands.

import { mkdirSync, readdirSync, readFileSync, symlinkSync, writeFileSync } from 'node:fs';
import { dirname, join, resolve } from 'node:path';
import { execFileSync } from 'node:child_process';
import { describe, expect, it } from 'vitest';
import type { OptionSpec } from '../src/cli/command.js';
import { COMMANDS } from '../src/cli/commands.js';
import { GLOBAL_OPTIONS } from '../src/cli/shared-options.js';
import { stripped } from './support/documented.js';
import { folderWith } from './support/folder.js';
import { backlevel, programFile } from './support/program.js';

const ROOT = resolve(import.meta.dirname, '..');

interface Block {
  readonly language: string;
  /** The file that it is, where that is said behind the language: ```ts file=src/order.ts */
  readonly file?: string;
  readonly text: string;
}

function blocksOf(path: string): readonly Block[] {
  const text = readFileSync(join(ROOT, path), 'utf8');
  return [...text.matchAll(/^```(\w+)(?: file=(\S+))?\n([\s\S]*?)^```$/gm)].map(
    ([, language = '', file, body = '']) => ({
      language,
      ...(file === undefined ? {} : { file }),
      text: body,
    }),
  );
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

const PAGES = [
  'README.md',
  ...readdirSync(join(ROOT, 'docs')).map((name) => `docs/${name}`),
].filter((path) => path.endsWith('.md'));
const DOCUMENTS = PAGES.filter((path) => Object.keys(schemasOf(path)).length > 0);

function flagOf({ flags }: OptionSpec): string {
  return flags.split(' ')[0] ?? flags;
}

/** Files that are no schemas, by the paths that their fences give: ```jsonl file=rows.jsonl */
function sourcesOf(path: string): Readonly<Record<string, string>> {
  return Object.fromEntries(
    blocksOf(path).flatMap(({ file, text }) => (file === undefined ? [] : [[file, text] as const])),
  );
}

/** The document whose commands write the schemas that it shows. */
const ADOPTING = 'docs/adopt.md';

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
      ...sourcesOf(path),
    });
    const { stdout, code } = await backlevel(['generate'], { cwd: root });
    expect(stdout).toBe('');
    expect(code).toBe(0);
  });

  it('the hooks that are shown keep the laws', async () => {
    const path = 'docs/language.md';
    const root = folderWith({
      'backlevel.config.yaml': 'namespace: example\n',
      ...schemasOf(path),
      ...sourcesOf(path),
    });
    expect(await backlevel(['generate'], { cwd: root })).toMatchObject({ code: 0 });
    const { stdout, code } = await backlevel(['verify', 'Disk', '--seed', '1'], { cwd: root });
    expect({ stdout, code }).toEqual({ stdout: '', code: 0 });
  });

  it.each(transcripts().filter(([path]) => path !== ADOPTING))(
    '%s prints what it shows: %s',
    async (path, command, shown) => {
      const root = folderWith({
        'backlevel.config.yaml': 'namespace: example\n',
        ...schemasOf(path),
        ...sourcesOf(path),
      });
      // The steps of a database are planned from the code of the present schemas.
      if (command.includes(' plan ')) await backlevel(['generate'], { cwd: root });
      const run = await backlevel(command.split(' ').slice(2), { cwd: root });
      expect(run).toEqual({ stdout: shown, stderr: '', code: 0 });
    },
  );

  it('what is adopted becomes the schemas that are shown, and what is told of it', async () => {
    const root = folderWith({
      'backlevel.config.yaml': 'namespace: example\n',
      ...sourcesOf(ADOPTING),
    });
    for (const [, command, shown] of transcripts().filter(([path]) => path === ADOPTING)) {
      const { stdout, stderr, code } = await backlevel(command.split(' ').slice(2), { cwd: root });
      expect([stdout + stderr, code]).toEqual([shown, 0]);
    }
    const schemas = Object.entries(schemasOf(ADOPTING));
    expect(schemas.length).toBeGreaterThan(1);
    for (const [path, text] of schemas) {
      const [, ...lines] = text.split('\n');
      expect(readFileSync(join(root, path), 'utf8')).toBe(lines.join('\n'));
    }
  });

  it('name only commands and options that there are', () => {
    const shared = GLOBAL_OPTIONS.map(flagOf);
    const wrong = PAGES.flatMap((path) => {
      const text = readFileSync(join(ROOT, path), 'utf8');
      const found = text.matchAll(/\bnpx (?:--no-install )?backlevel ([a-z]+)([^`\n|>&;#]*)/g);
      return [...found].flatMap(([line, name, rest = '']) => {
        const command = COMMANDS.find((one) => one.name === name);
        if (command === undefined) return [`${path}: ${line}`];
        const known = [...command.options.map(flagOf), ...shared, '--help'];
        return [...rest.matchAll(/(?<= )--[a-z-]+/g)]
          .filter(([flag]) => !known.includes(flag))
          .map(([flag]) => `${path}: ${name} ${flag}`);
      });
    });
    expect(wrong).toEqual([]);
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
    const blocks = blocksOf('README.md').filter(({ language }) => language === 'ts');
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
