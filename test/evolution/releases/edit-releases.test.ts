import { describe, expect, it } from 'vitest';
import {
  addRelease,
  beginReleases,
  presentRelease,
  withoutSupport,
} from '../../../src/evolution/releases/index.js';
import { modelOf, releasesOf, SCHEMAS } from './story.js';

const MANIFEST = presentRelease(modelOf());

/** Cuts a release, and makes sure that the file reads as before but for that. */
function cut(text: string, name = 'new'): string {
  const before = releasesOf(text);
  const result = addRelease(text, before, name, MANIFEST);
  const after = releasesOf(result);
  const entries = (releases: typeof before) =>
    releases.releases.map((one) => [one.name.value, one.versions.length]);
  expect(entries(after)).toEqual([...entries(before), [name, MANIFEST.length]]);
  const supported = before.supported?.map(({ value }) => value);
  expect(after.supported?.map(({ value }) => value)).toEqual(
    supported === undefined ? undefined : [...supported, name],
  );
  return result;
}

/** Retires a release, and makes sure that the file reads as before but for that. */
function retire(text: string, name: string): string {
  const before = releasesOf(text);
  const result = withoutSupport(text, before, name);
  const after = releasesOf(result);
  const all = before.supported ?? before.releases.map((one) => one.name);
  expect(after.supported?.map(({ value }) => value)).toEqual(
    all.map(({ value }) => value).filter((value) => value !== name),
  );
  expect(after.releases.length).toBe(before.releases.length);
  return result;
}

const ENTRIES = `    Bus: "1.0"
    Disk: "1.2"
    Server: "1.1"
    Tag: "1.1"
`;

describe('cutting a release', () => {
  it('lists the present version of every stable object, sorted', () => {
    expect(MANIFEST.map(({ name }) => name.value)).toEqual(['Bus', 'Disk', 'Server', 'Tag']);
    const shared = modelOf([
      ...SCHEMAS,
      `object: Tag
namespace: other
typescriptName: OtherTag
version: "1.0"
fields: { id: integer }
history: { "1.0": First version }`,
      `object: Bus
version: "2.0"
stability: experimental
fields: { id: integer }
history: { "2.0": Begun anew }`,
    ]);
    const all = presentRelease(shared).map(({ name, version }) => [name.value, version.value]);
    expect(all).toEqual([
      ['Bus', { major: 1, minor: 0 }],
      ['Disk', { major: 1, minor: 2 }],
      ['Server', { major: 1, minor: 1 }],
      ['other/Tag', { major: 1, minor: 0 }],
      ['test/Tag', { major: 1, minor: 1 }],
    ]);
  });

  it('begins a file that editors know the form of', () => {
    const text = beginReleases('../x.schema.json', '2026.1', MANIFEST);
    expect(text.startsWith('# yaml-language-server: $schema=../x.schema.json\n')).toBe(true);
    expect(text.endsWith(`releases:\n  "2026.1":\n${ENTRIES}`)).toBe(true);
    expect(releasesOf(text).releases).toHaveLength(1);
  });

  it('writes below the last one, in its manner, and touches nothing else', () => {
    const text = `# Ours.
supported: ["1", "2"] # and no other

releases:
  "1": # the first
    Tag: "1.0"

  # It was hard.
  "2":
    Tag: "1.0" # still
    # Disk: not yet

# The end.
`;
    expect(cut(text)).toBe(
      text.replace('"2"]', '"2", "new"]').replace('not yet\n', `not yet\n\n  "new":\n${ENTRIES}`),
    );
  });

  it('keeps the line ends of the file, and the depth of its entries', () => {
    const text = 'releases:\r\n    "1":\r\n          Tag: "1.0"\r\n';
    const added = ENTRIES.replaceAll(/^ {4}/gm, ' '.repeat(10)).replaceAll('\n', '\r\n');
    expect(cut(text)).toBe(`${text}    "new":\r\n${added}`);
  });

  it('finds its place in each form that a file may have', () => {
    expect(cut('releases: {}\n')).toBe(`releases:\n  "new":\n${ENTRIES}`);
    expect(cut('releases: {} # none yet\n')).toBe(`releases: # none yet\n  "new":\n${ENTRIES}`);
    expect(cut('releases:\n  "1": { Tag: "1.0" }')).toBe(
      `releases:\n  "1": { Tag: "1.0" }\n  "new":\n${ENTRIES.trimEnd()}`,
    );
    const inFlow = '"new": { Bus: "1.0", Disk: "1.2", Server: "1.1", Tag: "1.1" }';
    expect(cut('releases: { "1": { Tag: "1.0" } }\n')).toBe(
      `releases: { "1": { Tag: "1.0" }, ${inFlow} }\n`,
    );
    expect(cut('{ releases: {} }\n')).toBe(`{ releases: { ${inFlow} } }\n`);
    expect(cut('{"supported": ["1"], "releases": {"1": {"Tag": "1.0"}}}')).toContain(
      '["1", "new"]',
    );
    cut('releases:\n  "1":\n    Tag: "1.0"\nsupported: ["1"]\n');
    cut('releases:\n  "1": {}\n');
    cut(`releases:\n  "1": {\n    Tag: "1.0",\n  }\nsupported: []\n`);
  });

  it.each(['2026.1', 'null', "it's", 'a"b', '#x', '__proto__', 'yes:'])(
    'writes the name %s as that name',
    (name) => {
      cut('supported: ["1"]\nreleases:\n  "1": { Tag: "1.0" }\n', name);
    },
  );

  it('adds to a list of supported releases in its own form', () => {
    const releases = 'releases: { "1": {}, "2": {} }\n';
    expect(cut(`supported:\n  - "1" # old\n  - '2' # newer\n${releases}`)).toContain(
      `  - '2' # newer\n  - "new"\n`,
    );
    expect(cut(`supported:\n- "1"\n${releases}`)).toContain('\n- "1"\n- "new"\n');
    expect(cut(`supported: [\n  "1",\n  "2", # newer\n]\n${releases}`)).toContain(
      '  "2",\n  "new", # newer\n]',
    );
  });
});

