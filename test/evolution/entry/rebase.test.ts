// What `rebase` does to a file: an entry out, or under another number.

import { describe, expect, test } from 'vitest';
import { parseVersion, type Version } from '../../../src/core/version.js';
import { removeEntry } from '../../../src/evolution/entry/remove-entry.js';
import { renumberEntry } from '../../../src/evolution/entry/renumber-entry.js';
import { declarationOf } from './histories.js';

function version(text: string): Version {
  const parsed = parseVersion(text);
  if (parsed === undefined) throw new Error(text);
  return parsed;
}

function thing(history: string, present = '"1.2"'): string {
  return `object: Thing\nversion: ${present} # now\nfields: { a: string }\nhistory:${history}`;
}

function removed(history: string, which: string, index?: number): string {
  const text = thing(history);
  const at = index === undefined ? {} : { index };
  return removeEntry(text, declarationOf(text), version(which), at);
}

function renumbered(text: string, from: string, to: string, index?: number): string {
  const at = index === undefined ? {} : { index };
  return renumberEntry(text, declarationOf(text), version(from), version(to), at);
}

const COMMENTED = `
  # of the history

  # of 1.2
  "1.2":
    - add: a
      # deep
    # of no change

  # between

  # of 1.1
  "1.1": A note

  "1.0": First version

allow: {}
`;

describe('an entry taken out', () => {
  test('goes with its own comments and what sets it apart, and leaves those of others', () => {
    expect(removed(COMMENTED, '1.2')).toBe(
      thing(
        '\n  # of the history\n\n  # between\n\n  # of 1.1\n  "1.1": A note\n\n  "1.0": First version\n\nallow: {}\n',
      ),
    );
    expect(removed(COMMENTED, '1.1')).toBe(
      thing(COMMENTED.replace('  # of 1.1\n  "1.1": A note\n\n', '')),
    );
  });

  test('at the end takes the blank line above it', () => {
    expect(removed(COMMENTED, '1.0')).toBe(
      thing(COMMENTED.replace('\n\n  "1.0": First version', '')),
    );
    expect(removed('\n  "1.1": A\n  "1.0": B', '1.0')).toBe(thing('\n  "1.1": A'));
  });

  test('may be the second of two that a merge kept', () => {
    const history = '\n  "1.2": Ours\n  "1.2":\n    - Theirs\n  "1.1": One\n';
    expect(removed(history, '1.2')).toBe(thing('\n  "1.2":\n    - Theirs\n  "1.1": One\n'));
    expect(removed(history, '1.2', 1)).toBe(thing('\n  "1.2": Ours\n  "1.1": One\n'));
  });

  test.each([
    ['1.2', ' { "1.1": B, "1.0": C }\n'],
    ['1.1', ' { "1.2": [A, { add: a }], "1.0": C }\n'],
    ['1.0', ' { "1.2": [A, { add: a }], "1.1": B }\n'],
  ])('of a history in braces: %s', (which, expected) => {
    const history = ' { "1.2": [A, { add: a }], "1.1": B, "1.0": C }\n';
    expect(removed(history, which)).toBe(thing(expected));
  });

  test('is there, or the caller is wrong', () => {
    expect(() => removed('\n  "1.0": A\n', '1.7')).toThrow('no entry 1.7');
  });
});

describe('an entry under another number', () => {
  test('takes the present version with it, each in its own quotes', () => {
    const text = thing("\n  '1.2': A\n  '1.1': B\n");
    expect(renumbered(text, '1.2', '1.3')).toBe(thing("\n  '1.3': A\n  '1.1': B\n", '"1.3"'));
  });

  test('leaves the present version alone where it is another one', () => {
    const text = thing('\r\n  "1.2": A\r\n  "1.1": B\r\n');
    expect(renumbered(text, '1.1', '1.10')).toBe(thing('\r\n  "1.2": A\r\n  "1.10": B\r\n'));
  });

  test('gets quotes if it had none', () => {
    const text = thing('\n  1.2: A\n', '1.2');
    expect(renumbered(text, '1.2', '1.10')).toBe(thing('\n  "1.10": A\n', '"1.10"'));
  });

  test('may be the second of two that a merge kept', () => {
    const text = thing('\n  "1.2": Ours\n  # theirs\n  "1.2":\n  - Theirs\n  "1.1": One\n');
    const [first, second] = [renumbered(text, '1.2', '1.3'), renumbered(text, '1.2', '1.3', 1)];
    expect(first).toBe(
      text.replaceAll('version: "1.2"', 'version: "1.3"').replace('"1.2": O', '"1.3": O'),
    );
    expect(second).toBe(
      text.replaceAll('version: "1.2"', 'version: "1.3"').replace('"1.2":\n', '"1.3":\n'),
    );
  });

  test('in braces', () => {
    const text = thing(' { "1.2": A, "1.1": B }\n');
    expect(renumbered(text, '1.2', '1.3')).toBe(thing(' { "1.3": A, "1.1": B }\n', '"1.3"'));
  });
});
