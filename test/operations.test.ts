// The operator's page is one story: its commands are run one after the other, and must print what it shows.

import { mkdirSync, readdirSync, readFileSync, symlinkSync, writeFileSync } from 'node:fs';
import { dirname, join, resolve } from 'node:path';
import { expect, it } from 'vitest';
import { stripped } from './support/documented.js';
import { folderWith } from './support/folder.js';
import { programFile } from './support/program.js';
import { played, run, sessionsIn } from './support/sessions.js';

const PAGE = readFileSync(resolve(import.meta.dirname, '../docs/operations.md'), 'utf8');
const ENV = { BACKLEVEL_DATABASE_URL: 'sqlite:fleet.db' };

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

it('an operator who follows the page sees what it shows', () => {
  const root = folderWith({
    'backlevel.config.yaml': 'namespace: storage\nreleases: schemas/releases.yaml\n',
    'package.json': '{"type": "module"}',
    ...filesIn(PAGE),
  });
  const reader = { cwd: root, env: ENV };
  expect(run(programFile(), ['generate'], reader)).toMatch(/^\d+ files? written|^1 object/m);
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
  const seen = sessions.map((session) => played(session, reader));
  expect(seen.map(withoutTimes)).toEqual(sessions.map(withoutTimes));
});

function withoutTimes(text: string): string {
  return text.replace(/\d+ ms/g, 'N ms');
}
