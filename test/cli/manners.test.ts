// How the program behaves to whoever runs it: long work shows how far it is on a terminal alone, and Ctrl-C leaves
// nothing half-written.

import { existsSync, readdirSync } from 'node:fs';
import { join } from 'node:path';
import { setTimeout as delay } from 'node:timers/promises';
import { describe, expect, it } from 'vitest';
import { folderWith } from '../support/folder.js';
import { backlevel, backlevelProcess, startBacklevel } from '../support/program.js';

const BOX = `object: Box
version: "1.1"
fields:
  id: integer
  label: string?
history:
  "1.1":
    - add: label
  "1.0": First version
`;

function manyBoxes(count: number): Record<string, string> {
  const names = Array.from({ length: count }, (_, i) => `Box${i}`);
  return {
    'backlevel.config.yaml': 'namespace: n\n',
    ...Object.fromEntries(
      names.map((name) => [`schemas/${name}.yaml`, BOX.replace('Box', name)] as const),
    ),
  };
}

/** The program takes its stderr for a terminal. */
const ON_TERMINAL = { NODE_OPTIONS: '--import=data:text/javascript,process.stderr.isTTY=true' };

/** What is written to stderr. */
async function told(
  args: readonly string[],
  cwd: string,
  env: Readonly<Record<string, string>> = {},
): Promise<string> {
  return (await backlevelProcess(args, { cwd, env, stdin: '{}\n' })).stderr;
}

const AWAY = '\r\u001b[K';

describe('progress', () => {
  const LONG: readonly (readonly [command: string, shown: string])[] = [
    ['generate', 'compiling 3 schemas'],
    ['docs', 'writing the site: '],
    ['audit -', '-: 0 primitives'],
    ['verify', '1 of 3: Box'],
  ];

  it.each(LONG)('of %s is a line on a terminal, gone in the end', async (command, shown) => {
    const cwd = folderWith(manyBoxes(3));
    if (command === 'verify') await backlevel(['generate'], { cwd });
    const text = await told(command.split(' '), cwd, ON_TERMINAL);
    expect(text).toContain(AWAY);
    expect(text).toContain(shown);
    const [, afterwards = ''] = /^[^]*\r\u001b\[K([^]*)$/.exec(text) ?? [];
    // What stays was written after the line was taken away.
    expect(afterwards).not.toContain(shown);
  });

  it.each(LONG)(
    'of %s is nothing in a pipe, on a dumb terminal, or when quiet',
    async (command) => {
      const cwd = folderWith(manyBoxes(3));
      if (command === 'verify') await backlevel(['generate'], { cwd });
      const args = command.split(' ');
      expect(await told(args, cwd)).not.toContain('\r');
      expect(await told(args, cwd, { ...ON_TERMINAL, TERM: 'dumb' })).not.toContain('\r');
      expect(await told([...args, '--quiet'], cwd, ON_TERMINAL)).not.toContain('\r');
    },
  );
});

/** All files below a folder, by path. */
function filesIn(folder: string): readonly string[] {
  if (!existsSync(folder)) return [];
  return readdirSync(folder, { recursive: true, encoding: 'utf8' });
}

/** Presses Ctrl-C as soon as there is something in the folder; answers with how the program ended. */
async function interrupted(
  args: readonly string[],
  cwd: string,
  folder: string,
): Promise<NodeJS.Signals | number | null> {
  const child = startBacklevel(args, { cwd });
  const ended = new Promise<NodeJS.Signals | number | null>((resolve) => {
    child.on('close', (code, signal) => {
      resolve(signal ?? code);
    });
  });
  while (filesIn(join(cwd, folder)).length === 0 && child.exitCode === null) await delay(1);
  child.kill('SIGINT');
  return ended;
}

describe('Ctrl-C', () => {
  it('while code is written ends the program behind the last file', async () => {
    const cwd = folderWith(manyBoxes(300));
    expect(await interrupted(['generate'], cwd, 'generated')).toBe('SIGINT');
    expect(filesIn(join(cwd, 'generated')).filter((path) => path.endsWith('.tmp'))).toEqual([]);
    expect(await backlevel(['generate', '--check'], { cwd })).toMatchObject({ code: 0 });
  });

  it('while a watch writes lets it write on, and then end in order', async () => {
    const cwd = folderWith(manyBoxes(300));
    expect(await interrupted(['generate', '--watch'], cwd, 'generated')).toBe(0);
    expect(await backlevel(['generate', '--check'], { cwd })).toMatchObject({ code: 0 });
  });

  it('before anything is written leaves nothing', async () => {
    const cwd = folderWith(manyBoxes(300));
    const child = startBacklevel(['generate'], { cwd });
    await delay(150);
    child.kill('SIGINT');
    const signal = await new Promise((resolve) =>
      child.on('close', (_code, by) => {
        resolve(by);
      }),
    );
    expect(signal).toBe('SIGINT');
    expect(filesIn(join(cwd, 'generated'))).toEqual([]);
  });

  it('while a site is written leaves a folder that the next run takes for its own', async () => {
    const cwd = folderWith(manyBoxes(300));
    expect(await interrupted(['docs'], cwd, 'schema-docs')).toBe('SIGINT');
    const partly = filesIn(join(cwd, 'schema-docs')).length;
    const again = await backlevel(['docs'], { cwd });
    expect(again).toMatchObject({ code: 0 });
    expect(filesIn(join(cwd, 'schema-docs')).length).toBeGreaterThan(partly);
    expect(filesIn(join(cwd, 'schema-docs')).filter((path) => path.endsWith('.tmp'))).toEqual([]);
  });
});
