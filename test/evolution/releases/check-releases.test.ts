import { readdirSync, readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { RELEASE } from '../../../src/diagnostics/catalogue/release.js';
import { checkReleases } from '../../../src/evolution/releases/index.js';
import { load, loadReleases } from '../../../src/load/index.js';
import { buildModel } from '../../../src/model/index.js';
import { codes, found, modelOf, SCHEMAS } from './story.js';

const TWO = `releases:
  "1":
    Server: "1.0"
    Tag: "1.0"
  "2":
    Bus: "1.0"
    Disk: "1.1"
    Server: "1.1"
    Tag: "1.1"
`;

describe('a release', () => {
  it('that is whole has no finding', () => {
    expect(found(TWO)).toEqual([]);
  });

  it("of the project's own schemas is whole, and with any one line less it is not", () => {
    const folder = 'schemas/compute';
    const files = readdirSync(folder).map((name) => ({
      path: `${folder}/${name}`,
      text: readFileSync(`${folder}/${name}`, 'utf8'),
    }));
    const { model } = buildModel(load(files).declarations, {
      namespace: 'compute',
      children: 'manifest',
      propertyNames: 'camelCase',
    });
    const text = readFileSync('schemas/releases.yaml', 'utf8');
    expect(found(text, { model })).toEqual([]);
    const newest = text.lastIndexOf('\n  "');
    const lines = text.slice(newest).match(/ {4}\w+: .*\n/g) ?? [];
    expect(lines.length).toBeGreaterThan(20);
    for (const line of lines) {
      const without = text.slice(0, newest) + text.slice(newest).replace(line, '');
      expect([line, codes(without, { model }).length]).toEqual([line, 1]);
    }
  });

  it('lists what its objects hold at the versions that it lists, where that is found missing', () => {
    const [finding, ...others] = found(TWO.replace('    Bus: "1.0"\n', ''));
    expect(others).toEqual([]);
    expect(finding).toMatchObject({ code: 'release/not-closed', at: '6: Disk' });
    expect(finding?.message).toBe(
      'the release 2 does not list Bus, but Disk 1.1 holds Bus in `bus`',
    );
    // Disk 1.0 had no bus yet.
    expect(
      codes(`releases:
  "1": { Server: "1.1", Disk: "1.0" }`),
    ).toEqual([]);
  });

  it('is closed at any depth, one finding for each object that is missing', () => {
    const deep = [
      `object: Top
version: "1.0"
fields: { one: "map<(Middle | Other)>", two: Middle? }
history: { "1.0": First version }`,
      `object: Middle
version: "1.0"
fields: { leaves: "list<Leaf?>" }
history: { "1.0": First version }`,
      `object: Other
version: "1.0"
fields: { top: Top? }
history: { "1.0": First version }`,
      `object: Leaf
version: "1.0"
fields: { id: integer }
history: { "1.0": First version }`,
    ];
    const model = modelOf(deep);
    const all = found('releases:\n  "1": { Top: "1.0" }\n', { model });
    expect(all.map(({ message }) => message)).toEqual([
      'the release 1 does not list Middle, but Top 1.0 holds Middle in `one`',
      'the release 1 does not list Other, but Top 1.0 holds Other in `one`',
      'the release 1 does not list Leaf, but Top 1.0 holds Leaf in `one.leaves`',
    ]);
  });

  it('does not ask for what only some versions of a missing object hold', () => {
    const all = found('releases:\n  "1": { Server: "1.1" }\n');
    expect(all.map(({ message }) => message)).toEqual([
      'the release 1 does not list Disk, but Server 1.1 holds Disk in `disks`',
    ]);
  });

  it('names objects and versions that there are', () => {
    const [wrong, ...others] = found(TWO.replace('Disk: "1.1"', 'Dsik: "1.1"'));
    expect(others).toEqual([]);
    expect(wrong).toMatchObject({ code: 'release/unknown-object', at: '7: Dsik' });
    expect(wrong?.message).toContain('did you mean Disk?');
    const [version] = found(TWO.replace('Disk: "1.1"', 'Disk: "1.7"'));
    expect(version).toMatchObject({ code: 'release/unknown-version', at: '7: "1.7"' });
    const colour = found(TWO.replace('    Disk', '    Colour: "1.0"\n    Disk'));
    expect(colour.map(({ message }) => message)).toEqual([
      'Colour, which the release 2 lists, is an enum',
    ]);
  });

  it('is not said to lack what stands there and could not be read', () => {
    const text = TWO.replace('Disk: "1.1"', 'Disk: one');
    const { releases, findings } = loadReleases({ path: 'releases.yaml', text });
    expect(findings).toHaveLength(1);
    if (releases === undefined) throw new Error('nothing could be read');
    expect(checkReleases(releases, modelOf(), { namespace: 'test' })).toEqual([]);
  });

  it('that nobody runs any more may name what is gone, and is not in the way', () => {
    const text = TWO.replace('Tag: "1.0"', 'Tag: "0.9"\n    Gone: "1.0"');
    expect(codes(text)).toEqual(['release/unknown-version', 'release/unknown-object']);
    expect(codes(`supported: ["2"]\n${text}`)).toEqual([]);
  });

  it('holds nothing experimental, neither listed nor nested', () => {
    const listed = found(TWO.replace('    Disk', '    Draft: "0.1"\n    Disk'));
    expect(listed).toMatchObject([{ code: 'release/experimental', at: '7: Draft' }]);
    const model = modelOf([
      ...SCHEMAS,
      `object: Holder
version: "1.0"
fields: { draft: Draft }
history: { "1.0": First version }`,
    ]);
    const nested = found('releases: { "1": { Holder: "1.0" } }', { model });
    expect(nested).toMatchObject([{ code: 'release/experimental', at: '1: Holder' }]);
  });

  it('under a cascade lists no child below what the version of its parent means', () => {
    const schemas = [
      `object: Server
version: "1.1"
fields: { disk: Disk }
history: { "1.1": [{ change: disk, was: Disk@1.0 }], "1.0": First version }`,
      `object: Disk
version: "1.1"
fields: { size: integer, bus: Bus }
history: { "1.1": [{ add: bus }], "1.0": First version }`,
      `object: Bus
version: "1.0"
fields: { kind: string }
history: { "1.0": First version }`,
    ];
    const model = modelOf(schemas, { children: 'cascade' });
    const release = (entries: string) => found(`releases: { "1": { ${entries} } }`, { model });
    expect(release('Server: "1.0", Disk: "1.0"')).toEqual([]);
    expect(release('Server: "1.0", Disk: "1.1", Bus: "1.0"')).toEqual([]);
    expect(release('Server: "1.1", Disk: "1.0"')).toMatchObject([
      { code: 'release/not-closed', at: '1: "1.0"' },
    ]);
    // What is missing is fixed, and so is what it holds.
    expect(release('Server: "1.1"').map(({ message }) => message)).toEqual([
      'the release 1 does not list Disk, but Server 1.1 holds Disk 1.1 in `disk`',
      'the release 1 does not list Bus, but Server 1.1 holds Bus 1.0 in `disk.bus`',
    ]);
    const down = found(
      `releases:
  "1": { Server: "1.0", Disk: "1.1", Bus: "1.0" }
  "2": { Server: "1.1", Disk: "1.0", Bus: "1.0" }`,
      { model },
    );
    expect(down).toMatchObject([{ code: 'release/not-closed', at: '3: "1.0"' }]);
  });

  it('names any major of an object by one name', () => {
    const model = modelOf([
      `object: Item
version: "1.1"
fields: { tag: Tag }
history: { "1.1": [{ add: tag }], "1.0": First version }`,
      `object: Item
version: "2.0"
fields: { bus: Bus }
history: { "2.0": Begun anew }`,
      `object: Box
version: "1.0"
fields: { old: "Item@1", new: Item }
history: { "1.0": First version }`,
      ...SCHEMAS.slice(2, 5),
    ]);
    const release = (entries: string) => codes(`releases: { "1": { ${entries} } }`, { model });
    expect(release('Box: "1.0", Item: "1.0"')).toEqual([]);
    expect(release('Box: "1.0", Item: "2.0", Bus: "1.0"')).toEqual([]);
    expect(release('Item: "1.1"')).toEqual(['release/not-closed']);
    expect(release('Item: "2.0"')).toEqual(['release/not-closed']);
    expect(release('Box: "1.0"')).toEqual(['release/not-closed']);
  });

  it('says which namespace where two share a name', () => {
    const model = modelOf([
      ...SCHEMAS,
      `object: Tag
namespace: other
typescriptName: OtherTag
version: "1.0"
fields: { id: integer }
history: { "1.0": First version }`,
    ]);
    const release = (entries: string) => found(`releases: { "1": { ${entries} } }`, { model });
    expect(release('Tag: "1.0"')).toMatchObject([{ code: 'release/ambiguous-name', at: '1: Tag' }]);
    expect(release('Tag: "1.0"')[0]?.message).toContain('test/Tag or other/Tag');
    expect(release('test/Tag: "1.1", other/Tag: "1.0"')).toEqual([]);
    expect(release('test/Bus: "1.0", Bus: "1.0"')).toMatchObject([
      { code: 'release/duplicate', at: '1: Bus' },
    ]);
  });
});

describe('from one release to the next', () => {
  it('no version goes down, as integers', () => {
    const all = found(
      TWO.replace('Tag: "1.0"', 'Tag: "1.1"').replace(/Tag: "1.1"\n$/, 'Tag: "1.0"\n'),
    );
    expect(all).toMatchObject([
      { code: 'release/goes-down', at: '9: "1.0"', related: ['4: 1 has this'] },
    ]);
  });

  it('no object is left out while there is one, and it is told once', () => {
    const text = `${TWO.replace(/ {4}Tag: "1.1"\n$/, '')}  "3":
    Bus: "1.0"
    Disk: "1.1"
    Server: "1.1"
`;
    expect(found(text)).toMatchObject([
      { code: 'release/gap', at: '5: "2"', related: ['4: 1 has this'] },
    ]);
    expect(codes(text, { model: modelOf(SCHEMAS.slice(0, 3)) })).toEqual([
      'release/unknown-object',
    ]);
  });
});

describe('the list of supported releases', () => {
  it('names releases that there are, once each', () => {
    const [unknown, ...others] = found(`supported: ["2", "22"]\n${TWO.replaceAll('"2"', '"21"')}`);
    expect(unknown).toMatchObject({ code: 'release/unknown-release', at: '1: "2"' });
    expect(others).toMatchObject([{ code: 'release/unknown-release', at: '1: "22"' }]);
    expect(others[0]?.message).toContain('did you mean 21?');
    expect(found(`supported: ["1", "2", "1"]\n${TWO}`)).toMatchObject([
      { code: 'release/duplicate', at: '1: "1"' },
    ]);
  });
});

describe('a release that was cut', () => {
  it('is held to what it was, with each entry named and nothing that follows from it', () => {
    const text = TWO.replace('Tag: "1.0"', 'Tag: "1.1"').replace(
      '    Disk: "1.1"\n',
      '    Disk: "1.0"\n',
    );
    const all = found(text, { before: TWO });
    expect(all.map(({ code, at, message }) => [code, at, message.split(': ')[1]])).toEqual([
      ['release/cut-edited', '2: "1"', 'Tag 1.0 is 1.1'],
      ['release/cut-edited', '5: "2"', 'Disk 1.1 is 1.0'],
    ]);
    const without = TWO.replace('    Disk: "1.1"\n', '    Draft: "0.1"\n');
    expect(found(without, { before: TWO })).toMatchObject([
      {
        code: 'release/cut-edited',
        message: 'the release 2 was cut, and is not what it was: Disk 1.1 is gone, Draft is new',
      },
    ]);
  });

  it('does not make its neighbours wrong by an edit', () => {
    expect(codes(TWO.replace('Tag: "1.0"', 'Tag: "1.2"'), { before: TWO })).toEqual([
      'release/cut-edited',
    ]);
  });

  it('may be retired, supported again, commented and reordered', () => {
    const other = `# Ours.
releases:
  '1': { Tag: '1.0', Server: '1.0' }
  '2': { Server: '1.1', Tag: '1.1', Disk: '1.1', Bus: '1.0' } # the newest
supported: ['2']
`;
    expect(codes(other, { before: TWO })).toEqual([]);
    expect(codes(TWO, { before: other })).toEqual([]);
  });

  it('goes only after it was retired', () => {
    const later = `releases:\n${TWO.slice(TWO.indexOf('  "2"'))}`;
    expect(found(later, { before: TWO })).toMatchObject([
      { code: 'release/cut-edited', at: '1: releases' },
    ]);
    expect(codes(`supported: ["1", "2"]\n${later}`, { before: TWO })).toEqual([
      'release/cut-edited',
    ]);
    expect(codes(later, { before: `supported: ["2"]\n${TWO}` })).toEqual([]);
  });

  it('may say the namespace of a name that came to be shared', () => {
    const model = modelOf([
      ...SCHEMAS,
      `object: Tag
namespace: other
typescriptName: OtherTag
version: "1.0"
fields: { id: integer }
history: { "1.0": First version }`,
    ]);
    const before = 'releases: { "1": { Tag: "1.0" } }';
    expect(codes('releases: { "1": { test/Tag: "1.0" } }', { before, model })).toEqual([]);
    const more = 'releases: { "1": { test/Tag: "1.0", other/Tag: "1.0" } }';
    expect(codes(more, { before, model })).toEqual(['release/cut-edited']);
    expect(codes('releases: { "1": { test/Tag: "1.1" } }', { before, model })).toEqual([
      'release/cut-edited',
    ]);
  });
});

describe('the findings about releases', () => {
  it('all have a test here or of the command that provokes them', () => {
    const texts = ['test/evolution/releases/check-releases.test.ts', 'test/cli/release.test.ts'];
    const tested = texts.map((path) => readFileSync(path, 'utf8')).join('\n');
    expect(Object.keys(RELEASE).filter((code) => !tested.includes(`${code}'`))).toEqual([]);
  });
});
