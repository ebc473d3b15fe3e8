import { existsSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, it } from 'vitest';
import { folderWith } from '../support/folder.js';
import { startBacklevel } from '../support/program.js';

const TAG = `object: Tag
version: "1.0"
fields:
  name: string
history:
  "1.0": First version
`;

async function until(what: () => boolean): Promise<void> {
  const deadline = Date.now() + 60_000;
  while (!what()) {
    if (Date.now() > deadline) throw new Error('it never came');
    await new Promise((done) => setTimeout(done, 25));
  }
}

it('generate --watch follows schemas and the config, and ends in order when told to stop', async () => {
  const root = folderWith({
    'backlevel.config.yaml': 'namespace: compute\n',
    'schemas/tag.yaml': TAG,
  });
  const child = startBacklevel(['generate', '--watch'], { cwd: root });
  let told = '';
  child.stderr?.on('data', (chunk: Buffer) => (told += chunk.toString()));
  const ready = (): number => told.split('watching').length - 1;
  const generated = (name: string): string => {
    const path = join(root, name);
    return existsSync(path) ? readFileSync(path, 'utf8') : '';
  };

  await until(() => ready() === 1);
  expect(generated('generated/tag.ts')).toContain('name');

  writeFileSync(join(root, 'schemas/tag.yaml'), TAG.replace('name:', 'label:'));
  await until(() => generated('generated/tag.ts').includes('label') && ready() >= 2);

  // A mistake is told, and the next change is followed all the same.
  writeFileSync(join(root, 'schemas/tag.yaml'), 'object: Tag\n');
  await until(() => ready() >= 3);
  writeFileSync(join(root, 'schemas/tag.yaml'), TAG);
  await until(() => !generated('generated/tag.ts').includes('label') && ready() >= 4);

  writeFileSync(join(root, 'backlevel.config.yaml'), 'namespace: compute\noutput: out\n');
  await until(() => generated('out/tag.ts') !== '');

  const ended = new Promise((done) => child.once('close', done));
  child.kill('SIGINT');
  expect(await ended).toBe(0);
});
