// The code of an old peer is made from the schemas of today: were it another than the peer's, a fake peer
// and a rehearsed upgrade would prove nothing.

import { readFileSync } from 'node:fs';
import { describe, expect, test } from 'vitest';
import { formatVersion } from '../../src/core/version.js';
import { loadReleases } from '../../src/load/index.js';
import { modelAt, recordsOf, type Model } from '../../src/model/index.js';
import { computeModel } from '../compute/compute-model.js';
import { complaints } from '../support/compiler.js';
import { emitted, registryOf } from '../support/generated.js';
import { randomHookFiles } from '../support/random-hooks.js';
import { modelOf } from './story.js';

const path = 'schemas/releases.yaml';
const { releases } = loadReleases({ path, text: readFileSync(path, 'utf8') });
const RELEASES = (releases?.releases ?? []).map(({ name, versions }) => ({
  name: name.value,
  manifest: Object.fromEntries(
    versions.map((entry): [string, string] => [
      entry.name.value,
      formatVersion(entry.version.value),
    ]),
  ),
}));
const { model: whole } = computeModel();

function cutTo(model: Model, manifest: Readonly<Record<string, string>>): Model {
  const at = modelAt(model, manifest);
  if (!at.ok) throw new Error(JSON.stringify(at.unknown));
  return at.model;
}

describe.each(RELEASES)('the model at release $name', ({ name, manifest }) => {
  const cut = cutTo(whole, manifest);

  test('has code that speaks exactly what was released', async () => {
    const registry = await registryOf(`model-at-${name}`, cut, { hooksFolder: '../../../hooks' });
    expect(registry.manifest()).toEqual(manifest);
  });

  test('has code that compiles', () => {
    const folder = `test/output/model-at-${name}-types`;
    const hooks = Object.entries(randomHookFiles(cut, '../generated'));
    const files = emitted(cut).map(({ path, text }): [string, string] => [
      `${folder}/generated/${path}`,
      text,
    ]);
    const all = [
      ...files,
      ...hooks.map(([path, text]): [string, string] => [`${folder}/hooks/${path}`, text]),
    ];
    expect(complaints(Object.fromEntries(all))).toEqual([]);
  });

  test('knows every version that it keeps as the whole model does', () => {
    const wire = { prefix: 'versioned_object', namespace: 'compute' };
    const [ours, theirs] = [cut, whole].map((model) => recordsOf(model, wire, () => undefined));
    expect(ours?.objects.size).toBeGreaterThanOrEqual(Object.keys(manifest).length);
    for (const [key, { versions }] of ours?.objects ?? []) {
      for (const [version, { sections }] of versions) {
        const known = theirs?.objects.get(key)?.versions.get(version)?.sections;
        expect({ key, version, sections }).toEqual({ key, version, sections: asThen(known, cut) });
      }
    }
    for (const [key, { versions }] of ours?.enums ?? []) {
      for (const [version, { sections }] of versions) {
        expect(sections).toEqual(theirs?.enums.get(key)?.versions.get(version)?.sections);
      }
    }
  });

  test('knows nothing newer', () => {
    for (const { name: object, versions, isNewestMajor } of cut.objects.values()) {
      if (isNewestMajor) expect(versions.slice(-1).map(formatVersion)).toEqual([manifest[object]]);
    }
  });
});

const ENUM = `
enum: Bus
version: "1.0"
values: [ide, scsi]
history: { "1.0": First version }
`;
const DISK = `
object: Disk
version: "1.1"
fields:
  bus: Bus
  size_gb: { type: integer, default: 1 }
history:
  "1.1":
    - add: size_gb
  "1.0": First version
`;
const HOST = `
object: Host
version: "1.1"
fields:
  title: string
  disks: map<list<Disk?>>
  main: (Disk | Tape)?
history:
  "1.1":
    - add: main
      upgrade: { value: null }
  "1.0": First version
`;
const TAPE = `
object: Tape
version: "1.0"
fields: { length: integer }
history: { "1.0": First version }
`;

/** The same, after years: a joined major, one that is not, a longer enum, renames, and things that are new. */
const SINCE = [
  `
enum: Bus
version: "1.2"
values: [virtio, ide, nvme]
history:
  "1.2":
    - add: nvme
      backport: virtio
    - remove: scsi
      upgrade: ide
  "1.1":
    - add: virtio
      backport: ide
  "1.0": First version
`,
  DISK.replace('version: "1.1"', 'version: "1.2"').replace(
    'history:',
    `history:
  "1.2":
    - change: bus
      was: Bus@1.0`,
  ),
  `
object: Disk
version: "2.1"
fields: { bus: Bus, bytes: string, label: string? }
history:
  "2.1":
    - add: label
  "2.0":
    - from: "1.2"
    - rename: size_gb
      to: bytes
      was: { type: integer, default: 1 }
      backport: { convert: parse, else: 1 }

`,
  `
object: Host
version: "1.3"
fields:
  name: string
  disks: map<list<Disk?>>
  main: (Disk | Tape)?
  extra: Extra?
history:
  "1.3":
    - rename: title
      to: name
  "1.2":
    - add: extra
  "1.1":
    - add: main
      upgrade: { value: null }
  "1.0": First version
`,
  TAPE,
  `
object: Tape
version: "2.0"
fields: { reels: integer }
history: { "2.0": Another thing altogether }
`,
  `
object: Extra
version: "1.0"
fields: { text: string }
history: { "1.0": First version }
`,
];

describe('the model at a release', () => {
  test('has the very code that the release had, whatever came after it', () => {
    const then = emitted(modelOf([ENUM, DISK, HOST, TAPE]));
    const now = cutTo(modelOf(SINCE), { Disk: '1.1', Host: '1.1', Tape: '1.0' });
    expect(texts(emitted(now))).toEqual(texts(then));
  });

  test('keeps what only its older versions held', () => {
    const thing = `
object: Thing
version: "1.2"
fields: { id: integer }
history:
  "1.2":
    - add: id
      backport: drop
  "1.1":
    - remove: old
      was: Old?
      backport: unset
  "1.0": First version
`;
    const old = `
object: Old
version: "1.0"
fields: { id: integer }
history: { "1.0": First version }
`;
    const cut = cutTo(modelOf([thing, old]), { Thing: '1.1' });
    expect([...cut.objects.keys()]).toEqual(['test/Old', 'test/Thing']);
  });

  test('says which entries it does not know', () => {
    const model = modelOf([TAPE, `namespace: other\ntypescriptName: Ribbon${TAPE}`, ENUM, DISK]);
    const manifest = { Tape: '1.0', 'test/Tape': '1.0', Disk: '1.7', Dsik: '1.0' };
    expect(modelAt(model, manifest)).toEqual({
      ok: false,
      unknown: [
        { name: 'Tape', version: '1.0', why: 'several-objects' },
        { name: 'Disk', version: '1.7', why: 'no-version' },
        { name: 'Dsik', version: '1.0', why: 'no-object' },
      ],
    });
  });
});

/** Without the first line, which names the schema file. */
function texts(files: readonly { readonly path: string; readonly text: string }[]): object {
  return Object.fromEntries(files.map(({ path, text }) => [path, text.replace(/^.*\n/, '')]));
}

/** Where an older major was the newest, references have its plain name. */
function asThen(sections: unknown, cut: Model): unknown {
  const text = JSON.stringify(sections).replace(
    /(\w+)@(\d+)/g,
    (reference: string, name: string, major: string) => {
      const object = cut.objects.get(`compute/${name}`);
      return object?.major === Number(major) ? name : reference;
    },
  );
  const parsed: unknown = JSON.parse(text);
  return parsed;
}
