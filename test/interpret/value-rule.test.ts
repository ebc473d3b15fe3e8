import { describe, expect, test } from 'vitest';
import { cross, modelOf, told, wire } from './story.js';
import type { JsonValue } from '../../src/core/json.js';

const ENUMS = [
  `enum: DiskBus
version: "1.2"
values: [ide, scsi, virtio, lxc, nvme]
history:
  "1.2":
    - add: nvme
      backport: scsi
  "1.1":
    - add: lxc
      backport: { refuse: containers need DiskBus 1.1 }
  "1.0": First version
`,
];

/** A Thing whose field `f` changed its type in 1.1. */
function changed(
  now: string,
  was: string,
  rules = '',
): (from: '1.1' | '1.0', value: JsonValue) => unknown {
  const model = modelOf([
    ...ENUMS,
    `object: Thing
version: "1.1"
fields:
  f: ${now}
history:
  "1.1":
    - change: f
      was: ${was}
${rules.replace(/^(?=.)/gm, '      ')}
  "1.0": First version
`,
  ]);
  return (from, value) => {
    const to = from === '1.1' ? '1.0' : 'newest';
    const { data, ...rest } = told(cross(model, wire(`Thing ${from}`, { f: value }), to));
    return data === undefined ? rest : { ...(data as object), ...rest };
  };
}

describe('null', () => {
  test('stands where the far side has it, else what the rule says, told as a loss', () => {
    const go = changed('"integer?"', 'integer', 'backport: { whenNull: -1 }');
    expect(go('1.1', null)).toEqual({ f: -1, losses: ['null Thing.f 1.1'] });
    expect(go('1.1', 5)).toEqual({ f: 5 });
    expect(go('1.0', -1)).toEqual({ f: -1 });
  });

  test('is no loss where the upgrade’s values make null of it again', () => {
    const rules = 'backport: { whenNull: -1 }\nupgrade: { values: { -1: null } }';
    const go = changed('"integer?"', 'integer', rules);
    expect(go('1.1', null)).toEqual({ f: -1 });
    expect(go('1.0', -1)).toEqual({ f: null, losses: ['value Thing.f 1.1'] });
  });

  test('refuses or unsets where the rule says so', () => {
    const refuse = changed('"integer?"', 'integer', 'backport: { whenNull: { refuse: no null } }');
    expect(refuse('1.1', null)).toEqual({ refused: 'Thing.f: no null' });
    const unset = changed('"integer?"', 'integer', 'backport: { whenNull: unset }');
    expect(unset('1.1', null)).toEqual({ losses: ['unset Thing.f 1.1'] });
  });
});

describe('enums', () => {
  test('follow their own rules over as many versions as the change jumps', () => {
    const go = changed('DiskBus', 'DiskBus@1.0');
    expect(go('1.1', 'nvme')).toEqual({ f: 'scsi', losses: ['enum Thing.f 1.1'] });
    expect(go('1.1', 'lxc')).toEqual({ refused: 'Thing.f: containers need DiskBus 1.1' });
    expect(go('1.1', 'ide')).toEqual({ f: 'ide' });
    expect(go('1.0', 'scsi')).toEqual({ f: 'scsi' });
  });

  test('in lists are taken element by element, and the path says which', () => {
    const rules = 'backport: { values: { nvme: omit, lxc: unset } }';
    const go = changed('list<DiskBus>', 'list<DiskBus@1.0>', rules);
    expect(go('1.1', ['ide', 'nvme'])).toEqual({ f: ['ide'], losses: ['enum Thing.f[1] 1.1'] });
    expect(go('1.1', ['nvme', 'lxc'])).toEqual({ losses: ['unset Thing.f[1] 1.1'] });
  });
});

describe('values', () => {
  test('become what the rule says, by their text', () => {
    const rules = 'backport: { values: { auto: "0", "none": unset } }';
    const go = changed('string', '{ type: string, default: x }', rules);
    expect(go('1.1', 'auto')).toEqual({ f: '0', losses: ['value Thing.f 1.1'] });
    expect(go('1.1', 'none')).toEqual({ losses: ['unset Thing.f 1.1'] });
    expect(go('1.1', 'other')).toEqual({ f: 'other' });
  });
});

