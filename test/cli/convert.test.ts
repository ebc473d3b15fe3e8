import { readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { resolve } from 'node:path';
import { describe, expect, it } from 'vitest';
import type { JsonValue } from '../../src/core/json.js';
import { novaVectors } from '../corpus/nova-corpus.js';
import { comparable } from '../corpus/nova-primitive.js';
import { folderWith } from '../support/folder.js';
import { backlevel, startBacklevel } from '../support/program.js';

const VOLUME = `object: Volume
version: "1.3"
fields:
  id: integer
  size_gb: { type: integer, max: 4096 }
  status: { enum: [ok, broken], default: ok }
  tags: { type: list<Tag>, default: [] }
history:
  "1.3":
    - add: status
      backport: { refuse: a peer of 1.2 would use a broken volume }
  "1.2":
    - rename: size
      to: size_gb
  "1.1":
    - add: tags
  "1.0": First version
`;

const TAG = `object: Tag
version: "1.1"
fields:
  name: string
  note: string?
history:
  "1.1":
    - add: note
  "1.0": First version
`;

const PROJECT = {
  'backlevel.config.yaml': 'namespace: compute\n',
  'schemas/volume.yaml': VOLUME,
  'schemas/tag.yaml': TAG,
};

const LABELLED = `object: Tag
version: "1.1"
fields:
  label: string
history:
  "1.1":
    - replace: { name: string, note: string? }
      with: [label]
      backport: hook
      upgrade: hook
  "1.0": First version
`;

const JOIN = `export const SEPARATOR: string = ': ';\n`;

/** With a helper, the runtime, and an import of types that does not say so. */
const TAG_HOOKS = `import { refuse } from 'backlevel/runtime';
import { TagV1_0, TagV1_1 } from '../generated/tag.js';
import { SEPARATOR } from './join.js';
export function backportTo1_0(far: TagV1_0, near: Readonly<TagV1_1>): void {
  if (near.label === undefined) return;
  if (near.label === 'never') refuse('label', 'it is never sent');
  const [name, note] = near.label.split(SEPARATOR);
  far.name = name!;
  far.note = note ?? null;
}
export function upgradeTo1_1(far: TagV1_1, near: Readonly<TagV1_0>): void {
  if (near.name === 'bad') throw new TypeError('no such name');
  far.label = near.name + SEPARATOR + near.note;
}
`;

function primitive(name: string, version: string, data: object, namespace = 'compute'): object {
  return {
    'versioned_object.name': name,
    'versioned_object.namespace': namespace,
    'versioned_object.version': version,
    'versioned_object.data': data,
  };
}

const TAGGED = primitive('Volume', '1.3', {
  id: 1,
  size_gb: 10,
  tags: [primitive('Tag', '1.1', { name: 'a', note: 'b' })],
});

async function convert(
  requests: readonly (object | string)[],
  files: Readonly<Record<string, string>> = PROJECT,
): Promise<readonly Record<string, unknown>[]> {
  const lines = requests.map((one) => `${typeof one === 'string' ? one : JSON.stringify(one)}\n`);
  const { stdout, stderr } = await backlevel(['convert', '--jsonl'], {
    cwd: folderWith(files),
    stdin: lines.join(''),
  });
  expect(stderr).toBe('');
  const answers = stdout.trimEnd().split('\n');
  expect(answers).toHaveLength(requests.length);
  return answers.map((line) => JSON.parse(line) as Record<string, unknown>);
}

/** The fields of Nova that are sets: Python gives their elements in any order. */
const SETS = new Set(
  readdirSync('test/corpus/nova/schemas').flatMap((name) => {
    const text = readFileSync(`test/corpus/nova/schemas/${name}`, 'utf8');
    return [...text.matchAll(/^ {2}(\w+):.*set</gm)].map(([, field]) => field ?? '');
  }),
);

function inSetOrder(value: JsonValue): JsonValue {
  return JSON.parse(JSON.stringify(value), (key, member: JsonValue) =>
    SETS.has(key) && isTexts(member) ? [...member].sort() : member,
  ) as JsonValue;
}

function isTexts(value: JsonValue): value is readonly string[] {
  return Array.isArray(value) && value.every((element) => typeof element === 'string');
}

describe('convert', () => {
  it('gives the 853 backports that Nova itself gives', async () => {
    const vectors = novaVectors().filter(({ kind }) => kind === 'plain');
    expect(vectors).toHaveLength(853);
    const stdin = vectors
      .map(({ input, manifest }) => `${JSON.stringify({ primitive: input, manifest })}\n`)
      .join('');
    const folder = resolve('test/corpus/nova/schemas');
    const wire = ['--prefix', 'nova_object', '--namespace', 'nova'];
    const cwd = folderWith({});
    const { stdout, code } = await backlevel(['convert', '--schemas', folder, ...wire], {
      cwd,
      stdin,
      env: { XDG_CACHE_HOME: cwd },
    });
    expect(code).toBe(0);
    const answers = stdout.trimEnd().split('\n');
    expect(answers).toHaveLength(vectors.length);
    answers.forEach((line, i) => {
      const { primitive: got } = JSON.parse(line) as { primitive: never };
      expect(inSetOrder(comparable(got))).toEqual(inSetOrder(comparable(vectors[i]?.output)));
    });
  });

  it('says of each loss what, where, why and in which line of the schema', async () => {
    const [answer] = await convert([
      { primitive: TAGGED, manifest: { Volume: '1.0', Tag: '1.0' } },
    ]);
    expect(answer).toEqual({
      primitive: primitive('Volume', '1.0', { id: 1, size: 10 }),
      losses: [
        {
          object: 'Volume',
          path: 'Volume.tags',
          from: '1.3',
          to: '1.0',
          kind: 'drop',
          since: '1.1',
          line: 16,
        },
      ],
    });
  });

  it('lists with `to` the children that stayed newer, and only then', async () => {
    const [to, manifest] = await convert([
      { primitive: TAGGED, to: '1.1' },
      { primitive: TAGGED, manifest: { Volume: '1.1', Tag: '1.0' } },
    ]);
    expect(to?.['newer']).toEqual([{ object: 'Tag', path: 'Volume.tags[0]', version: '1.1' }]);
    expect(manifest).not.toHaveProperty('newer');
  });

  it('upgrades to the newest of everything', async () => {
    const old = primitive('Volume', '1.0', { id: 1, size: 10 });
    const [answer] = await convert([{ primitive: old, upgrade: true }]);
    expect(answer).toEqual({
      primitive: primitive('Volume', '1.3', { id: 1, size_gb: 10, tags: [], status: 'ok' }),
      losses: [],
    });
  });

  it('answers each bad line with an error and goes on', async () => {
    const good = { primitive: TAGGED, to: '1.3' };
    const volume = (data: object): object => ({
      primitive: primitive('Volume', '1.3', data),
      to: '1.0',
    });
    const answers = await convert([
      good,
      'not json',
      '',
      '{"primitive": {}}',
      volume({ id: 'x' }),
      volume({ status: 'broken' }),
      { primitive: primitive('Volume', '9.0', {}), to: '1.0' },
      { primitive: primitive('Volume', '1.x', {}), to: '1.0' },
      { primitive: primitive('Nothing', '1.0', {}), to: '1.0' },
      { primitive: primitive('Volume', '1.3', {}, 'elsewhere'), to: '1.0' },
      { primitive: TAGGED, to: '1.9' },
      { primitive: TAGGED, manifest: { Tag: '1.0' } },
      { primitive: [], upgrade: true },
      { primitive: null, upgrade: true },
      `{"primitive": ${'['.repeat(5000)}${']'.repeat(5000)}, "to": "1.0"}`,
      good,
    ]);
    const codes = answers.map(({ error }) => (error as { code: string } | undefined)?.code);
    expect(codes).toEqual([
      undefined,
      'invalid-json',
      'invalid-json',
      'invalid-request',
      'invalid-value',
      'backport-refused',
      'incompatible-version',
      expect.any(String),
      'unsupported-object',
      expect.any(String),
      'invalid-target-version',
      'incomplete-manifest',
      expect.any(String),
      expect.any(String),
      expect.any(String),
      undefined,
    ]);
    expect(answers[5]?.['error']).toMatchObject({ object: 'Volume', path: 'Volume.status' });
    expect(answers[5]?.['error']).toHaveProperty(
      'message',
      expect.stringContaining('a peer of 1.2 would use a broken volume'),
    );
  });

  it('ends with 1 when a line could not be converted, and with 0 when all could', async () => {
    const cwd = folderWith(PROJECT);
    const good = `${JSON.stringify({ primitive: TAGGED, to: '1.0' })}\n`;
    expect((await backlevel(['convert'], { cwd, stdin: good })).code).toBe(0);
    expect((await backlevel(['convert'], { cwd, stdin: `${good}x\n` })).code).toBe(1);
    expect((await backlevel(['convert'], { cwd, stdin: '' })).code).toBe(0);
  });

  it('answers a line before the next one comes, so that a stream can wait for it', async () => {
    const child = startBacklevel(['convert', '--jsonl'], { cwd: folderWith(PROJECT) });
    const { stdin, stdout } = child;
    if (stdin === null || stdout === null) throw new Error('no pipes');
    for (let i = 0; i < 3; i += 1) {
      stdin.write(`${JSON.stringify({ primitive: TAGGED, to: '1.2' })}\n`);
      const answer = await new Promise<Buffer>((done) => stdout.once('data', done));
      expect(JSON.parse(answer.toString())).toHaveProperty('primitive');
    }
    stdin.end();
    await new Promise((done) => child.once('close', done));
    expect(child.exitCode).toBe(0);
  });

  it('holds nothing back in memory when its reader is slow', async () => {
    const child = startBacklevel(['convert', '--jsonl'], { cwd: folderWith(PROJECT) });
    const { stdin, stdout } = child;
    if (stdin === null || stdout === null) throw new Error('no pipes');
    const line = `${JSON.stringify({ primitive: TAGGED, to: '1.2' })}\n`;
    let accepted = 0;
    // Nobody reads: after the pipes are full, no more may be taken in.
    while (accepted < 200_000) {
      accepted += 1000;
      if (stdin.write(line.repeat(1000))) continue;
      const drained = await Promise.race([
        new Promise<boolean>((done) =>
          stdin.once('drain', () => {
            done(true);
          }),
        ),
        new Promise<boolean>((done) =>
          setTimeout(() => {
            done(false);
          }, 1500),
        ),
      ]);
      if (!drained) break;
    }
    expect(accepted).toBeLessThan(200_000);
    stdout.resume();
    stdin.end();
    await new Promise((done) => child.once('close', done));
  });

  it('runs hooks as they are written, types, helpers and all', async () => {
    const files = {
      'backlevel.config.yaml': 'namespace: compute\n',
      'schemas/tag.yaml': LABELLED,
      'hooks/join.ts': JOIN,
      'hooks/tag.ts': TAG_HOOKS,
    };
    const answers = await convert(
      [
        { primitive: primitive('Tag', '1.1', { label: 'a: b' }), to: '1.0' },
        { primitive: primitive('Tag', '1.1', { label: 'never' }), to: '1.0' },
        { primitive: primitive('Tag', '1.0', { name: 'a', note: 'b' }), upgrade: true },
        { primitive: primitive('Tag', '1.0', { name: 'bad', note: 'b' }), upgrade: true },
      ],
      files,
    );
    expect(answers[0]?.['primitive']).toEqual(primitive('Tag', '1.0', { name: 'a', note: 'b' }));
    expect(answers[1]?.['error']).toMatchObject({ code: 'backport-refused', path: 'Tag.label' });
    expect(answers[2]?.['primitive']).toEqual(primitive('Tag', '1.1', { label: 'a: b' }));
    expect(answers[3]?.['error']).toMatchObject({ code: 'hook-failed' });
  });

  it.each([
    {
      where: 'beside the project',
      config: 'namespace: compute\nhooks: ../shared/hooks\noutput: src/generated\n',
      hooks: 'shared/hooks',
      args: [],
    },
    {
      where: 'with imports that name no extension, and a runtime by another name',
      config: 'namespace: compute\nimportExtension: none\nruntimeModule: "#runtime"\n',
      hooks: 'project/hooks',
      args: [],
    },
    {
      where: 'named on the command line',
      config: '',
      hooks: 'elsewhere',
      args: ['--schemas', 'schemas', '--namespace', 'compute', '--hooks', '../elsewhere'],
    },
    {
      where: 'below the schemas that are named on the command line',
      config: '',
      hooks: 'project/schemas/hooks',
      args: ['--schemas', 'schemas', '--namespace', 'compute'],
    },
  ])('finds hooks $where', async ({ config, hooks, args }) => {
    const named = config.includes('#runtime') ? '#runtime' : 'backlevel/runtime';
    const root = folderWith({
      'project/backlevel.config.yaml': config,
      'project/schemas/tag.yaml': LABELLED,
      [`${hooks}/join.ts`]: JOIN,
      [`${hooks}/tag.ts`]: TAG_HOOKS.replace('backlevel/runtime', named).replace(
        'join.js',
        config.includes('none') ? 'join' : 'join.ts',
      ),
    });
    const request = { primitive: primitive('Tag', '1.0', { name: 'a', note: 'b' }), upgrade: true };
    const run = await backlevel(['convert', ...args], {
      cwd: `${root}/project`,
      stdin: JSON.stringify(request),
      env: { XDG_CACHE_HOME: root },
    });
    expect(run.stderr).toBe('');
    expect(JSON.parse(run.stdout)).toMatchObject({
      primitive: primitive('Tag', '1.1', { label: 'a: b' }),
    });
  });

  it('reads past unknown keys, or refuses them where the config says so', async () => {
    const odd = { primitive: primitive('Tag', '1.1', { name: 'a', more: 1 }), to: '1.1' };
    const [ignored] = await convert([odd]);
    expect(ignored?.['primitive']).toEqual(primitive('Tag', '1.1', { name: 'a' }));
    const strict = { ...PROJECT, 'backlevel.config.yaml': 'namespace: compute\nunknown: refuse\n' };
    const [refused] = await convert([odd], strict);
    expect(refused?.['error']).toMatchObject({ object: 'Tag', path: 'Tag.more' });
  });

  it('keeps findings out of its answers, and does not run on broken schemas', async () => {
    const cwd = folderWith({ ...PROJECT, 'schemas/tag.yaml': TAG.replace('string', 'strin') });
    const { stdout, stderr, code } = await backlevel(['convert'], { cwd, stdin: '{}\n' });
    expect({ stdout, code }).toEqual({ stdout: '', code: 2 });
    expect(stderr).toContain('schemas/tag.yaml:4:');
  });

  it('writes no file but the cache, and is right when the cache is damaged', async () => {
    const cwd = folderWith(PROJECT);
    const stdin = JSON.stringify({ primitive: TAGGED, to: '1.0' });
    const first = await backlevel(['convert'], { cwd, stdin });
    expect(readdirSync(cwd).sort()).toEqual([
      '.backlevel-cache',
      'backlevel.config.yaml',
      'schemas',
    ]);
    const runs = readdirSync(resolve(cwd, '.backlevel-cache'));
    expect(runs).toHaveLength(1);
    const file = resolve(cwd, '.backlevel-cache', runs[0] ?? '', 'generated/volume.js');
    writeFileSync(file, readFileSync(file, 'utf8').replaceAll('size', 'sise'));
    expect(await backlevel(['convert'], { cwd, stdin })).toEqual(first);
  });
});
