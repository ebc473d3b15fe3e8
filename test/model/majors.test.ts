import { expect, test } from 'vitest';
import { formatVersion } from '../../src/core/version.js';
import { modelOf, objectOf } from './story.js';

const FLAVOR_1 = `
object: Flavor
version: "1.3"
fields: { id: integer, name: string, ram: integer, disk: integer }
history:
  "1.3": A version that 2.0 does not know
  "1.2":
    - add: disk
  "1.1":
    - rename: memory
      to: ram
  "1.0": The first Flavor
`;

const FLAVOR_2 = `
object: Flavor
version: "2.1"
fields: { id: uuid, name: string, memory_mb: integer }
history:
  "2.1": No change of fields
  "2.0":
    - from: "1.2"
    - change: id
      was: integer
      upgrade: hook
    - rename: ram
      to: memory_mb
    - remove: disk
      was: integer
`;

const SERVER = `
object: Server
version: "1.1"
fields: { flavor: Flavor, old_flavor: Flavor@1? }
history:
  "1.1":
    - add: old_flavor
  "1.0": First version
`;

const model = modelOf([FLAVOR_1, FLAVOR_2, SERVER]);

test('majors live side by side under keys and class names of their own', () => {
  expect([...model.objects.keys()]).toEqual(['test/Flavor', 'test/Flavor@1', 'test/Server']);
  const [newest, older] = [objectOf(model, 'test/Flavor'), objectOf(model, 'test/Flavor@1')];
  expect([newest.typescriptName, newest.isNewestMajor, newest.major]).toEqual(['Flavor', true, 2]);
  expect([older.typescriptName, older.isNewestMajor, older.major]).toEqual(['FlavorV1', false, 1]);
});

test('a joined history goes on where the older major stood, and not where it went later', () => {
  const { versions } = objectOf(model, 'test/Flavor');
  expect(versions.map(formatVersion)).toEqual(['1.0', '1.1', '1.2', '2.0', '2.1']);
  expect(objectOf(model, 'test/Flavor@1').versions.map(formatVersion)).toEqual([
    '1.0',
    '1.1',
    '1.2',
    '1.3',
  ]);
});

test('the older major’s changes are taken back from the newer one’s fields', () => {
  const shapes = objectOf(model, 'test/Flavor').shapes;
  expect(shapes.map(({ fields }) => [...fields.keys()].join(' '))).toEqual([
    'id name memory',
    'id name ram',
    'id name ram disk',
    'id name memory_mb',
    'id name memory_mb',
  ]);
  expect(objectOf(model, 'test/Flavor').firstNotes).toEqual(['The first Flavor']);
});

test('what has no way back across a major is refused, with a reason', () => {
  const step = objectOf(model, 'test/Flavor').steps[2];
  const why = 'nothing says how 2.0 becomes 1.2';
  expect(step?.changes).toMatchObject([
    { kind: 'carry', backport: { else: { kind: 'refuse', why } }, upgrade: { hook: true } },
    { kind: 'carry', backport: { hook: false } },
    { kind: 'remove', backport: { kind: 'refuse', why }, upgrade: { kind: 'drop' } },
  ]);
});

test('a plain name is the newest major, `@1` an older one', () => {
  const { fields } = objectOf(model, 'test/Server').shape;
  expect(fields.get('flavor')?.type).toMatchObject({ object: { key: 'test/Flavor', major: 2 } });
  expect(fields.get('old_flavor')?.type).toMatchObject({
    object: { key: 'test/Flavor@1', major: 1 },
  });
});

test('without `from` a major stands alone', () => {
  const alone = modelOf([
    FLAVOR_1,
    `
object: Flavor
version: "2.0"
fields: { id: uuid }
history: { "2.0": First version }
`,
  ]);
  expect(objectOf(alone, 'test/Flavor').versions.map(formatVersion)).toEqual(['2.0']);
});
