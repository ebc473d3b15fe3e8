// How long the program takes as its users run it, process and all: `generate` of projects of several
// sizes, with nothing there and with nothing changed; `--help` against bare node.
//   node bench/generate.mjs [objects…]

import { spawnSync } from 'node:child_process';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { performance } from 'node:perf_hooks';
import { quantile } from './pairwise.mjs';
import { writeProject } from './schemas.mjs';

const PROGRAM = resolve(import.meta.dirname, '../bin/backlevel.js');
const AIMS = {
  10: { cold: 0.27, unchanged: 0.15 },
  100: { cold: 0.5, unchanged: 0.2 },
  1000: { cold: 1.3, unchanged: 0.4 },
};
const HELP_AIM = 1.4;
const RUNS = 7;

const wanted = process.argv.slice(2).map(Number);
const sizes = wanted.length > 0 ? wanted : Object.keys(AIMS).map(Number);

console.log(`node ${process.version}`);
console.log(line('run', 'median s', 'best s', 'aim s'));
for (const size of sizes) measureSize(size);
measureHelp();

function measureSize(size) {
  const folder = mkdtempSync(join(tmpdir(), 'backlevel-bench-'));
  try {
    writeProject(folder, size);
    const cold = [];
    const unchanged = [];
    for (let i = 0; i < RUNS; i++) {
      for (const made of ['generated', '.backlevel-cache']) {
        rmSync(join(folder, made), { recursive: true, force: true });
      }
      cold.push(run([PROGRAM, 'generate', '--quiet'], folder));
      unchanged.push(run([PROGRAM, 'generate', '--quiet'], folder));
    }
    report(`generate ${size}, cold`, cold, AIMS[size]?.cold);
    report(`generate ${size}, nothing changed`, unchanged, AIMS[size]?.unchanged);
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}

function measureHelp() {
  const help = [];
  const bare = [];
  for (let i = 0; i < 3 * RUNS; i++) {
    help.push(run([PROGRAM, '--help']));
    bare.push(run(['-e', '0']));
  }
  report('--help', help);
  report('node -e 0', bare);
  const ratio = quantile(
    help.map((one, i) => one / bare[i]),
    0.5,
  );
  console.log(`--help / node -e 0: ${ratio.toFixed(2)} (aim ${HELP_AIM})`);
}

/** Runs node once; seconds by the clock. */
function run(args, cwd) {
  const begin = performance.now();
  const { status, stderr, error } = spawnSync(process.execPath, args, { cwd, encoding: 'utf8' });
  const seconds = (performance.now() - begin) / 1000;
  if (error !== undefined) throw error;
  if (status !== 0) throw new Error(`${args.join(' ')} ended with ${status}: ${stderr}`);
  return seconds;
}

function report(label, runs, aim = '') {
  console.log(line(label, quantile(runs, 0.5).toFixed(3), quantile(runs, 0).toFixed(3), aim));
}

function line(row, ...columns) {
  return row.padEnd(34) + columns.map((column) => String(column).padStart(11)).join('');
}
