import { describe, expect, it } from 'vitest';
import { load } from '../../src/load/index.js';
import { objectOf } from './declared.js';

const HEAD = 'object: Flavor\nversion: "1.0"\nhistory: { "1.0": First version }\nfields: {}\n';

describe('how an object is stored', () => {
  it('is read whole, each part with its place', () => {
    const { storage } = objectOf(`${HEAD}storage:
  table: flavors
  key: id
  unique: [flavorid, [name, zone]]
  indexes: [[is_public, name]]
  unlabelled: "1.0"
  columns:
    secret: none
    extra: json
    size: { column: size_bytes, type: numeric }
    projects: { table: flavor_projects, owner: flavor_id, place: nth, value: project }
`);
    expect(storage).toMatchObject({
      table: { value: 'flavors', span: { line: 6, column: 10 } },
      key: { value: 'id' },
      unique: [
        { fields: [{ value: 'flavorid' }], span: { line: 8, column: 12 } },
        { fields: [{ value: 'name' }, { value: 'zone', span: { line: 8, column: 29 } }] },
      ],
      indexes: [{ fields: [{ value: 'is_public' }, { value: 'name' }] }],
      unlabelled: { value: { major: 1, minor: 0 } },
      columns: [
        { field: { value: 'secret' }, kind: 'none', span: { line: 12, column: 5, endColumn: 17 } },
        { field: { value: 'extra' }, kind: 'column', type: { value: 'json' } },
        { kind: 'column', column: { value: 'size_bytes' }, type: { value: 'numeric' } },
        {
          kind: 'table',
          table: { value: 'flavor_projects' },
          owner: { value: 'flavor_id' },
          place: { value: 'nth' },
          value: { value: 'project' },
        },
      ],
    });
  });

  it.each([
    ['nothing but a table', '{ table: a }', 'schema/missing-key'],
    ['a key that no setting has', '{ table: a, key: b, tabel: c }', 'schema/unknown-key'],
    [
      'a type that no column has',
      '{ table: a, key: b, columns: { c: jsonb } }',
      'schema/not-one-of',
    ],
    [
      'a type of a long column',
      '{ table: a, key: b, columns: { c: { type: x } } }',
      'schema/not-one-of',
    ],
    ['a column that is nothing', '{ table: a, key: b, columns: { c: {} } }', 'schema/empty'],
    [
      'a side table with a type',
      '{ table: a, key: b, columns: { c: { table: d, type: json } } }',
      'schema/unknown-key',
    ],
    ['a constraint of nothing', '{ table: a, key: b, unique: [[]] }', 'schema/empty'],
    ['a single name for a list', '{ table: a, key: b, unique: c }', 'schema/wrong-kind'],
    ['a field that no field is called', '{ table: a, key: B }', 'schema/bad-name'],
    ['a version that is none', '{ table: a, key: b, unlabelled: first }', 'schema/bad-version'],
    ['an empty name', '{ table: "", key: b }', 'schema/wrong-kind'],
    ['a text', 'flavors', 'schema/wrong-kind'],
  ])('is refused with %s', (_, storage, code) => {
    const { findings } = load([{ path: 'f.yaml', text: `${HEAD}storage: ${storage}\n` }]);
    expect(findings.map((finding) => finding.code)).toEqual([code]);
    expect(findings[0]?.span?.line).toBe(5);
  });

  it('was told in the same words, but for what cannot have been otherwise', () => {
    const text = `object: Flavor
version: "1.1"
fields: {}
history:
  "1.1":
    - change: storage
      was: { unlabelled: "1.0", indexes: [a] }
    - change: storage
      was: {}
  "1.0": First version
`;
    const { findings } = load([{ path: 'f.yaml', text }]);
    expect(findings.map(({ code, span }) => [code, span?.line])).toEqual([
      ['schema/unknown-key', 7],
      ['schema/empty', 9],
    ]);
  });
});
