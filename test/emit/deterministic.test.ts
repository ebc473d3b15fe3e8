// Generated code is reviewed as a diff. Were it to depend on anything but schemas and settings, every
// machine would make another one, and a reviewer could not tell what a schema change did.

import { describe, expect, test } from 'vitest';
import type { EmitSettings } from '../../src/emit/index.js';
import { load, type SourceFile } from '../../src/load/index.js';
import { buildModel, type Model } from '../../src/model/index.js';
import { COMPUTE, schemaFiles } from '../compute/compute-model.js';
import { emitted } from '../support/generated.js';
import { randomSchemas } from '../support/random-schemas.js';

const FILES = schemaFiles('schemas/compute');

function modelOf(
  files: readonly SourceFile[],
  propertyNames: EmitSettings['propertyNames'] = 'camelCase',
): Model {
  const { model, findings } = buildModel(load(files).declarations, { ...COMPUTE, propertyNames });
  expect(findings).toEqual([]);
  return model;
}

/** Texts by path, in the order in which they were emitted. */
function emit(model: Model, settings: Partial<EmitSettings> = {}): ReadonlyMap<string, string> {
  return new Map(emitted(model, settings).map(({ path, text }) => [path, text]));
}

/** The text of one file of the project that these schemas are. */
function fileOf(path: string, schemas: Readonly<Record<string, string>>): string {
  const files = Object.entries(schemas).map(([name, text]) => ({ path: `schemas/${name}`, text }));
  return emit(modelOf(files)).get(path) ?? '';
}

describe('the same schemas give the same bytes', () => {
  const once = emit(modelOf(FILES));

  test('on every run', () => {
    expect([...emit(modelOf(FILES))]).toEqual([...once]);
  });

  test('in whichever order the files are read', () => {
    expect([...emit(modelOf([...FILES].reverse()))]).toEqual([...once]);
  });

  test('in whichever order objects and enums stand in the model', () => {
    const { objects, enums } = modelOf(FILES);
    const turned = {
      objects: new Map([...objects].reverse()),
      enums: new Map([...enums].reverse()),
    };
    expect([...emit(turned)]).toEqual([...once]);
  });

  test('of random schemas too', () => {
    for (const seed of [1, 2, 3, 4]) {
      const [a, b] = [randomSchemas(seed), randomSchemas(seed)];
      expect([...emit(a.model)]).toEqual([...emit(b.model)]);
    }
  });

  test('sorted by path, each ending in one line break', () => {
    expect([...once.keys()]).toEqual([...once.keys()].sort());
    for (const text of once.values()) expect(text).toMatch(/[^\n]\n$/);
  });
});

describe('what is no part of a schema’s meaning changes no line but the one that names the file', () => {
  const before = emit(modelOf(FILES));

  test('a comment', () => {
    const commented = FILES.map(({ path, text }) => ({
      path,
      text: `# a comment\n${text}\n# end\n`,
    }));
    expect([...emit(modelOf(commented))]).toEqual([...before]);
  });

  test('a note in the history', () => {
    const noted = FILES.map(({ path, text }) => ({
      path,
      text: text.replace('"1.0": First version', '"1.0": The version that was first'),
    }));
    expect([...emit(modelOf(noted))]).toEqual([...before]);
  });

  test('another place of the file', () => {
    const moved = FILES.map(({ path, text }) => ({ path: path.replace('compute', 'other'), text }));
    for (const [path, text] of emit(modelOf(moved))) {
      expect(text.replace('schemas/other/', 'schemas/compute/')).toEqual(before.get(path));
      const lines = text.split('\n');
      const changed = (before.get(path) ?? '').split('\n').filter((line, i) => line !== lines[i]);
      expect(changed.length).toBeLessThanOrEqual(1);
    }
  });
});

