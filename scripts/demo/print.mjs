// What the demo prints, and how it runs the program.
import { spawnSync } from 'node:child_process';
import { join, resolve } from 'node:path';
import { inspect } from 'node:util';

export const ROOT = resolve(import.meta.dirname, '../..');

export function title(text) {
  console.log(`── ${text}\n`);
}

export function show(value) {
  console.log(`${inspect(value, { depth: null, breakLength: 96, compact: 8, sorted: false })}\n`);
}

/** Runs the program as a user would; ends the demo where it ends otherwise than it should. */
export function backlevel(args, { cwd = ROOT, code = 0 } = {}) {
  const program = join(ROOT, 'bin/backlevel.js');
  const { status } = spawnSync(process.execPath, [program, ...args], { cwd, stdio: 'inherit' });
  if (status !== code) {
    console.error(`\`backlevel ${args.join(' ')}\` ended with ${status}, not with ${code}`);
    process.exit(1);
  }
  console.log();
}
