// Generated code and hooks as JavaScript that this process can import. TypeScript is stripped by the
// compiler that ts-morph bundles, loaded on use; the result is kept by the hash of all that it depends on.

import {
  mkdirSync,
  mkdtempSync,
  readdirSync,
  renameSync,
  rmSync,
  statSync,
  writeFileSync,
} from 'node:fs';
import { dirname, join } from 'node:path';
import { pathToFileURL } from 'node:url';
import type { ts } from 'ts-morph';
import { fingerprint } from '../pipeline/fingerprint.js';
import { readText } from './disk-host.js';

/** A TypeScript file, or data that goes with the code. */
export interface CodeFile {
  /** Relative to the folder that all stands in, with `/`. */
  readonly path: string;
  readonly text: string;
}

/** Where generated code finds the runtime when this process runs it. */
export const RUNTIME_URL = new URL('../runtime/index.js', import.meta.url).href;

const SEAL = 'complete.json';
/** As many sets of schemas are kept; working on a schema leaves one behind at every run. */
const KEPT = 8;

/** A folder with runnable code for this key, if one is there and whole. */
export function findRunnable(cache: string, key: string): string | undefined {
  const folder = join(cache, key);
  const seal = readText(join(folder, SEAL));
  if (seal === undefined) return undefined;
  const files = parseSeal(seal);
  const isWhole = files?.every(({ path, hash }) => {
    const text = readText(join(folder, path));
    return text !== undefined && fingerprint(text) === hash;
  });
  return isWhole === true ? folder : undefined;
}

/** Compiles the files into a folder for this key, and returns it; `runtime` is what hooks call the runtime. */
export async function makeRunnable(
  cache: string,
  key: string,
  files: readonly CodeFile[],
  runtime: string,
): Promise<string> {
  const { ts } = await import('ts-morph');
  mkdirSync(cache, { recursive: true });
  const unfinished = mkdtempSync(join(cache, 'unfinished-'));
  const compiled = files.map((file) =>
    file.path.endsWith('.ts') ? strip(ts, file, runtime) : file,
  );
  for (const { path, text } of compiled) {
    const full = join(unfinished, path);
    mkdirSync(dirname(full), { recursive: true });
    writeFileSync(full, text);
  }
  // Without this, a package.json further up could make them CommonJS.
  writeFileSync(join(unfinished, 'package.json'), '{"type":"module"}\n');
  const seal = compiled.map(({ path, text }) => ({ path, hash: fingerprint(text) }));
  writeFileSync(join(unfinished, SEAL), JSON.stringify(seal));
  const folder = moveIntoPlace(cache, key, unfinished);
  removeOldest(cache);
  return folder;
}

/** The module that a TypeScript file at `path` became in a folder of runnable code. */
export async function importRunnable(folder: string, path: string): Promise<unknown> {
  return import(pathToFileURL(join(folder, compiledPath(path))).href);
}

function compiledPath(path: string): string {
  return path.replace(/\.ts$/, '.js');
}

function strip(typescript: typeof ts, { path, text }: CodeFile, runtime: string): CodeFile {
  const { outputText } = typescript.transpileModule(text, {
    fileName: path,
    compilerOptions: {
      module: typescript.ModuleKind.ESNext,
      target: typescript.ScriptTarget.ES2022,
      // Imports of which only types are used go, as in a hook that does not say `import type`.
      verbatimModuleSyntax: false,
    },
  });
  return { path: compiledPath(path), text: withRunnableImports(typescript, outputText, runtime) };
}

/** Relative imports end in `.js`, and the runtime is this program's own. */
function withRunnableImports(typescript: typeof ts, text: string, runtime: string): string {
  const { importedFiles } = typescript.preProcessFile(text, true, true);
  let result = '';
  let done = 0;
  for (const { fileName, pos, end } of importedFiles) {
    // The positions lead from quote to quote.
    const start = text.indexOf(fileName, pos);
    result += text.slice(done, start) + runnableSpecifier(fileName, runtime);
    done = Math.min(start + fileName.length, end + 1);
  }
  return result + text.slice(done);
}

function runnableSpecifier(specifier: string, runtime: string): string {
  if (specifier === 'backlevel/runtime' || specifier === runtime) return RUNTIME_URL;
  if (!specifier.startsWith('.') || specifier.endsWith('.js')) return specifier;
  return specifier.endsWith('.ts') ? specifier.replace(/\.ts$/, '.js') : `${specifier}.js`;
}

function moveIntoPlace(cache: string, key: string, unfinished: string): string {
  const folder = join(cache, key);
  // What stands there is damaged, or another process was quicker: its code is the same as ours.
  rmSync(folder, { recursive: true, force: true });
  try {
    renameSync(unfinished, folder);
    return folder;
  } catch (error) {
    if (findRunnable(cache, key) === undefined) throw error;
    rmSync(unfinished, { recursive: true, force: true });
    return folder;
  }
}

function removeOldest(cache: string): void {
  const folders = readdirSync(cache)
    .map((name) => join(cache, name))
    // Another process may be doing the same: what is gone is no matter.
    .map((path) => ({ path, at: statSync(path, { throwIfNoEntry: false })?.mtimeMs ?? 0 }))
    .sort((a, b) => b.at - a.at);
  for (const { path } of folders.slice(KEPT)) rmSync(path, { recursive: true, force: true });
}

function parseSeal(text: string): readonly { path: string; hash: string }[] | undefined {
  let value: unknown;
  try {
    value = JSON.parse(text);
  } catch (error) {
    if (error instanceof SyntaxError) return undefined;
    throw error;
  }
  if (!Array.isArray(value)) return undefined;
  const entries: readonly unknown[] = value;
  return entries.every(isSealEntry) ? entries : undefined;
}

function isSealEntry(value: unknown): value is { path: string; hash: string } {
  if (typeof value !== 'object' || value === null) return false;
  return 'path' in value && 'hash' in value && typeof value.path === 'string';
}
