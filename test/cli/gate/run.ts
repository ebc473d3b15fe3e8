// The program in this very process, for tests that run it often: as fast as a function call, and with all that it
// does to files and asks of git.

import { Readable, Writable } from 'node:stream';
import { main } from '../../../src/cli/main.js';
import type { Run, RunOptions } from '../../support/program.js';

/** Runs `backlevel` with these arguments; git sees the variables of the test's own process. */
export async function run(
  args: readonly string[],
  { cwd, env = {} }: Pick<RunOptions, 'cwd' | 'env'>,
): Promise<Run> {
  const [stdout, stderr] = [collected(), collected()];
  const code = await main(args, {
    stdin: Readable.from([]),
    stdout: stdout.stream,
    stderr: stderr.stream,
    cwd,
    env,
    isInteractive: false,
  });
  return { code, stdout: stdout.text(), stderr: stderr.text() };
}

/** Runs `check`; `found` are its lines of findings, each without its sentence: `schemas/flavor.yaml:2:10 history/…`. */
export async function check(
  cwd: string,
  ...args: readonly string[]
): Promise<Run & { readonly found: readonly string[] }> {
  return withFound(await run(['check', ...args], { cwd }));
}

/** The same as a run of CI, with the variables that the system sets. */
export async function checkInCi(
  cwd: string,
  env: Readonly<Record<string, string>>,
): Promise<Run & { readonly found: readonly string[] }> {
  return withFound(await run(['check'], { cwd, env: { CI: 'true', ...env } }));
}

function withFound(ran: Run): Run & { readonly found: readonly string[] } {
  const lines = ran.stdout.split('\n').filter((line) => line !== '');
  return {
    ...ran,
    found: lines.map((line) => /^(?:\S+: )?\S+/.exec(line)?.[0].replace(': ', ' ') ?? line),
  };
}

function collected(): { readonly stream: Writable; readonly text: () => string } {
  const chunks: string[] = [];
  const stream = new Writable({
    write: (chunk: Buffer, _encoding, done) => {
      chunks.push(chunk.toString());
      done();
    },
  });
  return { stream, text: () => chunks.join('') };
}
