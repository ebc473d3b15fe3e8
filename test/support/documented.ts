// The examples of a page, run as a user runs them: against the compiled package, in a project of their own.

import { execFileSync } from 'node:child_process';
import { mkdirSync, readdirSync, readFileSync, symlinkSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { ts } from 'ts-morph';
import { expect } from 'vitest';
import { folderWith } from './folder.js';
import { backlevel, programFile } from './program.js';

/** What each example printed, by its name; schemas are blocks that begin `# file:`, examples `// example:`. */
export async function runExamples(path: string): Promise<ReadonlyMap<string, string>> {
  const page = readFileSync(path, 'utf8');
  const schemas = blocksOf(page, /^# file: (\S+)\n/).map(([name, text]): [string, string] => [
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
    const file = join(root, 'generated', name);
    writeFileSync(file.replace(/\.ts$/, '.js'), stripped(readFileSync(file, 'utf8')));
  }
  const printed = new Map<string, string>();
  for (const [name, text] of blocksOf(page, /^\/\/ example: (\S+)\n/)) {
    const file = name.replace(/\.ts$/, '.js');
    writeFileSync(join(root, file), stripped(text));
    const out = execFileSync(process.execPath, ['--test', file], { cwd: root, encoding: 'utf8' });
    printed.set(name, out);
  }
  return printed;
}

function blocksOf(page: string, head: RegExp): readonly (readonly [name: string, text: string])[] {
  return [...page.matchAll(/^```\w+\n([\s\S]*?)^```$/gm)].flatMap(([, text = '']) => {
    const name = head.exec(text)?.[1];
    return name === undefined ? [] : [[name, text] as const];
  });
}

/** TypeScript as this Node runs it. */
export function stripped(text: string): string {
  return ts.transpileModule(text, {
    compilerOptions: {
      module: ts.ModuleKind.ESNext,
      target: ts.ScriptTarget.ES2022,
      verbatimModuleSyntax: true,
    },
  }).outputText;
}
