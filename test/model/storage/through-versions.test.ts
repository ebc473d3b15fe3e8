// Where each version of an object stands in its tables: what everything about rows is built on.

import { expect, it } from 'vitest';
import { formatVersion } from '../../../src/core/version.js';
import { modelAt, recordsOf, type ObjectModel, type Stored } from '../../../src/model/index.js';
import { modelOf, objectOf } from '../story.js';

const SERVER = `
object: Server
version: "1.4"
fields:
  id: integer
  uuid: uuid
  is_public: boolean
  projects: list<string>
  hosts: set<string>
  size: { type: bigint }
  secret: { type: string, sensitive: true }
  extra: map<json>
  zone: string?
storage:
  table: servers
  key: id
  unique: [uuid]
  indexes: [[is_public, zone], zone]
  unlabelled: "1.1"
  columns:
    projects: { table: server_projects, owner: server_id, place: nth, value: project }
    hosts: { table: server_hosts }
    size: { column: size_bytes, type: integer }
    is_public: { column: visible }
    secret: none
history:
  "1.4":
    - add: zone
      upgrade: unset
    - rename: tenants
      to: projects
  "1.3":
    - change: size
      was: integer
      backport: { hook: { refuses: true } }
    - change: storage
      was: { columns: { size: integer }, indexes: [public] }
    - rename: public
      to: is_public
  "1.2":
    - remove: motto
      was: { type: string, default: "" }
      backport: { value: "" }
  "1.1":
    - replace: { address: string }
      with: [hosts, secret]
      backport: hook
      upgrade: hook
    - change: storage
      was: { unique: [], columns: { public: boolean, address: { type: text, column: addr } } }
  "1.0": First version
`;

/** What each version says of one thing, oldest first. */
function eachVersion(object: ObjectModel, of: (index: number) => unknown): readonly unknown[] {
  return object.versions.map((_, index) => of(index));
}

function storedAs(stored: Stored | undefined): string {
  if (stored === undefined) return 'not stored';
  if (stored.kind === 'column') return `${stored.column} ${stored.type}`;
  const { table, owner, place = '-', value, type } = stored;
  return `${table}(${owner}, ${place}, ${value} ${type})`;
}

function fieldsOf({ storage = [] }: ObjectModel, version: number): readonly string[] {
  return [...(storage[version]?.fields ?? [])].map(
    ([field, stored]) => `${field}: ${storedAs(stored)}`,
  );
}

it('a field keeps its column under the name it has, and what a `was` says was otherwise', () => {
  const server = objectOf(modelOf([SERVER]), 'test/Server');
  expect(eachVersion(server, (index) => fieldsOf(server, index))).toEqual([
    [
      'id: id integer',
      'uuid: uuid text',
      'public: public boolean',
      'tenants: server_projects(server_id, nth, project text)',
      'size: size integer',
      'extra: extra json',
      'motto: motto text',
      'address: addr text',
    ],
    [
      'id: id integer',
      'uuid: uuid text',
      'public: visible boolean',
      'tenants: server_projects(server_id, nth, project text)',
      'hosts: server_hosts(owner, -, value text)',
      'size: size integer',
      'extra: extra json',
      'motto: motto text',
    ],
    [
      'id: id integer',
      'uuid: uuid text',
      'public: visible boolean',
      'tenants: server_projects(server_id, nth, project text)',
      'hosts: server_hosts(owner, -, value text)',
      'size: size integer',
      'extra: extra json',
    ],
    [
      'id: id integer',
      'uuid: uuid text',
      'is_public: visible boolean',
      'tenants: server_projects(server_id, nth, project text)',
      'hosts: server_hosts(owner, -, value text)',
      'size: size_bytes integer',
      'extra: extra json',
    ],
    [
      'id: id integer',
      'uuid: uuid text',
      'is_public: visible boolean',
      'projects: server_projects(server_id, nth, project text)',
      'hosts: server_hosts(owner, -, value text)',
      'size: size_bytes integer',
      'extra: extra json',
      'zone: zone text',
    ],
  ]);
});

