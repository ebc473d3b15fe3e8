import fc from 'fast-check';
import { expect, it } from 'vitest';
import { parse } from 'yaml';
import { entryLines } from '../../src/load/yaml-value.js';

const TEXT = fc.oneof(
  fc
    .array(fc.constantFrom('a', ' b', 'c ', '', '# d', '- e', '\t', '\u0085', '\u2028', 'f: g'))
    .map((lines) => lines.join('\n')),
  fc.string({ unit: 'binary' }),
);

it('a text is read as it was, with the lines that it had, at any depth', () => {
  fc.assert(
    fc.property(TEXT, fc.nat(4), (text, depth) => {
      const value = { kind: 'map', entries: [['doc', { kind: 'lines', text }]] } as const;
      const lines = entryLines(['field', value], 2 * depth, '"');
      expect(parse(lines.join('\n'))).toEqual({ field: { doc: text } });
    }),
    { numRuns: 2000 },
  );
});

it('several lines stand as they are read', () => {
  expect(entryLines(['doc', { kind: 'lines', text: 'a\n\n- b: c' }], 0, '"')).toEqual([
    'doc: |-',
    '  a',
    '',
    '  - b: c',
  ]);
});
