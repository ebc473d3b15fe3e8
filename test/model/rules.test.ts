import { describe, expect, test } from 'vitest';
import { build, carried, modelOf, objectOf, onlyChange, twoVersions } from './story.js';

describe('what is not said about a field that came or went is written out', () => {
  test.each([
    ['its default', 'f: { type: integer, default: 3 }', { kind: 'value', value: 3 }],
    ['it before null', 'f: { type: integer?, default: 3 }', { kind: 'value', value: 3 }],
    ['null', 'f: integer?', { kind: 'value', value: null }],
    ['nothing', 'f: integer', { kind: 'unset' }],
  ])('a new field is filled with %s', (_, field, upgrade) => {
    expect(onlyChange(field, '- add: f')).toMatchObject({ backport: { kind: 'drop' }, upgrade });
  });

  test('a refusal passes over the default, and over what an upgrade filled in', () => {
    const field = 'f: { type: integer, default: 3 }';
    const change = '- { add: f, backport: { refuse: too new }, upgrade: { value: 4 } }';
    expect(onlyChange(field, change)).toMatchObject({
      backport: { kind: 'refuse', why: 'too new', unless: [3, 4] },
      upgrade: { kind: 'value', value: 4 },
    });
  });

  test('one rule serves all fields that one change adds', () => {
    const text = twoVersions(
      'a: integer?\nb: string?',
      '- { add: [a, b], backport: { refuse: no } }',
    );
    const { steps } = objectOf(modelOf([text]), 'test/Thing');
    expect(steps[0]?.changes).toMatchObject([
      { kind: 'add', newer: { name: 'a' }, backport: { why: 'no' } },
      { kind: 'add', newer: { name: 'b' }, backport: { why: 'no' } },
    ]);
  });

  test('a field moves into a map and out of it again, and only the first dot splits', () => {
    const fields = 'f: integer?\nextra: map<string>?';
    const change = '- { add: f, backport: { into: extra.a.b }, upgrade: { from: extra.a.b } }';
    expect(onlyChange(fields, change)).toMatchObject({
      backport: { kind: 'into', field: 'extra', key: 'a.b', unless: [] },
      upgrade: {
        kind: 'from',
        field: 'extra',
        key: 'a.b',
        otherwise: { kind: 'value', value: null },
      },
    });
  });

  test('what a removed field becomes for older peers is read by its old type', () => {
    const change = '- { remove: f, was: bigint, backport: { value: 12345678901234567890 } }';
    expect(onlyChange('id: integer', change)).toMatchObject({
      backport: { kind: 'value', value: '12345678901234567890' },
      upgrade: { kind: 'drop' },
    });
  });

  test('a removed field is copied from one whose every value fits', () => {
    const change = '- { remove: f, was: string, backport: { copy: id } }';
    expect(onlyChange('id: integer', change)).toMatchObject({
      backport: { kind: 'copy', field: 'id' },
    });
  });
});

describe('what is not said about a field that stayed follows from its types', () => {
  test.each([
    ['integer', 'float', { convert: 'round' }],
    ['integer', 'bigint', { convert: 'parse', else: { kind: 'unset' } }],
    ['integer', 'string', { convert: 'parse', else: { kind: 'unset' } }],
    ['string', 'list<string>', { convert: 'first', whenEmpty: { kind: 'unset' } }],
    ['ipv4', 'ip', { convert: 'parse', else: { kind: 'unset' } }],
    ['set<string>', 'list<string>', { convert: 'set' }],
    ['map<integer>', 'map<float?>', { convert: 'round', whenNull: { kind: 'unset' } }],
  ])('from %s to %s no rule is needed, only the way back', (older, newer, back) => {
    const rule = JSON.stringify(back)
      .replace(/\{"kind":"unset"\}/g, '"unset"')
      .replaceAll('"', ' ');
    const change = `- { change: f, was: '${older}', backport: ${rule} }`;
    const { upgrade, backport } = carried(`f: '${newer}'`, change);
    expect(upgrade).toEqual({ hook: false });
    expect(backport).toEqual({ ...back, hook: false });
  });

  test('a default fills null where null became impossible, and only on the way up', () => {
    const { upgrade, backport } = carried(
      'f: { type: string, default: none }',
      '- { change: f, was: string? }',
    );
    expect(upgrade).toEqual({ whenNull: { kind: 'value', value: 'none' }, hook: false });
    expect(backport).toEqual({ hook: false });
  });

  test('a rename by itself needs nothing', () => {
    const { older, newer, backport, upgrade } = carried(
      'b: list<string?>',
      '- { rename: a, to: b }',
    );
    expect([older.name, newer.name]).toEqual(['a', 'b']);
    expect([backport, upgrade]).toEqual([{ hook: false }, { hook: false }]);
  });
});

