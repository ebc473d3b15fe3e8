// The examples of the page on testing, run as a user runs them: against the compiled package, in a project of
// their own.

import { execFileSync } from 'node:child_process';
import { mkdirSync, readdirSync, readFileSync, symlinkSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { ts } from 'ts-morph';
import { expect, test } from 'vitest';
import { folderWith } from '../../support/folder.js';
import { backlevel, programFile } from '../../support/program.js';

const PAGE = readFileSync('docs/testing.md', 'utf8');

function blocks(head: RegExp): readonly (readonly [name: string, text: string])[] {
  return [...PAGE.matchAll(/^```\w+\n([\s\S]*?)^```$/gm)].flatMap(([, text = '']) => {
    const name = head.exec(text)?.[1];
    return name === undefined ? [] : [[name, text] as const];
  });
}

test('a reader can copy the tests with a fake old peer', async () => {
  const schemas = blocks(/^# file: (\S+)\n/).map(([name, text]): [string, string] => [
    `schemas/${name}`,
    text,
  ]);
  const root = folderWith({
    'backlevel.config.yaml': 'namespace: example\n',
    'package.json': '{"type": "module"}',
    ...Object.fromEntries(schemas),
  });
  expect((await backlevel(['generate'], { cwd: root })).code).toBe(0);
  mkdirSync(join(root, 'node_modules'));
  symlinkSync(dirname(dirname(programFile())), join(root, 'node_modules/backlevel'));
  for (const name of readdirSync(join(root, 'generated')).filter((one) => one.endsWith('.ts'))) {
    const path = join(root, 'generated', name);
    writeFileSync(path.replace(/\.ts$/, '.js'), stripped(readFileSync(path, 'utf8')));
  }
  const examples = blocks(/^\/\/ example: (\S+)\n/);
  expect(examples.map(([name]) => name)).toEqual(['peer.ts']);
  for (const [name, text] of examples) {
    const file = name.replace(/\.ts$/, '.js');
    writeFileSync(join(root, file), stripped(text));
    const out = execFileSync(process.execPath, ['--test', file], { cwd: root, encoding: 'utf8' });
    expect(out).toMatch(/pass 3\b/);
  }
});

function stripped(text: string): string {
  return ts.transpileModule(text, {
    compilerOptions: {
      module: ts.ModuleKind.ESNext,
      target: ts.ScriptTarget.ES2022,
      verbatimModuleSyntax: true,
    },
  }).outputText;
}
