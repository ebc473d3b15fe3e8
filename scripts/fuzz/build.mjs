// Compiles the sources, the worked domain's generated code and the fuzz targets into one folder of JavaScript,
// so that a million cases run at full speed and against what is written now, not against an older dist/.
import { execFileSync } from 'node:child_process';
import { cpSync, mkdirSync, mkdtempSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';

/** Returns the folder, which is the caller's to remove. */
export function build(root) {
  const cache = join(root, 'node_modules/.cache');
  mkdirSync(cache, { recursive: true });
  const folder = mkdtempSync(join(cache, 'fuzz-'));
  const tsc = join(root, 'node_modules/typescript/bin/tsc');
  const options = { cwd: root, stdio: 'inherit' };
  execFileSync(process.execPath, [tsc, ...FLAGS, '--outDir', folder, ...FILES], options);
  // Generated code imports the package by its name, and finds it as one finds oneself.
  const itself = {
    name: 'backlevel',
    type: 'module',
    exports: { './runtime': './src/runtime/index.js' },
  };
  writeFileSync(join(folder, 'package.json'), JSON.stringify(itself));
  for (const path of ['src/load/validators', 'templates']) {
    cpSync(join(root, path), join(folder, path), { recursive: true });
  }
  return folder;
}

const FILES = ['test/fuzz/worker.ts', 'generated/index.ts'];

// Types are checked by `npm run check`; here they are only taken away.
const FLAGS = [
  ['--ignoreConfig', '--noCheck', '--skipLibCheck', '--verbatimModuleSyntax'],
  ['--target', 'ES2022', '--lib', 'ES2023', '--types', 'node'],
  ['--module', 'NodeNext', '--moduleResolution', 'NodeNext'],
  ['--customConditions', 'backlevel-source', '--rootDir', '.'],
].flat();
