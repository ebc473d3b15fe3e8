// Generated code and hooks as JavaScript that node can import. TypeScript is stripped by the compiler
// that ts-morph bundles, loaded on use; the result is kept by the hash of all that it depends on.

import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import type { ts } from 'ts-morph';
import { findKept, keepFolder, removeOldest, type KeptFile } from './kept-folder.js';

/** A TypeScript file, or data that goes with the code. */
export type CodeFile = KeptFile;

/** Where generated code finds the runtime when this process runs it. */
export const RUNTIME_URL = new URL('../runtime/index.js', import.meta.url).href;

/** As many sets of code are kept: working on a schema leaves one behind at every run, a rehearsal one for each release. */
const KEPT = 24;

/** A folder with runnable code for this key, if one is there and whole. */
export const findRunnable = findKept;

/** What generated code and hooks import as the runtime, and where it is found. */
export interface RuntimePlace {
  /** The module that the settings name; `backlevel/runtime` is meant too. */
  readonly module: string;
  /** This program's own runtime when absent. */
  readonly url?: string;
}

/** Compiles the files into a folder for this key, and returns it. */
export async function makeRunnable(
  cache: string,
  key: string,
  files: readonly CodeFile[],
  runtime: RuntimePlace,
): Promise<string> {
  const { ts } = await import('ts-morph');
  const compiled = files.map((file) =>
    file.path.endsWith('.ts') ? strip(ts, file, runtime) : file,
  );
  // Without this, a package.json further up could make them CommonJS.
  const mark = { path: 'package.json', text: '{"type":"module"}\n' };
  const folder = keepFolder(cache, key, [...compiled, mark]);
  removeOldest(cache, KEPT);
  return folder;
}

/** What a TypeScript or JavaScript text imports, as it is written there. */
export async function importsOf(text: string): Promise<readonly string[]> {
  const { ts } = await import('ts-morph');
  return ts.preProcessFile(text, true, true).importedFiles.map(({ fileName }) => fileName);
}

/** The module that a TypeScript file at `path` became in a folder of runnable code. */
export async function importRunnable(folder: string, path: string): Promise<unknown> {
  return import(urlOfRunnable(folder, path));
}

/** Where node finds it. */
export function urlOfRunnable(folder: string, path: string): string {
  return pathToFileURL(join(folder, compiledPath(path))).href;
}

function compiledPath(path: string): string {
  return path.replace(/\.ts$/, '.js');
}

function strip(typescript: typeof ts, { path, text }: CodeFile, runtime: RuntimePlace): CodeFile {
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

/** Relative imports end in `.js`, and the runtime is where it was said to be. */
function withRunnableImports(typescript: typeof ts, text: string, runtime: RuntimePlace): string {
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

function runnableSpecifier(specifier: string, { module, url = RUNTIME_URL }: RuntimePlace): string {
  if (specifier === 'backlevel/runtime' || specifier === module) return url;
  if (!specifier.startsWith('.') || specifier.endsWith('.js')) return specifier;
  return specifier.endsWith('.ts') ? specifier.replace(/\.ts$/, '.js') : `${specifier}.js`;
}
