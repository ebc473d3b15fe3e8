// Pages that are one story: their `console` blocks are run one after the other, as a reader would.

import { spawnSync } from 'node:child_process';
import { programFile } from './program.js';

export interface Reader {
  /** The folder of the reader's project. */
  readonly cwd: string;
  readonly env: Readonly<Record<string, string | undefined>>;
}

/** Every `console` block of a page, commands and what they print. */
export function sessionsIn(page: string): readonly string[] {
  return [...page.matchAll(/^```console\n([\s\S]*?)^```$/gm)].map(([, text = '']) => text);
}

/** A session with what its commands print now. */
export function played(session: string, reader: Reader): string {
  return [...session.matchAll(/^\$ (.*)$/gm)]
    .map(([, line = '']) => {
      const [first, ...args] = line.split(' ');
      const [program = '', ...rest] = first === 'npx' ? [programFile(), ...args.slice(1)] : args;
      return `$ ${line}\n${run(program, rest, reader)}`;
    })
    .join('');
}

export function run(program: string, args: readonly string[], { cwd, env }: Reader): string {
  const { PATH, HOME } = process.env;
  const { stdout, stderr } = spawnSync(process.execPath, [program, ...args], {
    cwd,
    env: { PATH, HOME, ...env },
    encoding: 'utf8',
  });
  return `${stdout}${stderr}`;
}
