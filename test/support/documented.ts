// The examples of a page, run as a user runs them: against the compiled package, in a project of their own.

import { execFileSync } from 'node:child_process';
import {
  cpSync,
  existsSync,
  mkdirSync,
  readdirSync,
  readFileSync,
  symlinkSync,
  writeFileSync,
} from 'node:fs';
import { dirname, join, resolve } from 'node:path';
import { ts } from 'ts-morph';
import { expect } from 'vitest';
import { folderWith } from './folder.js';
import { backlevel, programFile } from './program.js';

/** What each example printed, by its name; schemas are blocks that begin `# file:`, examples `// example:`. */
export async function runExamples(path: string): Promise<ReadonlyMap<string, string>> {
  const page = readFileSync(path, 'utf8');
  const root = await projectOf(page);
  const printed = new Map<string, string>();
  for (const [name, text] of blocksOf(page, /^\/\/ example: (\S+)\n/)) {
    printed.set(name, runIn(root, name.replace(/\.ts$/, '.js'), text, ['--test']));
  }
  return printed;
}

/** Runs what a page shows in a few lines, each behind what the comment before it gives; answers with how many. */
export async function runFragments(path: string): Promise<number> {
  const page = readFileSync(path, 'utf8');
  const root = await projectOf(page);
  const fragments = [...page.matchAll(/^<!-- given\n([\s\S]*?)^-->\n\n```ts\n([\s\S]*?)^```$/gm)];
  for (const [index, [, given = '', shown = '']] of fragments.entries()) {
    runIn(root, `fragment-${index}.js`, `${given}${shown}`, []);
  }
  return fragments.length;
}

/** A project of the page's schemas, or of the worked domain where it has none. */
async function projectOf(page: string): Promise<string> {
  const schemas = blocksOf(page, /^# file: (\S+)\n/).map(([name, text]): [string, string] => [
    `schemas/${name}`,
    text,
  ]);
  const root = folderWith({
    'backlevel.config.yaml': 'namespace: example\n',
    'package.json': '{"type": "module"}',
    ...Object.fromEntries(schemas),
  });
  if (schemas.length === 0) {
    for (const name of WORKED_DOMAIN)
      cpSync(join(ROOT, name), join(root, name), { recursive: true });
  }
  expect((await backlevel(['generate'], { cwd: root })).code).toBe(0);
  mkdirSync(join(root, 'node_modules'));
  symlinkSync(dirname(dirname(programFile())), join(root, 'node_modules/backlevel'));
  symlinkSync(join(ROOT, 'node_modules/kysely'), join(root, 'node_modules/kysely'));
  for (const folder of ['generated', 'hooks'].filter((one) => existsSync(join(root, one)))) {
    for (const name of readdirSync(join(root, folder)).filter((one) => one.endsWith('.ts'))) {
      const file = join(root, folder, name);
      writeFileSync(file.replace(/\.ts$/, '.js'), stripped(readFileSync(file, 'utf8')));
    }
  }
  for (const [name, text] of Object.entries(STAND_INS)) {
    mkdirSync(dirname(join(root, 'node_modules', name)), { recursive: true });
    writeFileSync(join(root, 'node_modules', name), text);
  }
  return root;
}

const ROOT = resolve(import.meta.dirname, '../..');
const WORKED_DOMAIN = ['backlevel.config.yaml', 'schemas', 'hooks'];

/** What a reader has installed, and this project has not. */
const STAND_INS: Readonly<Record<string, string>> = {
  '@opentelemetry/api/package.json': '{"type": "module", "exports": "./index.js"}',
  '@opentelemetry/api/index.js': `const instrument = { add() {}, record() {} };
const made = { createCounter: () => instrument, createHistogram: () => instrument, createUpDownCounter: () => instrument };
export const metrics = { getMeter: () => made };
export const trace = { getTracer: () => ({}) };
export const context = {};
export const propagation = {};
`,
};

function runIn(root: string, file: string, text: string, flags: readonly string[]): string {
  writeFileSync(join(root, file), stripped(text));
  return execFileSync(process.execPath, [...flags, file], { cwd: root, encoding: 'utf8' });
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
