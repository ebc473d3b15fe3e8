// What a reviewer reads of a change: each cause once, in words, with the bump that it asks.

import { describe, expect, it } from 'vitest';
import { diffRecords } from '../../../src/evolution/index.js';
import { load } from '../../../src/load/index.js';
import { buildModel, recordsOf, type Records } from '../../../src/model/index.js';
import { SETTINGS } from '../gate/story.js';

const BEFORE = `
object: Flavor
version: "1.0"
fields:
  id: integer
  name: string
  size: integer
history:
  "1.0": First version
`;

describe('the difference of two states', () => {
  it('nothing differs from itself', () => {
    expect(diffRecords(records(BEFORE), records(BEFORE))).toEqual([]);
  });

  it('a field that the history renamed is told as that, over several versions', () => {
    const after = `
object: Flavor
version: "1.2"
fields:
  id: integer
  label: string
  size: integer
history:
  "1.2":
    - rename: title
      to: label
  "1.1":
    - rename: name
      to: title
  "1.0": First version
`;
    expect(told(BEFORE, after)).toEqual(['Flavor 1.0 1.2', 'minor `name` was renamed to `label`']);
  });

  it('what changed without a version is told all the same', () => {
    const after = BEFORE.replace('size: integer', 'size: integer?\n  host: string');
    expect(told(BEFORE, after)).toEqual([
      'Flavor 1.0 1.0',
      'minor `host` was added',
      'major `size` may be null',
    ]);
  });

  it('what is new and what is gone has no changes', () => {
    const other = BEFORE.replace('Flavor', 'Volume');
    expect(told(BEFORE, other)).toEqual(['Flavor 1.0 -', 'Volume - 1.0']);
  });

  it('where objects are stored is told, and what of it changed', () => {
    const stored = (table: string, parts: string): string =>
      BEFORE.replace('history:', `storage: { table: ${table}, key: id, ${parts} }\nhistory:`);
    const before = stored('flavors', 'indexes: [size], columns: { name: none }');
    expect(told(BEFORE, before)).toEqual(['Flavor 1.0 1.0', 'none it is stored, in `flavors`']);
    expect(told(before, BEFORE)).toEqual([
      'Flavor 1.0 1.0',
      'none it is not stored any more, in `flavors`',
    ]);
    const after = stored(
      'sizes',
      'unique: [name], columns: { size: { column: gb, type: numeric } }',
    );
    expect(told(before, after)).toEqual([
      'Flavor 1.0 1.0',
      'minor `size` was kept in the column of its name and type and is in the column `gb` of numeric',
      'minor the unique constraint of `name` was added',
      'minor `name` was kept in no column and is in the column of its name and type',
      'minor the index of `size` was removed',
      'major it was stored in `flavors` and is in `sizes`',
    ]);
  });

  it('values of an enum are told by name', () => {
    const disk = 'enum: Bus\nversion: "1.0"\nvalues: [ide, scsi]\nhistory: { "1.0": First }\n';
    expect(told(disk, disk.replace('scsi', 'nvme'))).toEqual([
      'Bus 1.0 1.0',
      'minor `nvme` was added',
      'minor `scsi` was removed',
    ]);
  });
});

function told(before: string, after: string): readonly string[] {
  return diffRecords(records(before), records(after)).flatMap(({ key, from, to, changes }) => [
    `${key.replace(/^.*\/|@\d+$/g, '')} ${from ?? '-'} ${to ?? '-'}`,
    ...changes.map(({ asks, message }) => `${asks} ${message}`),
  ]);
}

function records(text: string): Records {
  const { declarations } = load([{ path: 'a.yaml', text }]);
  return recordsOf(buildModel(declarations, SETTINGS).model, {}, () => undefined);
}
