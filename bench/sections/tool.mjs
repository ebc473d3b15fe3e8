// The program beside other generators, whole processes in turn: `generate` cold and unchanged at several sizes, `--help`,
// how the cost grows, and what the output costs the compiler of those who use it.
import {
  mkdirSync,
  mkdtempSync,
  readdirSync,
  rmSync,
  statSync,
  symlinkSync,
  writeFileSync,
} from 'node:fs';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { PEERS, programOf } from '../contenders/peers.mjs';
import { inTurn, runProgram } from '../harness/run-program.mjs';
import { figure } from '../harness/tables.mjs';
import { writeLongHistory, writeProject } from '../schemas.mjs';
import { writeJsonSchema, writeOpenapi, writeProtos, writeTypespec } from '../tool/things.mjs';

const ROOT = resolve(import.meta.dirname, '../..');
const PROGRAM = join(ROOT, 'bin/backlevel.js');
const SIZES = [10, 100, 1000];
const GOALS = { cold: [0.27, 0.5, 1.3], unchanged: [0.15, 0.2, 0.4] };
const ROUNDS = { 10: 7, 100: 7, 1000: 3 };

export function tables() {
  return inFolder((folder) => [generators(folder), help(), growth(folder), compiled(folder)]);
}

function inFolder(work) {
  const folder = mkdtempSync(join(tmpdir(), 'backlevel-bench-tool-'));
  try {
    return work(folder);
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}

// ── Beside other generators ─────────────────────────────────────────────────────────────────────

function generators(folder) {
  const bySize = SIZES.map((size) =>
    inTurn(subjects(folderFor(folder, `size-${size}`), size), ROUNDS[size]),
  );
  const names = [...bySize[0].keys()];
  const goals = (name) => GOALS[name.split(', ')[1]];
  const rows = names.map((name) => [
    name,
    ...bySize.map((measured, i) => {
      const { seconds, cpu, peakMiB } = measured.get(name);
      const goal = name.startsWith('backlevel') ? ` ≤ ${goals(name)[i]}` : '';
      return `${figure(seconds)}${goal} / ${figure(cpu)} / ${figure(peakMiB, 0)}`;
    }),
  ]);
  return {
    title: 'Generators: seconds by the clock / of the processor / MiB of the largest process',
    columns: ['', ...SIZES.map((size) => `${size} objects`)],
    rows,
    note: 'Each reads the same fields in its own language and writes all of its output; backlevel compiles four versions of each, TypeSpec three, the others one. Cold: nothing is there yet. json-schema-to-typescript formats with prettier unless told otherwise.',
  };
}

function subjects(folder, size) {
  const at = (name) => folderFor(folder, name);
  const ours = at('ours');
  writeProject(ours, size);
  const [protos, schema, openapi, tsp] = ['protos', 'schema', 'openapi', 'tsp'].map(at);
  writeProtos(protos, size);
  const plugin = { local: [programOf('protoc-gen-es')], out: 'gen', opt: 'target=ts' };
  writeFileSync(join(protos, 'buf.gen.yaml'), JSON.stringify({ version: 'v2', plugins: [plugin] }));
  writeJsonSchema(schema, size);
  writeOpenapi(openapi, size);
  writeTypespec(tsp, size);
  symlinkSync(join(PEERS, 'node_modules'), join(tsp, 'node_modules'));
  const generate = () =>
    runProgram(process.execPath, [PROGRAM, 'generate', '--quiet'], { cwd: ours });
  const json2ts = (...more) =>
    runProgram(programOf('json2ts'), ['things.json', '-o', 'things.ts', ...more], { cwd: schema });
  return {
    'backlevel, cold': () => {
      for (const made of ['generated', '.backlevel-cache'])
        rmSync(join(ours, made), { recursive: true, force: true });
      return generate();
    },
    'backlevel, unchanged': generate,
    'buf with protoc-gen-es': () => runProgram(programOf('buf'), ['generate'], { cwd: protos }),
    'json-schema-to-typescript': () => json2ts(),
    'json-schema-to-typescript, unformatted': () => json2ts('--format=false'),
    'openapi-typescript': () =>
      runProgram(programOf('openapi-typescript'), ['openapi.json', '-o', 'api.ts'], {
        cwd: openapi,
      }),
    'tsp compile, JSON Schema, versioning': () =>
      runProgram(programOf('tsp'), ['compile', '.', '--emit', '@typespec/json-schema'], {
        cwd: tsp,
      }),
  };
}

// ── By itself ───────────────────────────────────────────────────────────────────────────────────

function help() {
  const measured = inTurn(
    {
      help: () => runProgram(process.execPath, [PROGRAM, '--help']),
      bare: () => runProgram(process.execPath, ['-e', '0']),
    },
    21,
  );
  const [own, bare] = ['help', 'bare'].map((name) => measured.get(name).seconds);
  return {
    title: '`--help`',
    columns: ['', 'seconds', '× bare node', 'goal'],
    rows: [
      ['backlevel --help', figure(own, 3), figure(own / bare), '≤ 1.4'],
      ['node -e 0', figure(bare, 3), '1.00', ''],
    ],
  };
}

/** Objects, and versions of one object; each step is some times the one before. */
function growth(folder) {
  const objects = [1000, 3000, 10_000].map((count) => {
    const project = folderFor(folder, `objects-${count}`);
    writeProject(project, count);
    return [`${count} objects`, count, project];
  });
  const versions = [25, 50, 100, 200].map((count) => {
    const project = folderFor(folder, `versions-${count}`);
    writeLongHistory(project, count);
    return [`one object of ${count} versions`, count, project];
  });
  const rows = [...objects, ...versions].map(([name, count, project]) => {
    const { seconds, cpu, peakMiB } = runProgram(
      process.execPath,
      [PROGRAM, 'generate', '--quiet'],
      { cwd: project },
    );
    const bytes = bytesIn(join(project, 'generated'));
    const each = `${figure((1000 * cpu) / count)}`;
    return [name, figure(seconds), each, figure(peakMiB, 0), figure(bytes / 1024 / count, 1)];
  });
  return {
    title: 'How the cost grows: `generate`, cold',
    columns: ['', 'seconds', 'processor, ms each', 'MiB', 'KiB of output each'],
    rows,
    note: 'Each: an object, or a version. The first rows carry the start of the process.',
  };
}

function bytesIn(folder) {
  return readdirSync(folder, { recursive: true, withFileTypes: true })
    .filter((entry) => entry.isFile())
    .reduce((sum, entry) => sum + statSync(join(entry.parentPath, entry.name)).size, 0);
}

// ── What the output costs who compiles it ───────────────────────────────────────────────────────

const COMPILED = 1000;

function compiled(folder) {
  const ours = folderFor(folder, 'tsc-ours');
  writeProject(ours, COMPILED);
  runProgram(process.execPath, [PROGRAM, 'generate', '--quiet'], { cwd: ours });
  linked(ours, 'backlevel', ROOT);
  const protos = folderFor(folder, 'tsc-protos');
  writeProtos(protos, COMPILED);
  const opt = ['target=ts', 'import_extension=js'];
  const plugin = { local: [programOf('protoc-gen-es')], out: 'generated', opt };
  writeFileSync(join(protos, 'buf.gen.yaml'), JSON.stringify({ version: 'v2', plugins: [plugin] }));
  runProgram(programOf('buf'), ['generate'], { cwd: protos });
  linked(protos, '@bufbuild', join(PEERS, 'node_modules/@bufbuild'));
  const compile = (cwd) => () =>
    runProgram(process.execPath, [join(ROOT, 'node_modules/typescript/bin/tsc'), '-p', '.'], {
      cwd,
    });
  const measured = inTurn({ backlevel: compile(ours), 'protobuf-es': compile(protos) }, 3);
  const rows = [...measured].map(([name, { seconds, cpu, peakMiB }]) => [
    name,
    figure(seconds),
    figure(cpu),
    figure(peakMiB, 0),
    figure(bytesIn(join(name === 'backlevel' ? ours : protos, 'generated')) / 1024 / 1024, 1),
  ]);
  return {
    title: `\`tsc --noEmit\` of ${COMPILED} generated objects`,
    columns: ['', 'seconds', 'processor', 'MiB', 'MiB of source'],
    rows,
    note: '`strict`, `skipLibCheck`, ES2023, module nodenext.',
  };
}

function linked(folder, name, target) {
  mkdirSync(join(folder, 'node_modules'), { recursive: true });
  symlinkSync(target, join(folder, 'node_modules', name));
  const compilerOptions = {
    strict: true,
    noEmit: true,
    skipLibCheck: true,
    target: 'es2023',
    module: 'nodenext',
    types: [],
  };
  writeFileSync(join(folder, 'package.json'), JSON.stringify({ type: 'module', private: true }));
  writeFileSync(
    join(folder, 'tsconfig.json'),
    JSON.stringify({ compilerOptions, include: ['generated'] }),
  );
}

function folderFor(folder, name) {
  const path = join(folder, name);
  mkdirSync(path, { recursive: true });
  return path;
}
