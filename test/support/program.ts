// The program as a user runs it: compiled, in this process or in one of its own. It is compiled once for each
// state of the sources, without checking types, into the folder of other tools' caches.

import { execFileSync, spawn, type ChildProcess } from 'node:child_process';
import {
  cpSync,
  existsSync,
  mkdirSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  renameSync,
  rmSync,
  statSync,
  writeFileSync,
} from 'node:fs';
import { dirname, join, resolve } from 'node:path';
import { Readable, Writable } from 'node:stream';
import { pathToFileURL } from 'node:url';
import { ts } from 'ts-morph';
import type * as program from '../../src/cli/main.js';
import { fingerprint } from '../../src/pipeline/fingerprint.js';

const ROOT = resolve(import.meta.dirname, '../..');
const CACHE = join(ROOT, 'node_modules/.cache/backlevel-program');

/** What the program needs beside its compiled code. */
const PARTS = ['bin', 'templates', 'schemas/language', 'package.json'];

/** Puts the compiled modules into the few files that `bin` starts. */
const BUNDLE = join(ROOT, 'scripts/bundle.mjs');

export interface Run {
  readonly stdout: string;
  readonly stderr: string;
  readonly code: number | null;
}

export interface RunOptions {
  readonly cwd: string;
  readonly stdin?: string | Buffer;
  readonly env?: Readonly<Record<string, string>>;
}

/**
 * Runs the compiled program's own `main` in this process, where it is loaded once and stays warm: most tests
 * run it many times. What a process is (signals, memory, another environment below it) asks for one of its own.
 */
export async function backlevel(
  args: readonly string[],
  { cwd, stdin = '', env }: RunOptions,
): Promise<Run> {
  if (env !== undefined && 'NODE_OPTIONS' in env) throw new Error('NODE_OPTIONS ask for a process');
  const url = pathToFileURL(join(dirname(programFile()), '../dist/cli/main.js')).href;
  const { main } = (await import(/* @vite-ignore */ url)) as typeof program;
  const [stdout, stderr] = [gathering(), gathering()];
  const code = await main(args, {
    stdin: Readable.from([Buffer.from(stdin)]),
    stdout: stdout.stream,
    stderr: stderr.stream,
    cwd,
    env: { ...environment(), ...env },
    isInteractive: false,
  });
  return { stdout: stdout.text(), stderr: stderr.text(), code };
}

/** Runs `backlevel` as a process of its own to its end. */
export function backlevelProcess(args: readonly string[], options: RunOptions): Promise<Run> {
  const child = startBacklevel(args, options);
  const out: Buffer[] = [];
  const err: Buffer[] = [];
  child.stdout?.on('data', (chunk: Buffer) => out.push(chunk));
  child.stderr?.on('data', (chunk: Buffer) => err.push(chunk));
  // A program that ends without reading its input is no failure of the test's.
  child.stdin?.on('error', () => undefined);
  child.stdin?.end(options.stdin ?? '');
  return new Promise((done, fail) => {
    child.on('error', fail);
    child.on('close', (code) => {
      done({ stdout: Buffer.concat(out).toString(), stderr: Buffer.concat(err).toString(), code });
    });
  });
}

/** Starts `backlevel` for tests that talk to it while it runs. */
export function startBacklevel(args: readonly string[], { cwd, env }: RunOptions): ChildProcess {
  return spawn(process.execPath, [programFile(), ...args], {
    cwd,
    env: { ...environment(), ...env },
  });
}

/** Nothing of whoever runs the tests but where programs are found, and a home. */
function environment(): Readonly<Record<string, string | undefined>> {
  return { PATH: process.env['PATH'], HOME: process.env['HOME'] };
}

/** What is written to it, as one text. */
function gathering(): { readonly stream: Writable; readonly text: () => string } {
  const chunks: Buffer[] = [];
  const stream = new Writable({
    write(chunk: Buffer, _encoding, done) {
      chunks.push(chunk);
      done();
    },
  });
  return { stream, text: () => Buffer.concat(chunks).toString() };
}

let known: string | undefined;

/** The compiled program's entry; the sources do not change while tests run. */
export function programFile(): string {
  known ??= compiledProgram();
  return known;
}

function compiledProgram(): string {
  const sources = readdirSync(join(ROOT, 'src'), { recursive: true, encoding: 'utf8' })
    .filter((path) => /\.[jt]s$/.test(path) && !path.endsWith('.d.ts'))
    .sort()
    .map((path) => ({ path, text: readFileSync(join(ROOT, 'src', path), 'utf8') }));
  const others = [...PARTS.map((part) => join(ROOT, part)), BUNDLE].flatMap(textsBelow);
  const folder = join(CACHE, fingerprint(JSON.stringify([sources, others])).slice(0, 16));
  if (!existsSync(folder)) build(folder, sources);
  return join(folder, 'bin/backlevel.js');
}

function build(folder: string, sources: readonly { path: string; text: string }[]): void {
  mkdirSync(CACHE, { recursive: true });
  const unfinished = mkdtempSync(join(CACHE, 'unfinished-'));
  for (const { path, text } of sources) {
    const full = join(unfinished, 'dist', path.replace(/\.ts$/, '.js'));
    mkdirSync(dirname(full), { recursive: true });
    writeFileSync(full, path.endsWith('.ts') ? strip(text) : text);
  }
  for (const part of PARTS) cpSync(join(ROOT, part), join(unfinished, part), { recursive: true });
  execFileSync(process.execPath, [BUNDLE, join(unfinished, 'dist')]);
  try {
    renameSync(unfinished, folder);
  } catch (error) {
    // Another worker was quicker, and built the same.
    rmSync(unfinished, { recursive: true, force: true });
    if (!existsSync(folder)) throw error;
  }
}

function textsBelow(path: string): readonly string[] {
  if (statSync(path).isFile()) return [readFileSync(path, 'utf8')];
  return readdirSync(path)
    .sort()
    .flatMap((name) => textsBelow(join(path, name)));
}

function strip(text: string): string {
  return ts.transpileModule(text, {
    compilerOptions: {
      module: ts.ModuleKind.ESNext,
      target: ts.ScriptTarget.ES2022,
      verbatimModuleSyntax: true,
    },
  }).outputText;
}
