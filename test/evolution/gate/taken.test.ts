import { describe, expect, it } from 'vitest';
import { gate, SETTINGS, told } from './story.js';
import { file, FIRST, object } from './texts.js';

const flavor = object('Flavor', '1.0', ['name: string'], [FIRST]);
const swap = object(
  'Flavor',
  '1.1',
  ['name: string', 'swap: integer'],
  ['"1.1": [{ add: swap }]', FIRST],
);
const vcpus = object(
  'Flavor',
  '1.1',
  ['name: string', 'vcpus: integer'],
  ['"1.1": [{ add: vcpus }]', FIRST],
);

describe('a version that the tip of the branch has since the two parted', () => {
  it('is taken: two branches never give one number two contents', () => {
    const found = gate([flavor], [swap], { ...SETTINGS, tip: [vcpus] });
    expect(told(found)).toEqual(['7:3 history/version-taken Flavor 1.1']);
    expect(found[0]?.fix?.command).toBe('backlevel rebase Flavor');
  });

  it('is no finding where both say the same, as after a merge or a cherry-pick', () => {
    expect(gate([flavor], [swap], { ...SETTINGS, tip: [swap] })).toEqual([]);
  });

  it('is taken by a rule alone too', () => {
    const refuses = object(
      'Flavor',
      '1.1',
      ['name: string', 'swap: integer'],
      ['"1.1": [{ add: swap, backport: { refuse: it matters } }]', FIRST],
    );
    expect(told(gate([flavor], [refuses], { ...SETTINGS, tip: [swap] }))).toEqual([
      '7:3 history/version-taken Flavor 1.1',
    ]);
  });

  it('leaves a branch alone that took none', () => {
    expect(gate([flavor], [flavor], { ...SETTINGS, tip: [vcpus] })).toEqual([]);
  });

  it('is taken of an enum as well', () => {
    const bus = (value: string) =>
      file(
        'bus',
        `enum: Bus\nversion: "1.1"\nvalues: [ide, ${value}]\nhistory:\n  "1.1": [{ add: ${value}, backport: ide }]\n  "1.0": First`,
      );
    const old = file('bus', 'enum: Bus\nversion: "1.0"\nvalues: [ide]\nhistory: { "1.0": First }');
    expect(told(gate([old], [bus('scsi')], { ...SETTINGS, tip: [bus('nvme')] }))).toEqual([
      '5:3 history/version-taken Bus 1.1',
    ]);
  });
});
