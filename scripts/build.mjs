// Builds dist/ from src/.
import { spawnSync } from 'node:child_process';
import { createHash } from 'node:crypto';
import { cpSync, readFileSync, readdirSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';

const VALIDATORS = 'load/validators';

rmSync('dist', { recursive: true, force: true });
run('node_modules/typescript/bin/tsc', '-p', 'tsconfig.build.json');
// Validators compiled ahead of time are JavaScript already: they are copied as they are.
for (const file of readdirSync(`src/${VALIDATORS}`)) {
  cpSync(`src/${VALIDATORS}/${file}`, `dist/${VALIDATORS}/${file}`);
}
run('scripts/bundle.mjs');
// What the program left in a cache is good for this very build.
writeFileSync('dist/build-mark', hashOf('dist'));

function run(...args) {
  const { status } = spawnSync(process.execPath, args, { stdio: 'inherit' });
  if (status !== 0) process.exit(status ?? 1);
}

function hashOf(folder) {
  const hash = createHash('sha256');
  const files = readdirSync(folder, { recursive: true, withFileTypes: true })
    .filter((entry) => entry.isFile())
    .map((entry) => join(entry.parentPath, entry.name))
    .sort();
  for (const file of files) hash.update(`${file}\n`).update(readFileSync(file));
  return hash.digest('hex');
}
