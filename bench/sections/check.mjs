// `check --against` a git ref beside `buf breaking --against` the same, on projects of as many objects as messages,
// process and all, in turn. One file has a change that both call breaking.
import { execFileSync } from 'node:child_process';
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { programOf } from '../contenders/peers.mjs';
import { inTurn, runProgram } from '../harness/run-program.mjs';
import { figure } from '../harness/tables.mjs';
import { writeProject } from '../schemas.mjs';
import { writeProtos } from '../tool/things.mjs';

const PROGRAM = resolve(import.meta.dirname, '../../bin/backlevel.js');
const SIZES = [10, 100, 1000];
const ROUNDS = 9;

export function tables() {
  const rows = SIZES.map((size) => {
    const measured = measure(size);
    const [first, again, buf] = ['first', 'again', 'buf'].map((name) => measured.get(name));
    return [
      `${size} objects`,
      figure(first.seconds, 3),
      figure(again.seconds, 3),
      figure(buf.seconds, 3),
      figure(again.seconds / buf.seconds),
      size === 10 ? '' : '≤ 1',
      `${figure(again.peakMiB, 0)} / ${figure(buf.peakMiB, 0)}`,
    ];
  });
  return [
    {
      title: '`check --against` a git ref beside `buf breaking`, seconds',
      columns: ['', 'first', 'check', 'buf', 'check / buf', 'goal', 'MiB, check / buf'],
      rows,
      note: 'First: without a cache, as on a machine that is new. buf has none.',
    },
  ];
}

function measure(size) {
  const ours = mkdtempSync(join(tmpdir(), 'backlevel-check-'));
  const theirs = mkdtempSync(join(tmpdir(), 'backlevel-buf-'));
  try {
    writeProject(ours, size);
    runProgram(process.execPath, [PROGRAM, 'generate', '--quiet'], { cwd: ours });
    commit(ours);
    addField(ours);
    writeProtos(theirs, size);
    writeFileSync(
      join(theirs, 'buf.yaml'),
      'version: v2\nmodules:\n  - path: proto\nbreaking:\n  use: [WIRE_JSON]\n',
    );
    commit(theirs);
    removeField(theirs);
    const check = ['check', '--against', 'main', '--format', 'text'];
    const run = () => runProgram(process.execPath, [PROGRAM, ...check], { cwd: ours, code: 1 });
    return inTurn(
      {
        first: () => {
          rmSync(join(ours, '.backlevel-cache'), { recursive: true, force: true });
          return run();
        },
        again: run,
        buf: () =>
          runProgram(programOf('buf'), ['breaking', '--against', '.git#branch=main'], {
            cwd: theirs,
            code: 100,
          }),
      },
      ROUNDS,
    );
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

function removeField(folder) {
  const path = join(folder, 'proto', 'bench', 'v1', 'thing0.proto');
  writeFileSync(path, readFileSync(path, 'utf8').replace('  string uuid = 2;\n', ''));
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
