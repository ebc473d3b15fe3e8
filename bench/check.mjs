// `check --against` a git ref beside `buf breaking --against` the same, on projects of as many objects as messages,
// process and all, in turn. One file has a change that both call breaking.
//   npm --prefix bench/peers ci && node bench/check.mjs [objects…]

import { execFileSync, spawnSync } from 'node:child_process';
import { existsSync, mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { performance } from 'node:perf_hooks';
import { quantile } from './pairwise.mjs';
import { writeProject } from './schemas.mjs';

const PROGRAM = resolve(import.meta.dirname, '../bin/backlevel.js');
const BUF = resolve(import.meta.dirname, 'peers/node_modules/.bin/buf');
const RUNS = 9;

if (!existsSync(BUF)) throw new Error('buf is not there: npm --prefix bench/peers ci');

const wanted = process.argv.slice(2).map(Number);
const sizes = wanted.length > 0 ? wanted : [10, 100, 1000];

console.log(
  `node ${process.version}, buf ${execFileSync(BUF, ['--version'], { encoding: 'utf8' }).trim()}`,
);
console.log(line('objects', 'first s', 'check s', 'buf s', 'check/buf'));
for (const size of sizes) measure(size);

function measure(size) {
  const ours = mkdtempSync(join(tmpdir(), 'backlevel-check-'));
  const theirs = mkdtempSync(join(tmpdir(), 'backlevel-buf-'));
  try {
    writeProject(ours, size);
    run(process.execPath, [PROGRAM, 'generate', '--quiet'], ours, 0);
    commit(ours);
    addField(ours);
    writeMessages(theirs, size);
    commit(theirs);
    removeField(theirs);
    const check = ['check', '--against', 'main', '--format', 'text'];
    const buf = ['breaking', '--against', '.git#branch=main'];
    const first = [];
    const again = [];
    const peer = [];
    for (let i = 0; i < RUNS; i++) {
      rmSync(join(ours, '.backlevel-cache'), { recursive: true, force: true });
      first.push(run(process.execPath, [PROGRAM, ...check], ours, 1));
      again.push(run(process.execPath, [PROGRAM, ...check], ours, 1));
      peer.push(run(BUF, buf, theirs, 100));
    }
    const ratio = quantile(
      again.map((one, i) => one / peer[i]),
      0.5,
    );
    const medians = [first, again, peer].map((runs) => quantile(runs, 0.5).toFixed(3));
    console.log(line(String(size), ...medians, ratio.toFixed(2)));
  } finally {
    rmSync(ours, { recursive: true, force: true });
    rmSync(theirs, { recursive: true, force: true });
  }
}

/** A field without its version. */
function addField(folder) {
  const path = join(folder, 'schemas', readFirst(folder));
  const text = readFileSync(path, 'utf8');
  writeFileSync(path, text.replace(/^fields:\n/m, 'fields:\n  not_recorded: string?\n'));
}

function readFirst(folder) {
  const files = execFileSync('git', ['ls-files', 'schemas'], { cwd: folder, encoding: 'utf8' });
  return files
    .split('\n')
    .filter((file) => !file.includes('releases'))[0]
    .slice('schemas/'.length);
}

/** As many messages, with fields of the same kinds, a file each. */
function writeMessages(folder, size) {
  writeFileSync(join(folder, 'buf.yaml'), 'version: v2\nbreaking:\n  use: [WIRE_JSON]\n');
  mkdirSync(join(folder, 'bench', 'v1'), { recursive: true });
  for (let i = 0; i < size; i++) {
    const child = i === 0 ? '' : `  Thing${i - 1} child = 12;\n`;
    const imported = i === 0 ? '' : `import "bench/v1/thing${i - 1}.proto";\n`;
    writeFileSync(
      join(folder, 'bench', 'v1', `thing${i}.proto`),
      `syntax = "proto3";\npackage bench.v1;\n${imported}message Thing${i} {\n  int64 id = 1;\n  string name = 2;\n  optional string host = 3;\n  repeated string tags = 4;\n  map<string, string> extra = 5;\n  double ratio = 6;\n  bool enabled = 7;\n  string uuid = 8;\n  int64 size = 9;\n  string created_at = 10;\n  string updated_at = 11;\n${child}}\n`,
    );
  }
}

function removeField(folder) {
  const path = join(folder, 'bench', 'v1', 'thing0.proto');
  writeFileSync(path, readFileSync(path, 'utf8').replace('  string name = 2;\n', ''));
}

function commit(folder) {
  const git = (...args) =>
    execFileSync('git', ['-c', 'user.name=bench', '-c', 'user.email=bench@example.org', ...args], {
      cwd: folder,
      stdio: 'ignore',
    });
  git('init', '-q', '-b', 'main');
  writeFileSync(join(folder, '.gitignore'), '.backlevel-cache\nnode_modules\n');
  git('add', '-A');
  git('commit', '-q', '-m', 'first');
}

/** Runs a program once; seconds by the clock. A wrong exit code is a wrong result, and not worth timing. */
function run(program, args, cwd, code) {
  const begin = performance.now();
  const { status, stdout, stderr, error } = spawnSync(program, args, { cwd, encoding: 'utf8' });
  const seconds = (performance.now() - begin) / 1000;
  if (error !== undefined) throw error;
  if (status !== code)
    throw new Error(`${args.join(' ')} ended with ${status}: ${stdout}${stderr}`);
  return seconds;
}

function line(row, ...columns) {
  return row.padEnd(12) + columns.map((column) => column.padStart(12)).join('');
}
