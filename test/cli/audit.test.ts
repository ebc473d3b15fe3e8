// `audit`: stored data of any size, counted.

import { describe, expect, it } from 'vitest';
import { folderWith } from '../support/folder.js';
import { backlevel, backlevelProcess, type Run } from '../support/program.js';

const PROJECT = {
  'backlevel.config.yaml': 'namespace: n\n',
  'schemas/box.yaml': `object: Box
version: "1.2"
fields:
  id: integer
  label: string?
  items: { type: list<Item>, default: [] }
  pair: { type: list<Item>, default: [] }
history:
  "1.2":
    - add: items
      backport: { refuse: it would be thrown away }
  "1.1":
    - add: label
    - add: pair
    - remove: weight
      was: integer
      upgrade: drop
      backport: unset
  "1.0": First version
`,
  'schemas/item.yaml': `object: Item
version: "1.1"
fields:
  name: string
  colour: string?
history:
  "1.1":
    - add: colour
  "1.0": First version
`,
  'schemas/releases.yaml': `supported: [spring]
releases:
  spring: { Box: "1.1", Item: "1.0" }
`,
};

function primitive(name: string, version: string, data: object): object {
  return {
    'versioned_object.name': name,
    'versioned_object.namespace': 'n',
    'versioned_object.version': version,
    'versioned_object.data': data,
  };
}

const item = (data: object): object => primitive('Item', '1.1', { name: 'a', ...data });
const box = (version: string, data: object): string =>
  JSON.stringify(primitive('Box', version, { id: 1, ...data }));

interface Audit {
  readonly primitives: number;
  readonly unreadable: number;
  readonly examples: readonly { readonly line: number; readonly why: string }[];
  readonly versions: Readonly<Record<string, number>>;
  readonly hops: readonly {
    readonly to: string;
    readonly whole: number;
    readonly losing: number;
    readonly stopped: number;
    readonly outcomes: readonly {
      readonly path: string;
      readonly kind: string;
      readonly count: number;
      readonly why: string;
    }[];
  }[];
}

function audit(lines: readonly string[], ...args: readonly string[]): Promise<Run> {
  return backlevel(['audit', '-', ...args], {
    cwd: folderWith(PROJECT),
    stdin: lines.map((line) => `${line}\n`).join(''),
  });
}

async function audited(lines: readonly string[], ...args: readonly string[]): Promise<Audit> {
  return JSON.parse((await audit(lines, ...args, '--format', 'json')).stdout) as Audit;
}

