// Storage that changed without its entry: `bump` writes what leads back to how it was, and the gate is content.

import { expect, it } from 'vitest';
import { bump, type BumpRequest } from '../../src/pipeline/gate/bump.js';
import { memoryCache, memoryHost, type MemoryHost } from '../support/memory-host.js';

const BEFORE = `object: Server
version: "1.1"
fields:
  id: integer
  uuid: uuid
  host: string
  size: integer
  tags: set<string>
  roles: set<string>
storage:
  table: servers
  key: id
  unique: [uuid]
  indexes: [host, [size, host]]
  columns:
    tags: { table: server_tags, owner: server }
    roles: { table: server_roles }
    size: { column: size_gb, type: numeric }
history:
  "1.1":
    - add: tags
  "1.0": First version
`;

type Edit = readonly [from: string, to: string];

const NO_RENAMES = { renames: new Map<string, string>(), noRenames: true };

async function bumped(
  edits: readonly Edit[],
  choices: BumpRequest['choices'] = NO_RENAMES,
): Promise<{ readonly text: string; readonly left: readonly string[] }> {
  const after = edits.reduce((text, [from, to]) => {
    if (!text.includes(from)) throw new Error(`no ${from}`);
    return text.replace(from, to);
  }, BEFORE);
  const base = project(BEFORE);
  const run = (tree: MemoryHost) =>
    bump({
      tree,
      config: 'backlevel.config.yaml',
      source: { kind: 'trees', name: 'main', base },
      memory: { cache: memoryCache(), known: new Map() },
      names: [],
      choices,
      isMajor: false,
    });
  const { edits: written, report, questions } = await run(project(after));
  const text = written.find(({ path }) => path === 'schemas/server.yaml')?.after ?? after;
  expect((await run(project(text))).edits).toEqual([]);
  const left = [...report.findings, ...questions].map(({ code }) => code);
  return { text: text.slice(text.indexOf('history:')), left };
}

function project(text: string): MemoryHost {
  return memoryHost({
    'backlevel.config.yaml': 'namespace: compute\n',
    'schemas/server.yaml': text,
  });
}

it('writes what was different, and only that', async () => {
  const { text, left } = await bumped([
    ['unique: [uuid]', 'unique: [[uuid, host]]'],
    ['tags: { table: server_tags, owner: server }', 'tags: none'],
    ['size: { column: size_gb, type: numeric }', 'uuid: { column: id_text }'],
  ]);
  expect(left).toEqual([]);
  expect(text).toBe(`history:
  "1.2":
    - change: storage
      was:
        unique: [uuid]
        columns:
          size: { column: size_gb, type: numeric }
          tags: { table: server_tags, owner: server }
          uuid: text
  "1.1":
    - add: tags
  "1.0": First version
`);
});

it('storage that follows its fields needs no word, and what a removed field was stored in does', async () => {
  const { text, left } = await bumped(
    [
      ['  host: string\n', '  node: string\n  zone: string?\n'],
      ['  roles: set<string>\n', ''],
      ['    roles: { table: server_roles }\n', ''],
      ['indexes: [host, [size, host]]', 'indexes: [node, [size, node], zone]'],
    ],
    { renames: new Map([['host', 'node']]), noRenames: true },
  );
  expect(left).toEqual(['history/bump-too-small']);
  expect(text).toContain(`  "1.2":
    - add: zone
      upgrade: unset
    - remove: roles
      was: set<string>
    - rename: host
      to: node
    - change: storage
      was: { columns: { roles: { table: server_roles } } }
`);
});

it('an index that went with its field is written, since nothing else knows of it', async () => {
  const { text } = await bumped([
    ['  size: integer\n', ''],
    ['    size: { column: size_gb, type: numeric }\n', ''],
    ['indexes: [host, [size, host]]', 'indexes: [host]'],
  ]);
  const was =
    '{ indexes: [host, [size, host]], columns: { size: { column: size_gb, type: numeric } } }';
  expect(text).toContain(`    - change: storage\n      was: ${was}\n`);
});

it('a changed type whose column is another from now on is led back to its own', async () => {
  const { text, left } = await bumped([
    ['  uuid: uuid\n', '  uuid: string\n'],
    ['unique: [uuid]', 'unique: []'],
    [
      'size: { column: size_gb, type: numeric }',
      'uuid: { column: name }\n    size: { column: size_gb, type: numeric }',
    ],
  ]);
  expect(left).toEqual(['history/needs-rule']);
  expect(text).toContain('was: { unique: [uuid], columns: { uuid: text } }');
});