it('constraints and indexes follow their fields, and are not there before them', () => {
  const { storage = [] } = objectOf(modelOf([SERVER]), 'test/Server');
  expect(storage.map(({ unique }) => unique)).toEqual([
    [],
    ...Array<string[][]>(4).fill([['uuid']]),
  ]);
  expect(storage.map(({ indexes }) => indexes)).toEqual([
    [['public']],
    [['public']],
    [['public']],
    [],
    [['is_public', 'zone'], ['zone']],
  ]);
});

it('every version has the table, its key by the name that it had, and the version of bare rows', () => {
  const renamed = SERVER.replace('  id: integer\n', '  sid: integer\n')
    .replace('key: id', 'key: sid')
    .replace('  columns:\n', '  columns:\n    sid: { column: id }\n')
    .replace('    - add: zone\n', '    - rename: id\n      to: sid\n    - add: zone\n');
  const { storage = [] } = objectOf(modelOf([renamed]), 'test/Server');
  expect(storage.map(({ table }) => table)).toEqual(Array(5).fill('servers'));
  expect(storage.map(({ key }) => key)).toEqual(['id', 'id', 'id', 'id', 'sid']);
  const bare = storage.map(({ unlabelled }) => unlabelled && formatVersion(unlabelled));
  expect(bare).toEqual(Array(5).fill('1.1'));
});

it('a major that goes on from another reads the rows of that one where they stood', () => {
  const older = `
object: Disk
version: "1.1"
fields: { id: integer, size: integer }
storage: { table: disks, key: id, indexes: [size] }
history:
  "1.1":
    - rename: length
      to: size
  "1.0": First version
`;
  const newer = `
object: Disk
version: "2.0"
fields: { id: integer, bytes: bigint }
storage: { table: disks, key: id }
history:
  "2.0":
    - from: "1.1"
    - remove: size
      was: integer
    - add: bytes
    - change: storage
      was: { indexes: [size] }
`;
  const disk = objectOf(modelOf([older, newer]), 'test/Disk');
  expect(eachVersion(disk, (index) => fieldsOf(disk, index))).toEqual([
    ['id: id integer', 'length: length integer'],
    ['id: id integer', 'size: size integer'],
    ['id: id integer', 'bytes: bytes numeric'],
  ]);
  expect(disk.storage?.map(({ indexes }) => indexes)).toEqual([[['length']], [['size']], []]);
});

it('the code of an older release knows its own columns and no newer ones', () => {
  const at = (version: string): ObjectModel => {
    const cut = modelAt(modelOf([SERVER]), { Server: version });
    if (!cut.ok) throw new Error('not known');
    return objectOf(cut.model, 'test/Server');
  };
  expect(fieldsOf(at('1.2'), 2)).toContain('public: visible boolean');
  expect(at('1.2').storage).toHaveLength(3);
  expect(at('1.2').storage?.[0]?.unlabelled).toEqual({ major: 1, minor: 1 });
  // Rows without a label are of a version that it does not know yet.
  expect(at('1.0').storage?.[0]?.unlabelled).toBeUndefined();
});

it('what is recorded of a version is what differs from the rule, and no more', () => {
  const records = recordsOf(modelOf([SERVER]), {}, () => undefined);
  const versions = records.objects.get('test/Server@1')?.versions;
  expect(versions?.get('1.0')?.sections.storage).toEqual({
    'column address': { column: 'addr' },
    'column tenants': {
      table: 'server_projects',
      owner: 'server_id',
      place: 'nth',
      value: 'project',
    },
    'index public': true,
    key: 'id',
    table: 'servers',
    unlabelled: '1.1',
  });
});

it('an object without `storage` has none at any version, and records none', () => {
  const plain = 'object: A\nversion: "1.0"\nfields: { id: integer }\nhistory: { "1.0": First }\n';
  const model = modelOf([plain]);
  expect(objectOf(model, 'test/A').storage).toBeUndefined();
  const records = recordsOf(model, {}, () => undefined);
  const sections = records.objects.get('test/A@1')?.versions.get('1.0')?.sections;
  expect(Object.keys(sections ?? {})).toEqual(['fields']);
});
