// The project as JavaScript in a folder of its own, types stripped and nothing checked: scripts run what
// is in the sources now, whether or not it was built, and can have one text of it otherwise.
import { cpSync, mkdirSync, mkdtempSync, readdirSync, readFileSync } from 'node:fs';
import { rmSync, symlinkSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join, resolve } from 'node:path';
import { pathToFileURL } from 'node:url';
import ts from 'typescript';

/** What the code reads when it runs. */
const DATA = ['templates', 'schemas'];

/** Compiles these folders of the project; `overlay` has texts that stand in for files. */
export function compiledCopy(root, folders, overlay = new Map()) {
  const folder = mkdtempSync(join(tmpdir(), 'backlevel-compiled-'));
  const self = {
    folder,
    /** Imports what a TypeScript file of the project became. */
    import: (path) => import(pathToFileURL(join(folder, compiledPath(path))).href),
    remove: () => rmSync(folder, { recursive: true, force: true }),
  };
  try {
    for (const name of DATA) cpSync(join(root, name), join(folder, name), { recursive: true });
    for (const name of folders) {
      for (const path of sourcesIn(root, name)) {
        compileInto(folder, path, overlay.get(path) ?? readFileSync(join(root, path), 'utf8'));
      }
    }
    // By its own name generated code finds the runtime here, and not one that was built before.
    const exports = { './runtime': './src/runtime/index.js' };
    const own = { name: 'backlevel', type: 'module', version: '0.0.0', exports };
    writeFileSync(join(folder, 'package.json'), JSON.stringify(own));
    symlinkSync(resolve(root, 'node_modules'), join(folder, 'node_modules'));
    return self;
  } catch (error) {
    self.remove();
    throw error;
  }
}

/** Compiles one file into a folder that is laid out as the project is. */
export function compileInto(folder, path, text) {
  const compilerOptions = {
    module: ts.ModuleKind.ESNext,
    target: ts.ScriptTarget.ES2022,
    verbatimModuleSyntax: true,
  };
  const target = join(folder, compiledPath(path));
  mkdirSync(dirname(target), { recursive: true });
  const isCode = path.endsWith('.ts');
  const code = isCode ? ts.transpileModule(text, { compilerOptions }).outputText : text;
  writeFileSync(target, code);
}

function sourcesIn(root, folder) {
  return readdirSync(join(root, folder), { recursive: true, encoding: 'utf8' })
    .filter((path) => /(?<!\.d)\.ts$|\.js$/.test(path) && !path.endsWith('.test.ts'))
    .map((path) => join(folder, path));
}

function compiledPath(path) {
  return path.replace(/\.ts$/, '.js');
}
