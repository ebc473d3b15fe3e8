// `init`: the first files of a project. What is there already stays exactly as it is.

import { chmodSync, existsSync } from 'node:fs';
import { join } from 'node:path';
import { CONFIG_NAME } from '../../pipeline/settings.js';
import type { Invocation } from '../command.js';
import { readText, writeWhole } from '../disk-host.js';
import type { ExitCode } from '../exit.js';
import { print, tell } from '../terminal.js';

interface StartFile {
  readonly path: string;
  readonly text: string;
  readonly executable?: true;
}

const FILES: readonly StartFile[] = [
  {
    path: CONFIG_NAME,
    text: `# yaml-language-server: $schema=node_modules/backlevel/schemas/language/config.schema.json
# Every path is relative to this file.
namespace: example
schemas: schemas
output: generated
hooks: hooks
`,
  },
  {
    path: 'schemas/volume.yaml',
    text: `# yaml-language-server: $schema=../node_modules/backlevel/schemas/language/object.schema.json
object: Volume
version: "1.1"
doc: A block device; replace it with an object of your own.

fields:
  id: { type: uuid, readOnly: true }
  size_gb: { type: integer, min: 1, doc: Size in GiB. }
  description: string?

history:
  "1.1":
    - add: description
  "1.0": First version
`,
  },
  {
    path: '.gitattributes',
    text: `# Generated code is folded away in reviews, and never merged line by line.
generated/** linguist-generated=true
generated/.backlevel.json -diff
`,
  },
  {
    path: '.githooks/pre-commit',
    executable: true,
    text: `#!/bin/sh
# Generated code goes with the schemas it came from. To use it: git config core.hooksPath .githooks
exec npx --no-install backlevel generate --check
`,
  },
  {
    path: '.github/workflows/backlevel.yml',
    text: `name: backlevel
on: [push, pull_request]
jobs:
  check:
    runs-on: ubuntu-latest
    steps:
      - uses: actions/checkout@v4
      - uses: actions/setup-node@v4
        with: { node-version: 20, cache: npm }
      - run: npm ci
      - run: npx --no-install backlevel generate --check --format github
`,
  },
];

export function init({ terminal, options }: Invocation): Promise<ExitCode> {
  const { cwd } = terminal;
  // A project that has a config has schemas of its own: the example would be in their way.
  const isBegun = existsSync(join(cwd, CONFIG_NAME));
  const wanted = FILES.filter(({ path }) => !(isBegun && path.startsWith('schemas/')));
  for (const { path, text, executable } of wanted) {
    const full = join(cwd, path);
    const present = readText(full);
    if (present === undefined) {
      writeWhole(full, text);
      if (executable) chmodSync(full, 0o755);
      print(terminal, `wrote ${path}\n`);
    } else if (present === text) {
      print(terminal, `kept  ${path}\n`);
    } else {
      print(
        terminal,
        `kept  ${path}, which is yours; backlevel would have written:\n${indented(text)}`,
      );
    }
  }
  if (!options.has('quiet')) tell(terminal, '\nNext: npx backlevel generate');
  return Promise.resolve(0);
}

function indented(text: string): string {
  return text.replace(/^(?=.)/gm, '    ');
}
