// The committed generated code as JavaScript on the built runtime: types stripped, the runtime found.

import {
  cpSync,
  mkdirSync,
  mkdtempSync,
  readFileSync,
  readdirSync,
  rmSync,
  writeFileSync,
} from 'node:fs';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { pathToFileURL } from 'node:url';
import ts from 'typescript';

const ROOT = resolve(import.meta.dirname, '..');
const FOLDERS = ['generated', 'hooks'];

/** Compiles and imports generated/index.ts, and the runtime that it stands on. */
export async function loadGenerated() {
  const folder = mkdtempSync(join(tmpdir(), 'backlevel-bench-'));
  try {
    // Copied too, so that a build in the meantime does not change what is measured.
    cpSync(join(ROOT, 'dist'), join(folder, 'dist'), { recursive: true });
    writeFileSync(join(folder, 'package.json'), '{"type":"module"}\n');
    for (const name of FOLDERS) compileFolder(name, folder);
    const generated = await import(urlOf(folder, 'generated/index.js'));
    const runtime = await import(urlOf(folder, 'dist/runtime/index.js'));
    return { generated, runtime };
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}

function compileFolder(name, folder) {
  mkdirSync(join(folder, name));
  for (const file of readdirSync(join(ROOT, name)).filter((one) => one.endsWith('.ts'))) {
    const text = readFileSync(join(ROOT, name, file), 'utf8');
    const compilerOptions = { target: 'ES2022', module: 'ESNext', verbatimModuleSyntax: true };
    const { outputText } = ts.transpileModule(text, { compilerOptions });
    const code = outputText.replace(
      /(['"])backlevel\/runtime\1/g,
      JSON.stringify('../dist/runtime/index.js'),
    );
    writeFileSync(join(folder, name, file.replace(/ts$/, 'js')), code);
  }
}

function urlOf(folder, path) {
  return pathToFileURL(join(folder, path)).href;
}
