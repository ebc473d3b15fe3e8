// What several steps on end can lose, each told by the name that the field has where one starts.

import { describe, expect, test } from 'vitest';
import { ledger } from '../../src/interpret/index.js';
import { modelOf } from './story.js';

/** `kind path since` of all that the ledger of a Thing names, sorted. */
function named(text: string, from: string, to: string, others: readonly string[] = []): unknown {
  const { entries } = ledger(modelOf([text, ...others]), { Thing: from }, { Thing: to });
  return entries.map(({ kind, path, since }) => `${kind} ${path} ${since}`).sort();
}

describe('the ledger', () => {
  test('names a loss by the name at the start, though the field was renamed on the way', () => {
    const renamed = `object: Thing
version: "1.2"
fields: { label: string }
history:
  "1.2":
    - rename: title
      to: label
  "1.1":
    - change: title
      was: { type: string, maxLength: 3 }
      backport: clamp
  "1.0": First version
`;
    expect(named(renamed, '1.2', '1.0')).toEqual(['clamp Thing.label 1.1']);
  });

  test('names both of two fields that are dropped as one', () => {
    const merged = `object: Thing
version: "1.2"
fields: { extra: map<string>, note: string }
history:
  "1.2":
    - add: note
      backport: { into: extra.note }
      upgrade: { from: extra.note }
  "1.1":
    - add: extra
  "1.0": First version
`;
    expect(named(merged, '1.2', '1.0')).toEqual(['drop Thing.extra 1.1', 'drop Thing.note 1.1']);
  });

  test('does not name what a rule filled in as lost', () => {
    const filled = `object: Thing
version: "1.2"
fields: { size: { type: integer, max: 5 } }
history:
  "1.2":
    - change: size
      was: { type: integer, default: 9 }
      upgrade: clamp
  "1.1":
    - add: size
  "1.0": First version
`;
    expect(named(filled, '1.0', '1.2')).toEqual(['fill Thing.size 1.1']);
    expect(named(filled, '1.1', '1.2')).toEqual(['clamp Thing.size 1.2']);
  });

  test('names that a hook may refuse, where it says so, and not where it does not', () => {
    const hooked = (rule: string): string => `object: Thing
version: "1.1"
fields: { first: string, last: string }
history:
  "1.1":
    - replace: { name: string }
      with: [first, last]
      backport: ${rule}
      upgrade: hook
  "1.0": First version
`;
    expect(named(hooked('{ hook: { refuses: true } }'), '1.1', '1.0')).toEqual([
      'refuse Thing 1.1',
    ]);
    expect(named(hooked('hook'), '1.1', '1.0')).toEqual([]);
  });

  test('names no refusal of a null that stays null where other values are wrapped', () => {
    const wrapped = `object: Thing
version: "1.1"
fields: { policy: string? }
history:
  "1.1":
    - rename: policies
      to: policy
      was: list<string>?
      backport: { convert: wrap }
      upgrade: { convert: first, whenEmpty: null }
  "1.0": First version
`;
    expect(named(wrapped, '1.1', '1.0')).toEqual([]);
  });

  test('names null where an older version has none, and only there', () => {
    const nulls = `object: Thing
version: "1.1"
fields: { note: string?, size: integer }
history:
  "1.1":
    - change: note
      was: string
      backport: { whenNull: "" }
    - change: size
      was: { type: integer, max: 9 }
      backport: clamp
  "1.0": First version
`;
    expect(named(nulls, '1.1', '1.0')).toEqual(['clamp Thing.size 1.1', 'null Thing.note 1.1']);
  });

  test('names an object of a union that an older version does not know', () => {
    const plain = (name: string): string =>
      `object: ${name}\nversion: "1.0"\nfields: { id: integer }\nhistory: { "1.0": First version }\n`;
    const union = `object: Thing
version: "1.1"
fields: { parts: list<(Disk | Nic)> }
history:
  "1.1":
    - change: parts
      was: list<Disk>
      backport: { members: { Nic: omit } }
  "1.0": First version
`;
    const others = [plain('Disk'), plain('Nic')];
    expect(named(union, '1.1', '1.0', others)).toEqual(['member Thing.parts 1.1']);
  });
});
