// Builds dist/ from src/.
import { spawnSync } from 'node:child_process';
import { cpSync, readdirSync, rmSync } from 'node:fs';

const VALIDATORS = 'load/validators';

rmSync('dist', { recursive: true, force: true });
const { status } = spawnSync(
  process.execPath,
  ['node_modules/typescript/bin/tsc', '-p', 'tsconfig.build.json'],
  { stdio: 'inherit' },
);
// Validators compiled ahead of time are JavaScript already: they are copied as they are.
for (const file of readdirSync(`src/${VALIDATORS}`)) {
  cpSync(`src/${VALIDATORS}/${file}`, `dist/${VALIDATORS}/${file}`);
}
process.exitCode = status ?? 1;
