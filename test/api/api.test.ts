// A build tool or a bot has the compiler and the gate without a process, a disk or a parser of printed lines.

import { describe, expect, it } from 'vitest';
import {
  check,
  compile,
  diff,
  type Files,
  formatFindings,
  losses,
  readFiles,
  show,
} from '../../src/api/index.js';
import { folderWith } from '../support/folder.js';

const OLD = `object: Volume
version: "1.0"
fields:
  id: uuid
history:
  "1.0": First version
`;

const NEW = `object: Volume
version: "1.1"
fields:
  id: uuid
  note: string?
history:
  "1.1":
    - add: note
  "1.0": First version
`;

const UNVERSIONED = OLD.replace('  id: uuid\n', '  id: uuid\n  note: string?\n');
const BROKEN = OLD.replace('uuid', 'uid');

const of = (text: string): Files => ({ 'schemas/volume.yaml': text });
const codes = (findings: readonly { readonly code: string }[]): readonly string[] =>
  findings.map(({ code }) => code);

describe('compile', () => {
  it('gives what generate would write', async () => {
    const { files, findings, objects } = await compile(of(NEW));
    expect(codes(findings)).toEqual([]);
    expect(objects).toBe(1);
    expect(Object.keys(files)).toContain('generated/index.ts');
    expect(files['generated/volume.ts']).toContain('class Volume');
  });

  it('returns mistakes with their places, and no code of broken schemas', async () => {
    const { files, findings } = await compile(of(BROKEN));
    expect(files).toEqual({});
    expect(findings[0]).toMatchObject({
      severity: 'error',
      span: { file: 'schemas/volume.yaml', line: 4 },
    });
  });

  it('returns what is wrong with the config, and does not throw it', async () => {
    const { findings } = await compile({ ...of(OLD), 'backlevel.config.yaml': 'output: ..' });
    expect(codes(findings)).toEqual(['config/output-outside']);
    expect((await compile({})).findings[0]?.code).toBe('config/no-schemas');
  });
});

describe('check', () => {
  it('holds schemas to what was released', async () => {
    expect(codes((await check(of(NEW), of(OLD))).findings)).toEqual([]);
    expect(codes((await check(of(UNVERSIONED), of(OLD))).findings)).toEqual([
      'history/missing-bump',
    ]);
  });

  it('says when nothing was compared', async () => {
    expect((await check(of(OLD))).without).toContain('backlevel.lock.yaml');
    const broken = await check(of(OLD), of(BROKEN));
    expect(broken).toMatchObject({ without: 'the baseline has errors' });
    expect(broken.findings[0]?.severity).toBe('error');
  });
});

it('diff tells changes, what they ask, and what older peers lose', async () => {
  const { things, findings } = await diff(of(OLD), of(NEW));
  expect(findings).toEqual([]);
  expect(things).toMatchObject([
    {
      what: 'object',
      from: '1.0',
      to: '1.1',
      changes: [{ asks: 'minor' }],
      losses: [{ path: 'Volume.note', kind: 'drop' }],
    },
  ]);
  expect(codes((await diff(of(BROKEN), of(NEW))).findings)).not.toEqual([]);
});

it('show has every shape, and losses all that may happen on the way', async () => {
  const { shapes } = await show(of(NEW));
  expect(shapes.map(({ object, version }) => `${object} ${version}`)).toEqual([
    'Volume 1.0',
    'Volume 1.1',
  ]);
  expect(shapes[0]?.jsonSchema).toMatchObject({ title: 'Volume 1.0' });
  expect(await losses(of(NEW), { Volume: '1.1' }, { Volume: '1.0' })).toMatchObject({
    findings: [],
    entries: [{ path: 'Volume.note', kind: 'drop', since: '1.1' }],
    unknown: [],
  });
  expect((await losses(of(NEW), { Volume: '2.0' }, { Volume: '1.0' })).unknown).toEqual(['Volume']);
});

it('a project on a disk is read, config, hooks, lock and all', async () => {
  const root = folderWith({
    'own.yaml': 'schemas: objects\n',
    'objects/volume.yaml': BROKEN,
    'objects/backlevel.lock.yaml': '# a lock\n',
    'hooks/volume.ts': '// hooks\n',
    'package.json': '{}',
  });
  const files = await readFiles(`${root}/own.yaml`);
  expect(Object.keys(files).sort()).toEqual([
    'backlevel.config.yaml',
    'hooks/volume.ts',
    'objects/backlevel.lock.yaml',
    'objects/volume.yaml',
  ]);
  const { findings } = await compile(files);
  expect(formatFindings(findings, files)).toContain('objects/volume.yaml:4:');
  await expect(readFiles(`${root}/none.yaml`)).rejects.toMatchObject({ code: 'ENOENT' });
});
