import { describe, expect, it } from 'vitest';
import { load } from '../../src/load/index.js';
import { declared, enumOf, objectOf } from './declared.js';

const HEAD = 'object: Foo\nversion: "1.0"\nhistory: { "1.0": First }\n';

describe('what a schema says is read by its place, not by what YAML takes it for', () => {
  it('names and values that look like numbers, flags or null are text', () => {
    const { values } = enumOf(
      'enum: E\nversion: "1.0"\nvalues: [on, null, 1e3, 007, 1.10, 0x1F, ~, yes, "", __proto__]\nhistory: { "1.0": x }\n',
    );
    const texts = ['on', 'null', '1e3', '007', '1.10', '0x1F', '~', 'yes', '', '__proto__'];
    expect(values.map(({ name }) => name.value)).toEqual(texts);
  });

  it('fields may be named like members that every JavaScript object has', () => {
    const { fields } = objectOf(
      `${HEAD}fields: { constructor: string, valueof: integer, on: boolean }\n`,
    );
    expect(fields.map(({ name }) => name.value)).toEqual(['constructor', 'valueof', 'on']);
  });

  it('a default keeps all its digits, and whether it was quoted', () => {
    const { fields } = objectOf(
      `${HEAD}fields:\n  a: { type: bigint, default: 123456789012345678901234567890 }\n  b: { type: string, default: "1" }\n`,
    );
    expect(fields[0]?.default).toMatchObject({
      text: '123456789012345678901234567890',
      quoted: false,
    });
    expect(fields[1]?.default).toMatchObject({ text: '1', quoted: true });
  });

  it('an unquoted 1.10 is read as 1.10, beside its finding', () => {
    const text = 'object: Foo\nversion: 1.10\nfields: {}\nhistory: { 1.10: x, "1.9": y }\n';
    const { declarations, findings } = load([{ path: 'f.yaml', text }]);
    expect(findings.map(({ code }) => code)).toEqual(Array(2).fill('schema/unquoted-version'));
    expect(declarations[0]).toMatchObject({ version: { value: { major: 1, minor: 10 } } });
  });

  it('a type with ? in a flow map is read, quoted or not', () => {
    const { fields } = objectOf(
      `${HEAD}fields:\n  a: { type: string?, doc: x }\n  b: { type: "string?", doc: x }\n  c: { type: map<list<Flavor?>?>?}\n`,
    );
    expect(fields.map(({ type }) => type?.value.nullable)).toEqual([true, true, true]);
    expect(fields.map(({ doc }) => doc)).toEqual(['x', 'x', undefined]);
  });

  it('lines may end as on Windows, and a byte order mark may stand first', () => {
    const text = `\uFEFF${HEAD}fields:\n  a: strng\n`.replaceAll('\n', '\r\n');
    const { findings } = load([{ path: 'f.yaml', text }]);
    const [finding] = findings;
    expect(finding?.span).toMatchObject({ line: 5, column: 6, endLine: 5, endColumn: 11 });
    expect(text.slice(finding?.span?.offset, finding?.span?.endOffset)).toBe('strng');
  });
});

