// A copy of the project in a folder of its own, so that no fault is ever seeded into the project itself.
import { cpSync, mkdtempSync, readFileSync, rmSync, symlinkSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join, relative, resolve } from 'node:path';

/** What is made anew, large, or no part of the code. */
const LEFT_OUT = /^(?:\.git|node_modules|dist|coverage|test\/(?:.*\/)?output)$/;

export function copyOf(root) {
  const folder = mkdtempSync(join(tmpdir(), 'backlevel-mutate-'));
  cpSync(root, folder, {
    recursive: true,
    filter: (path) => !LEFT_OUT.test(relative(root, path)),
  });
  symlinkSync(resolve(root, 'node_modules'), join(folder, 'node_modules'));
  return {
    folder,
    read: (file) => readFileSync(join(folder, file), 'utf8'),
    write: (file, text) => writeFileSync(join(folder, file), text),
    remove: () => rmSync(folder, { recursive: true, force: true }),
  };
}
