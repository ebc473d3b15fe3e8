// Builds dist/ from src/.
import { execFileSync } from 'node:child_process';
import { rmSync, existsSync, cpSync, readdirSync } from 'node:fs';

rmSync('dist', { recursive: true, force: true });
execFileSync(process.execPath, ['node_modules/typescript/bin/tsc', '-p', 'tsconfig.build.json'], {
  stdio: 'inherit',
});
// Validators compiled ahead of time are JavaScript already: they are copied as they are.
if (existsSync('src/load/validators')) {
  for (const file of readdirSync('src/load/validators'))
    cpSync(`src/load/validators/${file}`, `dist/load/validators/${file}`);
}
