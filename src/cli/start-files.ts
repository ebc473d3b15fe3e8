// What a project begins with: settings, an example, and the recipes that run the gate.

import { CONFIG_NAME } from '../pipeline/settings.js';

export interface StartFile {
  readonly path: string;
  readonly text: string;
  readonly executable?: true;
}

/** Where code is kept: beside the config, or where a project has its own. */
export interface CodeFolders {
  readonly output: string;
  readonly hooks: string;
}

/** A project of TypeScript that keeps its sources in `src` compiles those alone; generated code belongs among them. */
export const BESIDE: CodeFolders = { output: 'generated', hooks: 'hooks' };
export const IN_SOURCES: CodeFolders = { output: 'src/generated', hooks: 'src/hooks' };

export const startFiles = ({ output, hooks }: CodeFolders): readonly StartFile[] => [
  {
    path: CONFIG_NAME,
    text: `# yaml-language-server: $schema=node_modules/backlevel/schemas/language/config.schema.json
# Every path is relative to this file.
namespace: example
schemas: schemas
output: ${output}
hooks: ${hooks}
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
${output}/** linguist-generated=true -merge
${output}/.backlevel.json -diff
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
