import { describe, expect, it } from 'vitest';
import type { DigestOf } from '../../../src/model/index.js';
import { gate, SETTINGS, told } from './story.js';
import { FIRST, object } from './texts.js';

const before = [
  object('Flavor', '1.1', ['name: string', 'swap: integer'], ['"1.1": [{ add: swap }]', FIRST]),
];
const edited = [
  object('Flavor', '1.1', ['name: string', 'vcpus: integer?'], ['"1.1": [{ add: vcpus }]', FIRST]),
];

describe('a pending version', () => {
  it('may still change: nobody speaks it yet', () => {
    expect(gate(before, edited, { ...SETTINGS, status: 'pending' })).toEqual([]);
  });

  it('that is released is one edited entry, whatever of it was edited', () => {
    expect(told(gate(before, edited))).toEqual(['7:3 history/released-edited Flavor 1.1']);
  });
});

describe('the code of a hook', () => {
  const hooked = [
    object(
      'Flavor',
      '1.1',
      ['name: string', 'extra: json'],
      ['"1.1": [{ change: extra, was: string, backport: hook, upgrade: hook }]', FIRST],
    ),
  ];
  const code =
    (backport: string): DigestOf =>
    (_object, _step, direction) =>
      direction === 'backport' ? backport : 'the same';

  it('that a version was released with never changes', () => {
    const story = { ...SETTINGS, digestBefore: code('before'), digestOf: code('after') };
    const found = gate(hooked, hooked, story);
    expect(told(found)).toEqual(['7:3 history/hook-edited Flavor 1.1']);
    expect(found[0]?.message).toContain('backportTo1_0');
  });

  it('may stay as it is while all else about its file changes', () => {
    const story = { ...SETTINGS, digestBefore: code('same'), digestOf: code('same') };
    expect(gate(hooked, hooked, story)).toEqual([]);
  });

  it('is one finding beside none for a rule that was edited with it', () => {
    const rule = object(
      'Flavor',
      '1.1',
      ['name: string', 'extra: json'],
      [
        '"1.1": [{ change: extra, was: string, backport: { hook: { refuses: true } }, upgrade: hook }]',
        FIRST,
      ],
    );
    const story = { ...SETTINGS, digestBefore: code('before'), digestOf: code('after') };
    expect(told(gate(hooked, [rule], story))).toEqual(['7:3 history/released-edited Flavor 1.1']);
  });
});
