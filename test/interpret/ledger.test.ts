import { describe, expect, test } from 'vitest';
import { ledger } from '../../src/interpret/index.js';
import { modelOf } from './story.js';

const model = modelOf([
  `enum: Mode
version: "1.1"
values: [a, b, c]
history:
  "1.1":
    - add: c
      backport: b
  "1.0": First version
`,
  `object: Thing
version: "1.5"
fields:
  name: string
  size_gb: integer
  mode: Mode
  note: string?
  extra: map<string>
  swap: { type: integer, default: 0 }
history:
  "1.5":
    - change: mode
      was: Mode@1.0
  "1.4":
    - add: swap
      backport: { refuse: swap is needed }
  "1.3":
    - add: note
      backport: { into: extra.note }
      upgrade: { from: extra.note }
  "1.2":
    - rename: size
      to: size_gb
      was: { type: integer, max: 9 }
      backport: clamp
    - add: mode
  "1.1":
    - remove: old
      was: string
      backport: { value: "" }
  "1.0": First version
`,
]);

function lines(from: string, to: string): readonly string[] {
  const { entries } = ledger(model, { Thing: from }, { Thing: to });
  return entries.map(({ kind, path, since, line }) => `${kind} ${path} ${since}:${line}`);
}

describe('the ledger', () => {
  test('names each loss, refusal and fill on the way back, in the names of where it starts', () => {
    expect(lines('1.5', '1.2')).toEqual(
      expect.arrayContaining([
        expect.stringMatching(/^enum Thing.mode 1.5:\d+$/),
        expect.stringMatching(/^refuse Thing.swap 1.4:\d+$/),
        expect.stringMatching(/^refuse Thing.note 1.3:\d+$/),
      ]),
    );
    expect(lines('1.5', '1.2')).toHaveLength(3);
  });

  test('does not name what is no loss because the field is gone by then', () => {
    const found = lines('1.5', '1.1').map((line) => line.replace(/:\d+$/, ''));
    expect(found).toContain('drop Thing.mode 1.2');
    expect(found).toContain('clamp Thing.size_gb 1.2');
    expect(found).not.toContain('enum Thing.mode 1.5');
    expect(lines('1.5', '1.0').join()).toContain('fill Thing.old 1.1');
  });

  test('names what an upgrade drops and fills in', () => {
    const found = lines('1.0', '1.5').map((line) => line.replace(/:\d+$/, ''));
    expect(found).toEqual(['drop Thing.old 1.1', 'fill Thing.note 1.3', 'fill Thing.swap 1.4']);
  });

  test('is empty where nothing changes, and says which versions it does not know', () => {
    expect(ledger(model, { Thing: '1.5' }, { Thing: '1.5' }).entries).toEqual([]);
    expect(ledger(model, { Thing: '1.5' }, {}).entries).toEqual([]);
    expect(ledger(model, { Thing: '1.9' }, { Thing: '1.0' }).unknown).toEqual(['Thing']);
  });
});
