// A package's tarball, fetched by the user's own npm with the user's own settings. No script of it is run.

import { execFile } from 'node:child_process';
import { mkdtempSync, readdirSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { withoutSecrets } from '../lock/wanted.js';

export type Environment = Readonly<Record<string, string | undefined>>;

export type Packed =
  { readonly ok: true; readonly bytes: Buffer } | { readonly ok: false; readonly why: string };

/** In milliseconds; npm itself tries again for minutes. */
const PATIENCE = 180_000;

/**
 * @param spec `backlevel@0.1.0`, or a URL.
 * @param folder Where the project is, whose .npmrc counts.
 */
export async function npmPack(spec: string, folder: string, env: Environment): Promise<Packed> {
  const target = mkdtempSync(join(tmpdir(), 'backlevel-pack-'));
  const isWindows = process.platform === 'win32';
  // On Windows npm is a batch file, which only a shell runs; the spec has no character that one would read.
  const quoted = (text: string): string => (isWindows ? `"${text}"` : text);
  const args = ['pack', quoted(spec), '--ignore-scripts', '--pack-destination', quoted(target)];
  try {
    const failure = await new Promise<string | undefined>((done) => {
      execFile(
        'npm',
        [...args, '--loglevel', 'error', '--update-notifier=false'],
        { cwd: folder, env: { ...env }, timeout: PATIENCE, shell: isWindows, windowsHide: true },
        (error, _, stderr) => {
          done(error === null ? undefined : said(stderr, error));
        },
      );
    });
    if (failure !== undefined) return { ok: false, why: failure };
    const [name] = readdirSync(target);
    if (name === undefined) return { ok: false, why: 'npm gave no tarball' };
    return { ok: true, bytes: readFileSync(join(target, name)) };
  } finally {
    rmSync(target, { recursive: true, force: true });
  }
}

/** The lines of npm that say what happened. */
function said(stderr: string, error: Error): string {
  if ('code' in error && error.code === 'ENOENT') return 'there is no npm on the PATH';
  if ('killed' in error && error.killed === true) return `npm took over ${PATIENCE / 1000} s`;
  const lines = stderr
    .split('\n')
    .map((line) => line.replace(/^npm (?:error|ERR!)\s*/, '').trim())
    .filter((line) => line !== '' && !/complete log of this run|^\s*\/.*\.log$/.test(line));
  return withoutSecrets(
    lines.slice(0, 4).join('; ') || error.message.split('\n')[0] || 'npm failed',
  );
}