describe('retiring a release', () => {
  const releases = 'releases:\n  "1": {}\n  "2": {}\n  "3": {}\n';

  it('leaves its list and all else as it was', () => {
    const text = `# Ours.\nsupported: ["1", "2", "3"] # of them all\n${releases}`;
    expect(retire(text, '1')).toBe(text.replace('"1", "2"', '"2"'));
    expect(retire(text, '2')).toBe(text.replace('"2", "3"', '"3"'));
    expect(retire(text, '3')).toBe(text.replace(', "3"', ''));
  });

  it('takes the line where it has one of its own', () => {
    const block = `supported:\n  - "1" # old\n  - "2"\n${releases}`;
    expect(retire(block, '1')).toBe(block.replace('  - "1" # old\n', ''));
    expect(retire(block, '2')).toBe(block.replace('  - "2"\n', ''));
    const flow = `supported: [\n  "1", # old\n  "2"\n]\n${releases}`;
    expect(retire(flow, '1')).toBe(flow.replace('  "1", # old\n', ''));
    expect(retire(flow, '2')).toBe(flow.replace('  "2"\n', ''));
    retire(`supported: ["1",\n  "2"]\n${releases}`, '2');
    retire(`supported: [ "1"\n  , "2" ]\n${releases}`, '1');
  });

  it('leaves an empty list when it was the last, and not none: that would support all', () => {
    expect(retire(`supported: ["2"]\n${releases}`, '2')).toBe(`supported: []\n${releases}`);
    expect(retire(`supported: [ "2", ]\n${releases}`, '2')).toBe(`supported: []\n${releases}`);
    expect(retire(`supported:\n  - "2"\n${releases}`, '2')).toBe(`supported: []\n${releases}`);
  });

  it('begins a list of all others where there was none', () => {
    expect(retire(`# Ours.\n\n${releases}`, '2')).toBe(
      `# Ours.\n\nsupported: ["1", "3"]\n${releases}`,
    );
    expect(retire('{ releases: { "1": {}, "2": {} } }', '1')).toBe(
      '{ supported: ["2"], releases: { "1": {}, "2": {} } }',
    );
  });
});
