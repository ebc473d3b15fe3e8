import { expect, test } from 'vitest';
import { formatVersion, parseVersion } from '../../src/core/version.js';
import { formatType, shapeAt, type ObjectModel, type Shape } from '../../src/model/index.js';
import { carried, modelOf, objectOf } from './story.js';

const DISK_BUS = `
enum: DiskBus
version: "1.2"
values: [ide, sata, nvme]
history:
  "1.2":
    - rename: ata
      to: sata
  "1.1":
    - add: nvme
      backport: ide
  "1.0": First version
`;

const SERVER = `
object: Server
version: "1.6"
fields:
  id: { type: uuid, readOnly: true }
  memory_mb: { type: integer, min: 1, default: 512, doc: How much. }
  bus: { type: DiskBus, default: sata }
  address: string
  tags: set<string>
history:
  "1.6":
    - change: bus
      was: DiskBus@1.1
  "1.5":
    - replace: { host: string, port: { type: integer, default: 80 } }
      with: [address]
  "1.4":
    - rename: ram
      to: memory_mb
      was: { type: integer, min: 1, default: 256 }
  "1.3":
    - change: bus
      was: string
      upgrade: { else: ide }
  "1.2":
    - remove: zone
      was: string?
      backport: unset
  "1.1":
    - add: tags
  "1.0": First version
`;

function at(object: ObjectModel, version: string): Shape {
  const parsed = parseVersion(version);
  const shape = parsed && shapeAt(object, parsed);
  if (shape === undefined) throw new Error(`no ${version}`);
  return shape;
}

function fieldsOf(shape: Shape): string {
  const fields = [...shape.fields.values()];
  return fields.map(({ name, type }) => `${name}: ${formatType(type, 'test')}`).join(', ');
}

const server = objectOf(modelOf([SERVER, DISK_BUS]), 'test/Server');

test('each older version has the fields that it had, renamed ones in their place, removed ones last', () => {
  const shapes = server.shapes.map((shape) => `${formatVersion(shape.version)} ${fieldsOf(shape)}`);
  expect(shapes).toEqual([
    '1.0 id: uuid, ram: integer, bus: string, host: string, port: integer, zone: string?',
    '1.1 id: uuid, ram: integer, bus: string, tags: set<string>, host: string, port: integer, zone: string?',
    '1.2 id: uuid, ram: integer, bus: string, tags: set<string>, host: string, port: integer',
    '1.3 id: uuid, ram: integer, bus: DiskBus, tags: set<string>, host: string, port: integer',
    '1.4 id: uuid, memory_mb: integer, bus: DiskBus, tags: set<string>, host: string, port: integer',
    '1.5 id: uuid, memory_mb: integer, bus: DiskBus, address: string, tags: set<string>',
    '1.6 id: uuid, memory_mb: integer, bus: DiskBus, address: string, tags: set<string>',
  ]);
});

test('a shape is found by its version, and no version is made up', () => {
  expect(server.shapes.map(({ version }) => shapeAt(server, version)?.version)).toEqual(
    server.versions,
  );
  expect(shapeAt(server, { major: 1, minor: 7 })).toBeUndefined();
  expect(shapeAt(server, { major: 2, minor: 0 })).toBeUndefined();
});

test('an older shape speaks the version of an enum that it recorded', () => {
  expect(at(server, '1.6').fields.get('bus')?.type).toMatchObject({
    version: { major: 1, minor: 2 },
    values: ['ide', 'sata', 'nvme'],
  });
  expect(at(server, '1.4').fields.get('bus')?.type).toMatchObject({
    version: { major: 1, minor: 1 },
    values: ['ide', 'ata', 'nvme'],
  });
});

test('a default that names a renamed value is that value under its older name', () => {
  expect(at(server, '1.5').fields.get('bus')?.default).toBe('ata');
});

test('a short `was` takes all but the type from the newer side', () => {
  const { older } = carried(
    'size: { type: float, min: 1, default: 2, readOnly: true, sensitive: true, doc: How big. }',
    '- { change: size, was: integer, backport: { convert: round } }',
  );
  expect(older).toMatchObject({
    name: 'size',
    type: { kind: 'scalar', scalar: 'integer' },
    limits: { min: 1 },
    default: 2,
    readOnly: true,
    sensitive: true,
    doc: 'How big.',
  });
});

test('a short `was` of another number has the same limits, as that one spells them', () => {
  const { older } = carried(
    'size: { type: integer, min: 1, max: 1000 }',
    '- { change: size, was: bigint, upgrade: { convert: parse, else: unset } }',
  );
  expect(older.limits).toEqual({ min: '1', max: '1000' });
});

test('a long `was` is the whole older declaration', () => {
  const { older } = carried(
    'size: { type: integer, min: 1, default: 2, readOnly: true, doc: How big. }',
    '- { change: size, was: { type: integer, max: 9 }, upgrade: clamp, backport: clamp }',
  );
  expect(older.limits).toEqual({ max: 9 });
  expect(older.default).toBeUndefined();
  expect(older.readOnly).toBe(false);
  expect(older.doc).toBe('How big.');
});

test('a `was` that leaves out the version of an enum leaves it as it is on the newer side', () => {
  const { older } = carried(
    'bus: DiskBus?',
    '- { change: bus, was: DiskBus, backport: { whenNull: ide } }',
    [DISK_BUS],
  );
  expect(older.type).toMatchObject({ version: { major: 1, minor: 2 }, nullable: false });
});

test('two fields may swap their names in one version', () => {
  const text = `
object: Pair
version: "1.1"
fields: { left: string, right: string }
history:
  "1.1":
    - { rename: right, to: left }
    - { rename: left, to: right }
  "1.0": First version
`;
  const pair = objectOf(modelOf([text]), 'test/Pair');
  expect([...at(pair, '1.0').fields.keys()]).toEqual(['right', 'left']);
});

test('methods are there from the version that added them to the one that removed them', () => {
  const text = `
object: Server
version: "1.3"
fields: { id: integer }
methods:
  reboot: { args: { hard: { type: boolean, default: false } }, idempotent: true }
  list_all: { static: true, returns: list<string> }
history:
  "1.3":
    - remove: pause()
      was: { args: { seconds: integer } }
  "1.2":
    - change: reboot()
      was: {}
  "1.1":
    - add: list_all()
  "1.0": First version
`;
  const shapes = objectOf(modelOf([text]), 'test/Server').shapes;
  expect(shapes.map(({ methods }) => [...methods.keys()].sort())).toEqual([
    ['pause', 'reboot'],
    ['list_all', 'pause', 'reboot'],
    ['list_all', 'pause', 'reboot'],
    ['list_all', 'reboot'],
  ]);
  expect(shapes[1]?.methods.get('reboot')?.args).toEqual([]);
  expect(shapes[2]?.methods.get('reboot')?.args).toMatchObject([{ name: 'hard', default: false }]);
});

test('fields of mixins come after the own ones, and `listOf` gives the objects', () => {
  const model = modelOf([
    `
object: ServerList
version: "1.0"
mixins: [Persistent]
listOf: Server
fields: { total: integer }
history: { "1.0": First version }
`,
    `
mixin: Persistent
fields: { created_at: datetime?, updated_at: datetime? }
`,
    SERVER,
    DISK_BUS,
  ]);
  const list = objectOf(model, 'test/ServerList');
  expect(fieldsOf(list.shape)).toBe(
    'total: integer, objects: list<Server>, created_at: datetime?, updated_at: datetime?',
  );
  expect(list.isList).toBe(true);
  expect(list.shape.fields.get('created_at')?.mixin).toBe('Persistent');
});