describe('what is said is written out for each thing that would be lost', () => {
  test('a bare refusal stands for null, values, objects and limits', () => {
    const enums = carried(
      'f: { enum: [a, b, c], nullable: true }',
      '- { change: f, was: { enum: [a] }, backport: { refuse: no } }',
    );
    const refuse = { kind: 'refuse', why: 'no' };
    expect(enums.backport).toEqual({ whenNull: refuse, else: refuse, hook: false });
    const limits = carried(
      'f: integer',
      '- { change: f, was: { type: integer, max: 3 }, backport: { refuse: no } }',
    );
    expect(limits.backport).toEqual({ limits: { refuse: 'no' }, hook: false });
  });

  test('a particular rule goes before a bare refusal', () => {
    const { backport } = carried(
      'f: { enum: [a, b, c], nullable: true }',
      '- { change: f, was: { enum: [a] }, backport: { whenNull: a, values: { b: unset }, refuse: no } }',
    );
    expect(backport).toEqual({
      whenNull: { kind: 'value', value: 'a' },
      values: new Map([['b', { kind: 'unset' }]]),
      else: { kind: 'refuse', why: 'no' },
      hook: false,
    });
  });

  test('values of a number are named by their text, in one spelling', () => {
    const { backport } = carried(
      'f: float',
      '- { change: f, was: integer, backport: { convert: round, values: { "-1.0": 0, 1e3: 7 } } }',
    );
    expect([...(backport.values ?? [])]).toEqual([
      ['-1', { kind: 'value', value: 0 }],
      ['1000', { kind: 'value', value: 7 }],
    ]);
  });

  test('both values of a boolean named make an enum of it, with nothing left over', () => {
    const { upgrade, backport } = carried(
      'f: { enum: [on, off] }',
      '- { change: f, was: boolean, upgrade: { values: { true: on, false: off } }, backport: { values: { on: true, off: false } } }',
    );
    expect([...(upgrade.values?.keys() ?? [])]).toEqual(['true', 'false']);
    expect(backport.values?.get('off')).toEqual({ kind: 'value', value: false });
    expect(upgrade.else).toBeUndefined();
  });

  test('an element may be left out, a whole field only unset', () => {
    const { backport } = carried(
      'f: list<string?>',
      '- { change: f, was: list<string>, backport: { whenNull: omit } }',
    );
    expect(backport.whenNull).toEqual({ kind: 'omit' });
  });

  test('words in quotes are values', () => {
    const { backport } = carried(
      'f: string?',
      '- { change: f, was: string, backport: { whenNull: "unset" } }',
    );
    expect(backport.whenNull).toEqual({ kind: 'value', value: 'unset' });
  });

  test('lost objects of a union are kept by their key, whatever the schema calls them', () => {
    const objects = ['Pci', 'Usb'].map(
      (name) => `
object: ${name}
namespace: ${name === 'Usb' ? 'other' : 'test'}
version: "1.0"
fields: { id: integer }
history: { "1.0": First version }
`,
    );
    const { backport } = carried(
      'f: Pci | other/Usb',
      '- { change: f, was: Pci, backport: { members: { other/Usb: { refuse: no port } } } }',
      objects,
    );
    expect(backport.members).toEqual(new Map([['other/Usb', { kind: 'refuse', why: 'no port' }]]));
  });

  test('limits of a text are no matter to enum values that keep them', () => {
    const { upgrade } = carried(
      'f: { type: string, maxLength: 4 }',
      '- { change: f, was: { enum: [ide, scsi] }, backport: { else: ide } }',
    );
    expect(upgrade).toEqual({ hook: false });
  });
});

test('hooks of one direction are one function, with all that its changes admit', () => {
  const changes = `
    - change: a
      was: map<string>
      backport: { hook: { loses: [a] } }
      upgrade: hook
    - add: b
      backport: { hook: { loses: [b.x], refuses: true } }
  `;
  const text = twoVersions('a: integer\nb: map<string>', changes);
  const [step] = objectOf(modelOf([text]), 'test/Thing').steps;
  expect(step?.hooks.backport).toMatchObject({ loses: ['a', 'b.x'], refuses: true });
  expect(step?.hooks.upgrade).toMatchObject({ loses: [], refuses: false });
});

test('fields that replace each other have a hook both ways, said or not', () => {
  const { steps } = objectOf(
    modelOf([twoVersions('address: string', '- { replace: { host: string }, with: [address] }')]),
    'test/Thing',
  );
  expect(Object.keys(steps[0]?.hooks ?? {})).toEqual(['backport', 'upgrade']);
});

test('what stands in for single values is no answer to a list that is to become a set', () => {
  const change = '- { change: f, was: list<string>, upgrade: { convert: parse, else: 0 } }';
  const { findings } = build([twoVersions('f: set<integer>', change)]);
  expect(findings.map(({ code }) => code)).toContain('history/needs-rule');
});
