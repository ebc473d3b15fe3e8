// What can be said of a tarball without running it.

import { join } from 'node:path';
import { run } from './run.mjs';

export async function inspect(root, tarball) {
  const check = (program, ...args) =>
    run(process.execPath, [join(root, 'node_modules', program), tarball, ...args], root);
  await check('publint/src/cli.js', '--strict');
  // The package is ESM alone; node can require() such since 20.19.
  await check('@arethetypeswrong/cli/dist/index.js', '--profile', 'esm-only');
}
