// The package as it was deployed: tarballs of it, packed once for each worker of the tests from the program as
// it is built from these sources, under whatever version and with whatever fault a test asks for.

import { execFileSync } from 'node:child_process';
import { createHash } from 'node:crypto';
import {
  cpSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  rmSync,
  symlinkSync,
  writeFileSync,
} from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join, resolve } from 'node:path';
import { onTestFinished } from 'vitest';
import { programFile } from '../../../support/program.js';

export interface Tarball {
  readonly version: string;
  readonly bytes: Buffer;
  /** As lock files have it. */
  readonly integrity: string;
}

/** A text of the package that another one stands in for. */
export interface Fault {
  readonly file: string;
  readonly replace: string;
  readonly by: string;
}

let packed: Buffer | undefined;

/** `npm pack` of the working tree, without its scripts. */
function packedOnce(): Buffer {
  if (packed !== undefined) return packed;
  const folder = dirname(dirname(programFile()));
  const target = mkdtempSync(join(tmpdir(), 'backlevel-packed-'));
  try {
    const args = ['pack', '--ignore-scripts', '--pack-destination', target, '--loglevel', 'error'];
    execFileSync('npm', args, { cwd: folder, stdio: ['ignore', 'ignore', 'pipe'] });
    packed = readFileSync(join(target, readdirSync(target)[0] ?? ''));
    return packed;
  } finally {
    rmSync(target, { recursive: true, force: true });
  }
}

const made = new Map<string, Tarball>();

/** A tarball of the package as that version, with these faults in it. */
export function tarball(version: string, ...faults: readonly Fault[]): Tarball {
  const key = JSON.stringify([version, faults]);
  const known = made.get(key) ?? makeTarball(version, faults);
  made.set(key, known);
  return known;
}

function makeTarball(version: string, faults: readonly Fault[]): Tarball {
  const target = mkdtempSync(join(tmpdir(), 'backlevel-tarball-'));
  const tar = (...args: readonly string[]): void => {
    execFileSync('tar', args, { cwd: target });
  };
  try {
    writeFileSync(join(target, 'in.tgz'), packedOnce());
    tar('-xzf', 'in.tgz');
    // The compiler is not needed of a runtime that was deployed, and takes its time to be packed.
    for (const name of readdirSync(join(target, 'package/dist'))) {
      if (!['runtime', 'core'].includes(name)) {
        rmSync(join(target, 'package/dist', name), { recursive: true, force: true });
      }
    }
    edit(join(target, 'package/package.json'), /"version": "[^"]*"/, `"version": "${version}"`);
    for (const { file, replace, by } of faults) edit(join(target, 'package', file), replace, by);
    tar('-czf', 'out.tgz', 'package');
    const bytes = readFileSync(join(target, 'out.tgz'));
    return { version, bytes, integrity: integrityOf(bytes) };
  } finally {
    rmSync(target, { recursive: true, force: true });
  }
}

export function integrityOf(bytes: Buffer): string {
  return `sha512-${createHash('sha512').update(bytes).digest('base64')}`;
}

/** A package-lock.json that names a tarball of the repository. */
export function lockOf({ version, integrity }: Tarball, file = `vendor/backlevel-${version}.tgz`) {
  return json({
    name: 'app',
    lockfileVersion: 3,
    packages: {
      '': { dependencies: { backlevel: `file:${file}` } },
      'node_modules/backlevel': { version, resolved: `file:${file}`, integrity },
    },
  });
}

export function json(value: unknown): string {
  return `${JSON.stringify(value, undefined, 2)}\n`;
}

/** The program, built with a fault in it; gone with the test. Returns the path of its entry. */
export function faultyProgram({ file, replace, by }: Fault): string {
  const real = programFile();
  const target = mkdtempSync(join(tmpdir(), 'backlevel-faulty-'));
  onTestFinished(() => {
    rmSync(target, { recursive: true, force: true });
  });
  cpSync(dirname(dirname(real)), target, { recursive: true });
  symlinkSync(resolve('node_modules'), join(target, 'node_modules'));
  edit(join(target, file), replace, by);
  return join(target, 'bin/backlevel.js');
}

/** Replaces a text that stands in the file. */
export function edit(path: string, replace: string | RegExp, by: string): void {
  const text = readFileSync(path, 'utf8');
  const edited = text.replace(replace, () => by);
  if (edited === text) throw new Error(`${path} has no ${String(replace)}`);
  writeFileSync(path, edited);
}
