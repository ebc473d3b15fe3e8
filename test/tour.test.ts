// The README's five minutes: a reader who types what it shows sees what it shows, on a terminal.

import { readFileSync, writeFileSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { expect, it } from 'vitest';
import { folderWith } from './support/folder.js';
import { played, sessionsIn } from './support/sessions.js';

const PAGE = readFileSync(resolve(import.meta.dirname, '../README.md'), 'utf8');

const ON_TERMINAL = {
  NO_COLOR: '1',
  NODE_OPTIONS: `--import=data:text/javascript,process.stdout.isTTY=true;process.stderr.isTTY=true`,
};

/** What stays on a terminal: lines of progress were written over, and taken away. */
function asSeen(text: string): string {
  return text.replace(/\r\u001b\[K[^\r\n]*(?=\r\u001b\[K)/g, '').replaceAll('\r\u001b[K', '');
}

/** A file with a change of the page, whose lines stand in it once. */
function changed(text: string, diff: string): string {
  const lines = diff.split('\n').slice(0, -1);
  const side = (left: string): string =>
    lines
      .filter((line) => !line.startsWith(left))
      .map((line) => `${line.slice(1)}\n`)
      .join('');
  const [before, after] = [side('+'), side('-')];
  expect(text.split(before)).toHaveLength(2);
  return text.replace(before, () => after);
}

it('five minutes with the README are as it says', () => {
  const root = folderWith({ 'package.json': '{"type": "module"}\n' });
  const schema = join(root, 'schemas/volume.yaml');
  const blocks = [...PAGE.matchAll(/^```(console|diff)\n([\s\S]*?)^```$/gm)];
  expect(blocks.map(([, kind]) => kind)).toEqual(
    'console console diff console diff console'.split(' '),
  );
  const seen = blocks.flatMap(([, kind, text = '']) => {
    if (kind === 'console') return [asSeen(played(text, { cwd: root, env: ON_TERMINAL }))];
    writeFileSync(schema, changed(readFileSync(schema, 'utf8'), text));
    return [];
  });
  expect(seen).toEqual(sessionsIn(PAGE));
});