describe('audit', () => {
  it('counts objects at their versions, those inside others too', async () => {
    const { primitives, versions } = await audited([
      box('1.0', { weight: 3 }),
      box('1.2', { items: [item({}), item({})] }),
      JSON.stringify(item({})),
    ]);
    expect(primitives).toBe(3);
    expect(versions).toEqual({ 'Box 1.0': 1, 'Box 1.2': 1, 'Item 1.1': 3 });
  });

  it('says what each hop loses and refuses, in how many primitives', async () => {
    const { hops } = await audited([
      box('1.0', { weight: 3 }),
      box('1.0', {}),
      box('1.2', { items: [item({}), item({})] }),
      box('1.2', { label: 'x' }),
      JSON.stringify(item({ colour: 'red' })),
    ]);
    const [newest, spring] = hops;
    expect(newest).toMatchObject({ to: 'the newest', whole: 4, losing: 1, stopped: 0 });
    expect(newest?.outcomes).toMatchObject([{ path: 'Box.weight', kind: 'drop', count: 1 }]);
    expect(spring).toMatchObject({ to: 'spring', stopped: 1, losing: 1 });
    // Two items in one box are one box that is refused.
    expect(spring?.outcomes).toMatchObject([
      { path: 'Box.items', kind: 'backport-refused', count: 1, why: 'it would be thrown away' },
      { path: 'Item.colour', kind: 'drop', count: 1 },
    ]);
  });

  it('counts a primitive once, however many of its elements lose the same', async () => {
    const red = item({ colour: 'red' });
    const { hops } = await audited([box('1.1', { pair: [red, red] })], '--to', 'spring');
    expect(hops[0]).toMatchObject({ losing: 1 });
    expect(hops[0]?.outcomes).toMatchObject([{ path: 'Box.pair.colour', kind: 'drop', count: 1 }]);
  });

  it('keeps so many names that no schema has, and counts the rest together', async () => {
    const lines = Array.from({ length: 10_003 }, (_, i) =>
      JSON.stringify(primitive(`Nope${i}`, '1.0', {})),
    );
    const { versions, hops } = await audited(lines, '--to', 'spring');
    expect(Object.keys(versions)).toHaveLength(10_001);
    expect(versions).toMatchObject({ others: 3 });
    expect(hops[0]).toMatchObject({ stopped: 10_003 });
    expect(hops[0]?.outcomes).toHaveLength(10_001);
    expect(hops[0]?.outcomes[0]).toMatchObject({ count: 3 });
  });

  it('goes on behind lines that are no primitives, and names the first of them', async () => {
    const run = await audit(['{', '', '{"a": 1}', box('1.1', {}), '[]', '1', '"x"', 'null']);
    expect(run.code).toBe(1);
    expect(run.stdout).toContain('1 primitive, and 6 lines that are none');
    expect(run.stdout).toContain('-:1: no JSON');
    expect(run.stdout).toContain('-:3: no envelope with `versioned_object.name`');
  });

  it('takes a release, or an object at a version, as the only hop', async () => {
    const lines = [box('1.2', { label: 'x' })];
    expect((await audited(lines, '--to', 'spring')).hops.map(({ to }) => to)).toEqual(['spring']);
    const [hop] = (await audited(lines, '--to', 'Box=1.0')).hops;
    expect(hop).toMatchObject({ to: 'Box 1.0', losing: 1 });
    const wrong = await audit(lines, '--to', 'sprin');
    expect(wrong).toMatchObject({ code: 2 });
    expect(wrong.stderr).toContain('did you mean spring?');
  });

  it('tells of data that no schema knows, whatever it is called', async () => {
    const lines = ['Nope', '__proto__', 'constructor'].map((name) =>
      JSON.stringify(primitive(name, '9.9', {})),
    );
    const { versions, hops } = await audited(lines);
    expect(versions).toEqual({ 'Nope 9.9': 1, '__proto__ 9.9': 1, 'constructor 9.9': 1 });
    expect(hops[0]).toMatchObject({ stopped: 3 });
  });

  it('ends with 0 where all passes, with 1 where not, with 2 where a file is not there', async () => {
    expect((await audit([box('1.1', {})])).code).toBe(0);
    expect((await audit([box('1.0', { weight: 3 })])).code).toBe(0);
    expect((await audit([box('1.2', { items: [item({})] })])).code).toBe(1);
    const cwd = folderWith(PROJECT);
    const { code, stderr } = await backlevel(['audit', 'nowhere.jsonl'], { cwd });
    expect(code).toBe(2);
    expect(stderr).toContain('nowhere.jsonl cannot be read');
  });

  it('needs no more memory for more data', async () => {
    const cwd = folderWith(PROJECT);
    // The code is compiled and kept by this run: that takes more than the data.
    await backlevel(['audit', '-'], { cwd, stdin: box('1.1', {}) });
    const line = box('1.2', { label: 'x'.repeat(30_000) });
    const { code, stdout } = await backlevelProcess(['audit', '-', '--format', 'json'], {
      cwd,
      stdin: Buffer.from(`${line}\n`.repeat(6000)),
      env: { NODE_OPTIONS: '--max-old-space-size=48' },
    });
    expect(code).toBe(0);
    expect((JSON.parse(stdout) as Audit).primitives).toBe(6000);
  }, 60_000);
});
