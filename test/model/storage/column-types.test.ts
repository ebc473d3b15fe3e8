import { expect, it } from 'vitest';
import { build } from '../story.js';

/** Whether a field of the type may be kept in the column. */
function mayHold(type: string, column: string): boolean {
  const bus = 'enum: Bus\nversion: "1.0"\nvalues: [a]\nhistory: { "1.0": First }\n';
  const thing = `
object: Thing
version: "1.0"
fields: { id: integer, f: "${type}" }
storage: { table: things, key: id, columns: { f: ${column} } }
history: { "1.0": First }
`;
  const { findings } = build([bus, thing]);
  const codes = findings.map(({ code }) => code);
  expect(codes.filter((code) => code !== 'storage/cannot-hold')).toEqual([]);
  return codes.length === 0;
}

const COLUMNS = ['text', 'integer', 'numeric', 'float', 'boolean', 'datetime', 'bytes', 'json'];

it.each([
  ['string', ['text']],
  ['uuid?', ['text']],
  ['ipv6', ['text']],
  ['Bus', ['text']],
  ['integer', ['integer', 'numeric']],
  ['bigint', ['text', 'integer', 'numeric']],
  ['float', ['float']],
  ['boolean?', ['boolean']],
  ['datetime', ['text', 'datetime']],
  ['bytes', ['text', 'bytes']],
  ['json', ['text', 'json']],
  ['list<integer>', ['text', 'json']],
  ['map<Thing?>?', ['text', 'json']],
  ['Thing', ['text', 'json']],
])(
  'a value of %s comes back whole from every column it may have, which are %j',
  (type, allowed) => {
    expect(COLUMNS.filter((column) => mayHold(type, column))).toEqual(allowed);
  },
);
