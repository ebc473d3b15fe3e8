import { expect, test } from 'vitest';
import { manifestOf, treeOf } from '../../src/model/index.js';
import { modelOf, objectOf } from './story.js';

function object(name: string, fields: string, more = ''): string {
  return `
object: ${name}
version: "1.0"
${more}
fields: ${fields}
history: { "1.0": First version }
`;
}

test('a tree holds every object once, through containers, unions and cycles', () => {
  const model = modelOf([
    object('Server', '{ disks: map<list<(Disk | Volume)>>, owner: Server? }'),
    object('Disk', '{ server: Server, bus: Bus? }'),
    object('Volume', '{ id: integer }'),
    object('Bus', '{ id: integer }'),
    object('Stranger', '{ id: integer }'),
  ]);
  const server = objectOf(model, 'test/Server');
  expect(treeOf(model, server).map(({ name }) => name)).toEqual([
    'Bus',
    'Disk',
    'Server',
    'Volume',
  ]);
  expect(manifestOf(model, server)).toEqual({
    Bus: '1.0',
    Disk: '1.0',
    Server: '1.0',
    Volume: '1.0',
  });
});

test('a child that only older versions had is part of the tree', () => {
  const model = modelOf([
    `
object: Server
version: "1.1"
fields: { id: integer }
history:
  "1.1":
    - { remove: flavor, was: Flavor, backport: unset }
  "1.0": First version
`,
    object('Flavor', '{ id: integer }'),
  ]);
  expect(manifestOf(model, objectOf(model, 'test/Server'))).toEqual({
    Flavor: '1.0',
    Server: '1.1',
  });
});

test('where two namespaces share a name, each entry says which it means', () => {
  const model = modelOf([
    object('Server', '{ port: Port, other: net/Port, link: net/Link }'),
    object('Port', '{ id: integer }'),
    object('Port', '{ id: integer }', 'namespace: net\ntypescriptName: NetPort'),
    object('Link', '{ id: integer }', 'namespace: net'),
  ]);
  expect(manifestOf(model, objectOf(model, 'test/Server'))).toEqual({
    Link: '1.0',
    Server: '1.0',
    'net/Port': '1.0',
    'test/Port': '1.0',
  });
});

test('of several majors the newest speaks for the name', () => {
  const model = modelOf([
    object('Server', '{ a: Flavor, b: Flavor@1 }'),
    object('Flavor', '{ id: integer }'),
    object('Flavor', '{ id: integer }').replaceAll('1.0', '2.0'),
  ]);
  expect(manifestOf(model, objectOf(model, 'test/Server'))).toEqual({
    Flavor: '2.0',
    Server: '1.0',
  });
});