describe('types', () => {
  test('convert by themselves where nothing is lost', () => {
    expect(changed('float', 'integer', 'backport: { convert: round }')('1.0', 5)).toEqual({ f: 5 });
    const text = changed('string', 'integer', 'backport: { convert: parse, else: -1 }');
    expect(text('1.0', 5)).toEqual({ f: '5' });
    const wrap = changed(
      'list<integer>',
      'integer',
      'backport: { convert: first, whenEmpty: unset }',
    );
    expect(wrap('1.0', 5)).toEqual({ f: [5] });
    const bigint = changed('bigint', 'integer', 'backport: { convert: parse, else: 0 }');
    expect(bigint('1.0', -5)).toEqual({ f: '-5' });
    expect(bigint('1.1', '9007199254740993')).toEqual({ f: 0, losses: ['value Thing.f 1.1'] });
  });

  test('round to the nearest, halves upward, and say so where something was cut', () => {
    const go = changed('float', 'integer', 'backport: { convert: round }');
    expect(go('1.1', 2.5)).toEqual({ f: 3, losses: ['convert Thing.f 1.1'] });
    expect(go('1.1', -2.5)).toEqual({ f: -2, losses: ['convert Thing.f 1.1'] });
    expect(go('1.1', -1.7)).toEqual({ f: -2, losses: ['convert Thing.f 1.1'] });
    expect(JSON.stringify(go('1.1', -0.2))).toContain('"f":0');
    expect(go('1.1', 4)).toEqual({ f: 4 });
    expect(go('1.1', 1e300)).toHaveProperty('refused');
  });

  test('parse what text would print, and other spellings with a loss', () => {
    const go = changed('string', 'integer', 'backport: { convert: parse, else: -1 }');
    expect(go('1.1', '12')).toEqual({ f: 12 });
    expect(go('1.1', '-0')).toEqual({ f: 0, losses: ['convert Thing.f 1.1'] });
    expect(go('1.1', 'twelve')).toEqual({ f: -1, losses: ['value Thing.f 1.1'] });
  });

  test('take the first of a list, and say so where others were left out', () => {
    const rules = 'backport: { convert: first, whenEmpty: unset }';
    const go = changed('list<string>', 'string', rules);
    expect(go('1.1', ['a'])).toEqual({ f: 'a' });
    expect(go('1.1', ['a', 'b'])).toEqual({ f: 'a', losses: ['convert Thing.f 1.1'] });
    expect(go('1.1', [])).toEqual({ losses: ['unset Thing.f 1.1'] });
  });

  test('make sorted sets of lists, by value and not by text', () => {
    const go = changed('set<integer>', 'list<integer>', 'upgrade: { convert: set }');
    expect(go('1.0', [10, 9, 10])).toEqual({ f: [9, 10], losses: ['convert Thing.f 1.1'] });
    expect(go('1.0', [9, 10])).toEqual({ f: [9, 10] });
    expect(go('1.1', [9, 10])).toEqual({ f: [9, 10] });
    const text = changed('set<string>', 'list<string>', 'upgrade: { convert: set }');
    expect(text('1.0', ['😀', '\uffff', 'b'])).toMatchObject({ f: ['b', '\uffff', '😀'] });
  });
});

describe('limits', () => {
  test('are met by bringing the value within, or by refusing', () => {
    const clamp = changed('integer', '{ type: integer, min: 0, max: 9 }', 'backport: clamp');
    expect(clamp('1.1', 12)).toEqual({ f: 9, losses: ['clamp Thing.f 1.1'] });
    expect(clamp('1.1', -1)).toEqual({ f: 0, losses: ['clamp Thing.f 1.1'] });
    expect(clamp('1.1', 9)).toEqual({ f: 9 });
    const refuse = changed(
      'string',
      '{ type: string, maxLength: 2 }',
      'backport: { refuse: too long }',
    );
    expect(refuse('1.1', 'abc')).toEqual({ refused: 'Thing.f: too long' });
    expect(refuse('1.1', '😀😀')).toEqual({ f: '😀😀' });
    const cut = changed('string', '{ type: string, maxLength: 2 }', 'backport: clamp');
    expect(cut('1.1', 'a😀b')).toEqual({ f: 'a😀', losses: ['clamp Thing.f 1.1'] });
  });
});
