// What a project begins with: settings, an example, and the recipes that run the gate.

import { CONFIG_NAME } from '../pipeline/settings.js';

export interface StartFile {
  readonly path: string;
  readonly text: string;
  readonly executable?: true;
}

export const START_FILES: readonly StartFile[] = [
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
    text: `# Generated code is folded away in reviews, and never merged line by line: \`backlevel generate\` settles it.
generated/** linguist-generated=true -merge
generated/.backlevel.json -diff
`,
  },
  {
    path: '.githooks/pre-commit',
    executable: true,
    text: `#!/bin/sh
# No commit without the versions that it asks for and the code that goes with it.
# To use it: git config core.hooksPath .githooks
for base in origin/HEAD origin/main HEAD; do
  git rev-parse --verify --quiet "$base" >/dev/null && break
done
exec npx --no-install backlevel check --against "$base"
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
        with: { fetch-depth: 0 } # what changed here is told by where the branch began
      - uses: actions/setup-node@v4
        with: { node-version: 20, cache: npm }
      - run: npm ci
      - run: npx --no-install backlevel check --format github
`,
  },
];
