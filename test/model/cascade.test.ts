import { expect, test } from 'vitest';
import { refsIn } from './refs-in.js';
import { modelOf, objectOf } from './story.js';

const FLAVOR = `
object: Flavor
version: "1.2"
fields: { id: integer, name: string, swap: integer }
history:
  "1.2":
    - add: swap
  "1.1":
    - add: name
  "1.0": First version
`;

const SERVER = `
object: Server
version: "1.3"
fields: { flavors: map<Flavor>, spare: Flavor? }
history:
  "1.3":
    - change: flavors
      was: map<Flavor@1.1>
    - change: spare
      was: Flavor@1.1?
  "1.2":
    - change: spare
      was: Flavor
      backport: { refuse: older servers must have one }
  "1.1":
    - change: flavors
      was: map<Flavor@1.0>
  "1.0": First version
`;

test('under `cascade` each version of a parent fixes the versions of its children', () => {
  const server = objectOf(modelOf([FLAVOR, SERVER], { children: 'cascade' }), 'test/Server');
  expect(refsIn(server)).toEqual([
    '1.0 flavors Flavor@1.0 spare Flavor@1.1',
    '1.1 flavors Flavor@1.1 spare Flavor@1.1',
    '1.2 flavors Flavor@1.1 spare Flavor@1.1',
    '1.3 flavors Flavor@1.2 spare Flavor@1.2',
  ]);
});

test('under `manifest` children name their own versions, and a recorded one says nothing', () => {
  const server = objectOf(modelOf([FLAVOR, SERVER]), 'test/Server');
  expect(new Set(refsIn(server).map((line) => line.slice(4)))).toEqual(
    new Set(['flavors Flavor spare Flavor']),
  );
});
