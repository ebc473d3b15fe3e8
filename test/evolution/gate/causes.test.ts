import { describe, expect, it } from 'vitest';
import { gate, told } from './story.js';
import { file, FIRST, object } from './texts.js';

const mixin = (...fields: readonly string[]) =>
  file('tracked', ['mixin: Tracked', 'fields:', ...fields.map((field) => `  ${field}`)].join('\n'));

describe('one cause is one finding', () => {
  const tracked = mixin('made: datetime?', 'secret: { type: string, sensitive: true }');
  const users = ['Disk', 'Node'].map((name) =>
    object(name, '1.0', ['id: integer'], [FIRST], 'mixins: [Tracked]'),
  );

  it('a mixin’s field that is no longer masked is told once, not in every object', () => {
    const bare = mixin('made: datetime?', 'secret: string');
    expect(told(gate([tracked, ...users], [bare, ...users]))).toEqual([
      '4:3 history/sensitive-removed Tracked',
    ]);
  });

  it('two objects that changed are two findings', () => {
    const after = ['Disk', 'Node'].map((name) =>
      object(name, '1.0', ['id: string'], [FIRST], 'mixins: [Tracked]'),
    );
    expect(told(gate([tracked, ...users], [tracked, ...after]))).toEqual([
      '2:10 history/missing-bump Disk 1.0',
      '2:10 history/missing-bump Node 1.0',
    ]);
  });

  it('an object that changed beside its mixin is told apart from it', () => {
    const more = mixin(
      'made: datetime?',
      'secret: { type: string, sensitive: true }',
      'by: string?',
    );
    const [disk, node] = users;
    const changed = object('Disk', '1.0', ['id: string'], [FIRST], 'mixins: [Tracked]');
    expect(disk).toBeDefined();
    const found = gate([tracked, ...users], [more, changed, ...(node === undefined ? [] : [node])]);
    expect(told(found)).toEqual([
      '2:10 history/missing-bump Disk 1.0',
      '1:8 history/mixin-not-recorded Tracked',
    ]);
    expect(found[0]?.message).not.toContain('by');
  });

  it('the finding names what changed, where it stands now', () => {
    const after = object(
      'Disk',
      '1.0',
      ['id: string', 'bus: string?'],
      [FIRST],
      'mixins: [Tracked]',
    );
    const [, node] = users;
    const [found] = gate(
      [tracked, ...users],
      [tracked, after, ...(node === undefined ? [] : [node])],
    );
    expect(found?.message).toBe(
      'Disk changed, but its version is still 1.0: `id` was integer and is string and `bus` was added',
    );
    expect(found?.related?.map(({ span }) => span.line)).toEqual([5, 6]);
  });
});

describe('enums that methods speak', () => {
  const bus = (version: string, values: string, entry = '') =>
    file(
      'bus',
      `enum: Bus\nversion: "${version}"\nvalues: [${values}]\nhistory:\n${entry}  "1.0": First`,
    );
  const node = file(
    'node',
    'object: Node\nversion: "1.0"\nfields: { id: integer }\nmethods:\n  attach: { args: { bus: Bus }, returns: list<Bus> }\nhistory: { "1.0": First }',
  );

  it('an enum’s change that shows in a method alone is the enum’s', () => {
    const after = bus('1.1', 'ide, scsi', '  "1.1": [{ add: scsi, backport: ide }]\n');
    expect(told(gate([bus('1.0', 'ide'), node], [after, node]))).toEqual([
      '2:10 history/enum-not-recorded Bus 1.1',
    ]);
  });
});
