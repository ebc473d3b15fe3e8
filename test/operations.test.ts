// The operator's page is one story: its commands are run one after the other, and must print what it shows.

import { spawnSync } from 'node:child_process';
import { mkdirSync, readdirSync, readFileSync, symlinkSync, writeFileSync } from 'node:fs';
import { dirname, join, resolve } from 'node:path';
import { expect, it } from 'vitest';
import { stripped } from './support/documented.js';
import { folderWith } from './support/folder.js';
import { programFile } from './support/program.js';

const PAGE = readFileSync(resolve(import.meta.dirname, '../docs/operations.md'), 'utf8');
const ENV = {
  PATH: process.env['PATH'],
  HOME: process.env['HOME'],
  BACKLEVEL_DATABASE_URL: 'sqlite:fleet.db',
};

/** Files of the page, by the name that each says. */
function filesIn(page: string): Readonly<Record<string, string>> {
  const found = page.matchAll(/^```\w+\n(?:#|\/\/) file: (\S+)\n([\s\S]*?)^```$/gm);
  return Object.fromEntries(
    [...found].map(([, name = '', text = '']) => [
      name.endsWith('.yaml') ? `schemas/${name}` : name,
      text,
    ]),
  );
}

/** Every `console` block, commands and what they print. */
function sessionsIn(page: string): readonly string[] {
  return [...page.matchAll(/^```console\n([\s\S]*?)^```$/gm)].map(([, text = '']) => text);
}

it('an operator who follows the page sees what it shows', () => {
  const root = folderWith({
    'backlevel.config.yaml': 'namespace: storage\nreleases: schemas/releases.yaml\n',
    'package.json': '{"type": "module"}',
    ...filesIn(PAGE),
  });
  const run = (program: string, args: readonly string[]): string => {
    const { stdout, stderr } = spawnSync(process.execPath, [program, ...args], {
      cwd: root,
      env: ENV,
      encoding: 'utf8',
    });
    return `${stdout}${stderr}`;
  };
  expect(run(programFile(), ['generate'])).toMatch(/^\d+ files? written|^1 object/m);
  for (const folder of ['generated', '.']) {
    for (const name of readdirSync(join(root, folder))) {
      const path = join(root, folder, name);
      if (!name.endsWith('.ts')) continue;
      writeFileSync(path.replace(/\.ts$/, '.js'), stripped(readFileSync(path, 'utf8')));
    }
  }
  mkdirSync(join(root, 'node_modules'));
  symlinkSync(dirname(dirname(programFile())), join(root, 'node_modules/backlevel'));

  const sessions = sessionsIn(PAGE);
  expect(sessions.length).toBeGreaterThan(5);
  const seen = sessions.map((session) =>
    [...session.matchAll(/^\$ (.*)$/gm)]
      .map(([, line = '']) => {
        const [first, ...args] = line.split(' ');
        const [program = '', ...rest] = first === 'npx' ? [programFile(), ...args.slice(1)] : args;
        return `$ ${line}\n${run(program, rest)}`;
      })
      .join(''),
  );
  expect(seen.map(withoutTimes)).toEqual(sessions.map(withoutTimes));
});

function withoutTimes(text: string): string {
  return text.replace(/\d+ ms/g, 'N ms');
}
