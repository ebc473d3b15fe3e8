import { describe, expect, it } from 'vitest';
import { gate, told } from './story.js';
import { file, FIRST, object } from './texts.js';

const gone = '"1.1": [{ remove: host, was: string, backport: unset }]';
const before = [object('Node', '1.1', ['id: integer'], [gone, FIRST])];

describe('a name that was used once', () => {
  it('never comes back as something else, with whatever version', () => {
    const after = object(
      'Node',
      '1.2',
      ['id: integer', 'host: integer'],
      ['"1.2": [{ add: host }]', gone, FIRST],
    );
    expect(told(gate(before, [after]))).toEqual(['5:3 history/name-reused Node 1.2']);
  });

  it('may come back as what it was', () => {
    const after = object(
      'Node',
      '1.2',
      ['id: integer', 'host: string'],
      ['"1.2": [{ add: host }]', gone, FIRST],
    );
    expect(gate(before, [after])).toEqual([]);
  });

  it('is remembered when the versions that had it were cut off', () => {
    const cut = object(
      'Node',
      '1.2',
      ['id: integer', 'host: integer'],
      ['"1.2": [{ add: host }]', '"1.1": The first that is read'],
    );
    const releases = file('releases', 'releases:\n  "2026": { Node: "1.1" }');
    expect(told(gate([...before, releases], [cut, releases]))).toEqual([
      '5:3 history/name-reused Node 1.2',
    ]);
  });
});

describe('older versions', () => {
  const releases = file(
    'releases',
    'supported: ["2026"]\nreleases:\n  "2025": { Node: "1.0" }\n  "2026": { Node: "1.1" }',
  );

  it('that no supported release speaks may be cut off', () => {
    const cut = object('Node', '1.1', ['id: integer'], ['"1.1": The first that is read']);
    expect(gate([...before, releases], [cut, releases])).toEqual([]);
  });

  it('that somebody writes down later change nothing', () => {
    const known = [object('Node', '1.1', ['id: integer'], ['"1.1": The first that is known'])];
    expect(gate(known, before)).toEqual([]);
  });

  it('of an object that no supported release has may go with its file', () => {
    const other = object('Other', '1.0', ['id: integer'], [FIRST]);
    expect(gate([...before, releases, other], [...before, releases])).toEqual([]);
  });
});
