import { expect, test } from 'vitest';
import { carried, enumOf, modelOf } from './story.js';

const BUS = `
enum: Bus
version: "1.4"
values: [ide, sata, nvme, cxl]
history:
  "1.4":
    - add: cxl
      backport: nvme
  "1.3":
    - remove: floppy
      upgrade: ide
  "1.2":
    - rename: ata
      to: sata
  "1.1":
    - add: nvme
      backport: { refuse: no NVMe before 1.1 }
  "1.0": First version
`;

test('each version of an enum has the values that it had, in their places', () => {
  const { versions } = enumOf(modelOf([BUS]), 'test/Bus');
  expect(versions.map(({ values }) => values.join(' '))).toEqual([
    'ide ata floppy',
    'ide ata nvme floppy',
    'ide sata nvme floppy',
    'ide sata nvme',
    'ide sata nvme cxl',
  ]);
});

test('a jump over several versions goes on by the rule of each', () => {
  const { backport, upgrade } = carried('bus: Bus', '- { change: bus, was: Bus@1.0 }', [BUS]);
  expect(backport.values).toEqual(
    new Map([
      ['sata', { kind: 'value', value: 'ata' }],
      ['nvme', { kind: 'refuse', why: 'no NVMe before 1.1' }],
      ['cxl', { kind: 'refuse', why: 'no NVMe before 1.1' }],
    ]),
  );
  expect(upgrade.values).toEqual(
    new Map([
      ['ata', { kind: 'value', value: 'sata' }],
      ['floppy', { kind: 'value', value: 'ide' }],
    ]),
  );
});

test('a jump over one version uses that one alone', () => {
  const { backport, upgrade } = carried('bus: Bus', '- { change: bus, was: Bus@1.3 }', [BUS]);
  expect(backport.values).toEqual(new Map([['cxl', { kind: 'value', value: 'nvme' }]]));
  expect(upgrade.values).toBeUndefined();
});

test('what the object says of a value goes before what the enum says', () => {
  const { backport } = carried(
    'bus: Bus',
    '- { change: bus, was: Bus@1.3, backport: { values: { cxl: unset } } }',
    [BUS],
  );
  expect(backport.values).toEqual(new Map([['cxl', { kind: 'unset' }]]));
});

test('elements of containers have the rules of their enum too', () => {
  const { backport } = carried(
    'buses: map<set<Bus>>',
    '- { change: buses, was: map<set<Bus@1.3>> }',
    [BUS],
  );
  expect(backport.values).toEqual(new Map([['cxl', { kind: 'value', value: 'nvme' }]]));
});

test('an enum becomes its text, and a text an enum with something for the rest', () => {
  const { backport, upgrade } = carried(
    'bus: Bus',
    '- { change: bus, was: string, upgrade: { values: { IDE: ide }, else: unset } }',
    [BUS],
  );
  expect(backport).toEqual({ hook: false });
  expect(upgrade).toEqual({
    values: new Map([['IDE', { kind: 'value', value: 'ide' }]]),
    else: { kind: 'unset' },
    hook: false,
  });
});

test('a value called `unset` is told from the word by quotes', () => {
  const { versions } = enumOf(
    modelOf([
      `
enum: State
version: "1.1"
values: [unset, ready, gone]
history:
  "1.1":
    - { add: ready, backport: { value: unset } }
    - { add: gone, backport: unset }
  "1.0": First version
`,
    ]),
    'test/State',
  );
  expect([...(versions[1]?.backport ?? [])]).toEqual([
    ['ready', { kind: 'value', value: 'unset' }],
    ['gone', { kind: 'unset' }],
  ]);
});

test('across a major a value without a way back is refused, with a reason', () => {
  const { versions } = enumOf(
    modelOf([
      `
enum: State
version: "2.0"
values: [ready, gone]
history:
  "2.0":
    - add: gone
  "1.0": First version
`,
    ]),
    'test/State',
  );
  expect(versions[1]?.backport.get('gone')).toEqual({
    kind: 'refuse',
    why: '1.0 has no value gone',
  });
});