describe('a setting is honoured wherever it has a say', () => {
  const model = modelOf(FILES);
  const all = (settings: Partial<EmitSettings>): string =>
    [...emit(model, settings).values()].join('');
  const specifiers = (text: string): readonly string[] =>
    [...text.matchAll(/ from "([^"]*)";/g)].map(([, specifier = '']) => specifier);

  test.each([
    ['.js', /^\.\.?\/.*\.js$/],
    ['.ts', /^\.\.?\/.*\.ts$/],
    ['none', /^\.\.?\/[^.]*$/],
  ] as const)('import extension %s', (importExtension, form) => {
    const relative = specifiers(all({ importExtension })).filter((one) => one.startsWith('.'));
    expect(relative.length).toBeGreaterThan(50);
    expect(relative.filter((one) => !form.test(one))).toEqual([]);
  });

  test('where the runtime is', () => {
    const found = specifiers(all({ runtimeModule: '#runtime' })).filter(
      (one) => !one.startsWith('.'),
    );
    expect(new Set(found)).toEqual(new Set(['#runtime']));
  });

  test('where the hooks are', () => {
    const found = specifiers(all({ hooksFolder: '../../my/hooks' })).filter((one) =>
      /hooks/.test(one),
    );
    expect(found.sort()).toEqual([
      '../../my/hooks/host.js',
      '../../my/hooks/numa-cell.js',
      '../../my/hooks/port.js',
      '../../my/hooks/volume.js',
    ]);
  });

  test('the prefix of the envelope', () => {
    const text = all({ prefix: 'nova_object' });
    expect(text).not.toContain('versioned_object');
    expect(emit(model, { prefix: 'nova_object' }).get('wire.ts')).toContain(
      '"nova_object.name": name',
    );
  });

  test('property names as they are written', () => {
    const asWritten = emit(modelOf(FILES, 'asWritten'), { propertyNames: 'asWritten' });
    expect(asWritten.get('flavor.ts')).toContain('get memory_mb(): number {');
    expect(emit(model).get('flavor.ts')).toContain('get memoryMb(): number {');
  });
});

describe('what a reader of the code wants to know of a field stands above it', () => {
  const schema = `
object: Volume
version: "1.3"
doc: |
  What an instance keeps its data on.

  It outlives the instance.
fields:
  size_gb: { type: integer, default: 10, doc: Size in GiB. }
  token: { type: string, sensitive: true, readOnly: true }
  host: { type: "string?", deprecated: { message: "the */ scheduler knows it", since: "1.2" } }
  plain: string
history:
  "1.3": Said more
  "1.2":
    - rename: size
      to: size_gb
  "1.1":
    - add: token
      backport: { refuse: it is needed }
  "1.0": First version
`;
  const text = fileOf('volume.ts', { 'volume.yaml': schema });
  const above = (name: string): string =>
    new RegExp(`((?:.*\\n){6})  get ${name}\\(`).exec(text)?.[1] ?? '';

  test('its doc, its default, its former name', () => {
    expect(above('sizeGb')).toMatch(
      / {2}\/\*\*\n {3}\* Size in GiB\.\n {3}\* @default 10\n {3}\* Called `size` before 1\.2\.\n {3}\*\/\n$/,
    );
  });

  test('since when it is there, that it is sensitive and may be set once', () => {
    expect(above('token')).toMatch(/Read-only once set\.\n.*Sensitive: masked.*\n.*@since 1\.1\n/);
  });

  test('that it is deprecated, since when and why, in a comment that ends where it should', () => {
    expect(above('host')).toContain('/** @deprecated since 1.2: the *\\/ scheduler knows it */\n');
  });

  test('nothing where there is nothing to say', () => {
    expect(above('plain').trimEnd()).toMatch(/\}$/);
  });

  test('the object’s own doc above its class, free lines included', () => {
    expect(text).toContain(
      '/**\n * What an instance keeps its data on.\n *\n * It outlives the instance.\n */\nexport class Volume',
    );
  });

  test('each version’s data says how it differs from the next', () => {
    expect(text).toContain('/** Volume 1.3 as data. */\nexport interface VolumeV1_3 {');
    expect(text).toContain('/** Volume 1.2. */\nexport type VolumeV1_2 = VolumeV1_3;');
    expect(text).toContain('/** Volume 1.1: `size_gb` was called `size`. */');
    expect(text).toContain('/** Volume 1.0: before `token`. */');
  });

  test('which file it was made from, and that it is not to be edited', () => {
    expect(text.split('\n', 1)).toEqual([
      '// Generated by backlevel from schemas/volume.yaml. Do not edit; run `backlevel generate`.',
    ]);
  });
});