describe('an object', () => {
  it('has every attribute of its head', () => {
    const object = objectOf(`object: FlavorList
namespace: compute
typescriptName: Flavors
version: "2.13"
doc: >
  Several
  flavors.
stability: experimental
mixins: [Persistent, os_vif/Base]
listOf: Flavor
storage: { table: flavors, key: id }
allow: { history/bump-too-small: { reason: never deployed, for: 3f9a } }
history: { "2.13": x }
`);
    expect(object).toMatchObject({
      file: 'schemas/x.yaml',
      name: { value: 'FlavorList', span: { line: 1, column: 9, endColumn: 19 } },
      namespace: { value: 'compute' },
      typescriptName: { value: 'Flavors' },
      version: { value: { major: 2, minor: 13 } },
      doc: 'Several flavors.\n',
      stability: { value: 'experimental' },
      mixins: [{ value: 'Persistent' }, { value: 'os_vif/Base' }],
      listOf: { value: { kind: 'name', ref: { name: 'Flavor' } } },
      storage: { table: { value: 'flavors' }, key: { value: 'id' } },
      allow: { kind: 'map' },
    });
  });

  it('has fields with every attribute', () => {
    const { fields } = objectOf(`${HEAD}fields:
  a: { type: string, default: x, doc: D, readOnly: true, sensitive: false, deprecated: use b,
       minLength: 1, maxLength: 64, pattern: '^\\w+$', typescriptName: alpha }
  b: { type: float, min: -1.5, max: 1e3, deprecated: { message: use a, since: "1.0" } }
  c: { enum: [x, null], nullable: true }
  d: integer
`);
    expect(fields).toMatchObject([
      {
        type: { value: { kind: 'scalar', scalar: 'string' } },
        default: { text: 'x' },
        doc: 'D',
        readOnly: { value: true },
        sensitive: { value: false },
        deprecated: { value: { message: 'use b' } },
        minLength: { value: 1 },
        maxLength: { value: 64 },
        pattern: { value: '^\\w+$' },
        typescriptName: { value: 'alpha' },
        short: false,
      },
      {
        min: { text: '-1.5' },
        max: { text: '1e3' },
        deprecated: { value: { message: 'use a', since: { major: 1, minor: 0 } } },
      },
      { type: { value: { kind: 'values', values: ['x', 'null'], nullable: true } } },
      { short: true, span: { line: 9, column: 3, endColumn: 13 } },
    ]);
  });

  it('has methods with arguments in their order', () => {
    const { methods } = objectOf(`${HEAD}fields: {}
methods:
  get_by_id: { static: true, doc: D, args: { id: integer, limit: { type: integer, default: 10 } }, returns: "Foo?" }
  save: { idempotent: true }
  touch: {}
`);
    expect(methods).toMatchObject([
      {
        name: { value: 'get_by_id' },
        doc: 'D',
        static: true,
        args: [{ name: { value: 'id' } }, { name: { value: 'limit' }, default: { text: '10' } }],
        returns: { value: { kind: 'name', nullable: true } },
      },
      { idempotent: true, args: [] },
      { args: [] },
    ]);
    expect(methods[2]).not.toHaveProperty('returns');
  });
});

describe('an enum', () => {
  it('has values with docs, and changes with what stands in', () => {
    const { values, history } = enumOf(`enum: DiskBus
version: "1.3"
values: [ide, { value: nvme, doc: NVM Express }]
history:
  "1.3":
    - rename: scsi2
      to: scsi
  "1.2":
    - add: nvme
      backport: scsi
  "1.1":
    - remove: [lxc, uml]
      upgrade: { refuse: gone }
  "1.0": First version
`);
    expect(values).toMatchObject([{ name: { value: 'ide' } }, { doc: 'NVM Express' }]);
    expect(history.map(({ changes }) => changes[0])).toMatchObject([
      { kind: 'rename', name: { value: 'scsi2' }, to: { value: 'scsi' } },
      { kind: 'add', backport: { word: { value: 'scsi' } } },
      {
        kind: 'remove',
        names: [{ value: 'lxc' }, { value: 'uml' }],
        upgrade: { refuse: { value: 'gone' } },
      },
      undefined,
    ]);
  });
});

describe('other files', () => {
  it('a mixin has fields', () => {
    expect(
      declared('mixin: Persistent\ndoc: D\nfields: { created_at: datetime? }\n'),
    ).toMatchObject({
      kind: 'mixin',
      name: { value: 'Persistent' },
      doc: 'D',
      fields: [{ name: { value: 'created_at' } }],
    });
  });

  it('releases may lie among the schemas', () => {
    const text =
      'supported: ["2025.2"]\nreleases:\n  "2025.2": { Flavor: "1.1", os_vif/VIF: "1.0" }\n';
    expect(load([{ path: 'schemas/releases.yaml', text }])).toMatchObject({
      declarations: [],
      findings: [],
      releases: {
        supported: [{ value: '2025.2' }],
        releases: [
          {
            name: { value: '2025.2' },
            versions: [
              { name: { value: 'Flavor' }, version: { value: { major: 1, minor: 1 } } },
              { name: { value: 'os_vif/VIF' } },
            ],
          },
        ],
      },
    });
  });
});
