// A text that is written is that text to every reader: the `yaml` package as YAML 1.1 and as YAML 1.2, and our own.

import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { parse } from 'yaml';
import { scalarText, typeText, type Quote } from '../../src/load/yaml-scalar.js';
import { declarationOf } from '../evolution/entry/histories.js';

const AWKWARD = [
  ...['', ' ', 'a ', ' a', '-', '- x', '--- x', '...', '?', '? x', ':', 'a: b', 'a:', 'a #b', '#'],
  ...[
    'on',
    'On',
    'NO',
    'y',
    'Y',
    'n',
    'yes',
    'off',
    'true',
    'False',
    'null',
    'Null',
    '~',
    '=',
    '<<',
  ],
  ...[
    '1',
    '1.10',
    '1e3',
    '0x1f',
    '0o7',
    '017',
    '1_000',
    '12:30:45',
    '.5',
    '.inf',
    '.NaN',
    '-0',
    '+1',
  ],
  ...[
    '2026-01-31',
    '2026-01-31T12:00:00Z',
    '10.0.0.1',
    'aa:bb:cc',
    'a, b',
    'a]',
    '{a}',
    '[a]',
    'a}',
  ],
  ...[
    '*a',
    '&a',
    '!a',
    '|',
    '>',
    '%a',
    '@a',
    '`a`',
    '"a"',
    "'a'",
    "it's",
    'say "so"',
    'back\\slash',
  ],
  ...[
    'a\nb',
    'a\r\nb',
    '\n',
    'a\n',
    '\ta',
    'a\tb',
    '\u0000',
    '\u007f',
    'a\u0080b',
    'a\u0085b',
    'a\u2028b',
    '\uFEFF',
  ],
  ...[
    'é',
    '漢字',
    '👩‍👩‍👧',
    '\uD800',
    '\uFFFD',
    '\uFFFE',
    'm()',
    'a/b@1.2',
    'list<A?>',
    '(A | B)',
    'a - b',
    'x?',
  ],
];

const QUOTES: readonly Quote[] = ['"', "'"];

describe.each(QUOTES)('quoted by %s where it must be', (quote) => {
  test.each(AWKWARD)('%j', (text) => {
    expectReadBack(text, quote);
  });

  test('anything else', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'binary', maxLength: 12 }), (text) => {
        expectReadBack(text, quote);
      }),
    );
    const pieces = fc.constantFrom(...AWKWARD, 'word', ' ');
    fc.assert(
      fc.property(fc.array(pieces, { maxLength: 4 }), (parts) => {
        expectReadBack(parts.join(''), quote);
      }),
    );
  });
});

function expectReadBack(text: string, quote: Quote): void {
  const [block, flow] = [scalarText(text, quote, false), scalarText(text, quote, true)];
  const file = `value: ${block} # c\nkeys:\n  ${flow}: ${block}\nlist:\n  - ${block}\nflow: { ${flow}: ${flow} }\nboth: { l: [${flow}, ${flow}] }\n`;
  const expected = {
    value: text,
    keys: { [text]: text },
    list: [text],
    flow: { [text]: text },
    both: { l: [text, text] },
  };
  for (const version of ['1.1', '1.2'] as const) {
    expect(parse(file, { version, logLevel: 'error' }), file).toEqual(expected);
  }
  if (text.trim() === '') return;
  const note = `enum: A\nversion: "1.0"\nvalues: [a]\nhistory:\n  "1.0":\n    - ${block}\n`;
  expect(declarationOf(note).history[0]?.notes[0]?.value).toBe(text);
}

test('words that need no quotes have none, so that what is written looks written by hand', () => {
  for (const text of ['nvme', 'memory_mb', 'save()', 'a b', '_x', 'UTF-8x', 'n1']) {
    expect(scalarText(text, '"', true)).toBe(text);
  }
  const sentence = 'Hosts may have none, as before; see `why`'.replaceAll('`', "'");
  expect(scalarText(sentence, '"', false)).toBe(sentence);
  expect(scalarText(sentence, '"', true)).toBe(`"${sentence}"`);
});

test.each([
  ['integer?', 'integer?', '"integer?"'],
  ['(A | B)?', '(A | B)?', '"(A | B)?"'],
  ['list<DiskBus@1.1>', 'list<DiskBus@1.1>', 'list<DiskBus@1.1>'],
  ['A | other/B', 'A | other/B', 'A | other/B'],
  ['No', '"No"', '"No"'],
])('the type %s', (type, block, flow) => {
  expect([typeText(type, '"', false), typeText(type, '"', true)]).toEqual([block, flow]);
  const file = `a: ${block}\nb: { a: ${flow}, b: [${flow}] }\n`;
  for (const version of ['1.1', '1.2'] as const) {
    expect(parse(file, { version })).toEqual({ a: type, b: { a: type, b: [type] } });
  }
});
