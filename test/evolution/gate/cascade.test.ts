import { describe, expect, it } from 'vitest';
import { gate, SETTINGS, told, type StorySettings } from './story.js';
import { FIRST, object } from './texts.js';

const CASCADE: StorySettings = { ...SETTINGS, children: 'cascade' };

const disk = object('Disk', '1.0', ['size: integer'], [FIRST]);
const bigger = object(
  'Disk',
  '1.1',
  ['size: integer', 'bus: string?'],
  ['"1.1": [{ add: bus }]', FIRST],
);
const server = object('Server', '1.0', ['disk: Disk', 'spares: list<Disk?>'], [FIRST]);
const rack = object('Rack', '1.0', ['servers: map<Server>'], [FIRST]);
const before = [disk, server, rack];

const serverKnows = object(
  'Server',
  '1.1',
  ['disk: Disk', 'spares: list<Disk?>'],
  ['"1.1": [{ change: disk, was: Disk@1.0 }, { change: spares, was: list<Disk@1.0?> }]', FIRST],
);
const rackKnows = object(
  'Rack',
  '1.1',
  ['servers: map<Server>'],
  ['"1.1": [{ change: servers, was: map<Server@1.0> }]', FIRST],
);

describe('under `children: cascade`', () => {
  it('a child with a new version that no parent has recorded is one finding that names them all', () => {
    const shelf = object('Shelf', '1.0', ['disks: list<Disk>'], [FIRST]);
    const found = gate([...before, shelf], [bigger, server, rack, shelf], CASCADE);
    expect(told(found)).toEqual(['2:10 history/child-not-recorded Disk 1.1']);
    expect(found[0]?.message).toContain('Server and Shelf have not recorded it');
  });

  it('a parent that recorded only one of its two fields is held up', () => {
    const half = object(
      'Server',
      '1.1',
      ['disk: Disk', 'spares: list<Disk?>'],
      ['"1.1": [{ change: disk, was: Disk@1.0 }]', FIRST],
    );
    expect(told(gate(before, [bigger, half, rackKnows], CASCADE))).toEqual([
      '2:10 history/child-not-recorded Disk 1.1',
    ]);
  });

  it('a parent that recorded its child passes on to its own parent', () => {
    const found = gate(before, [bigger, serverKnows, rack], CASCADE);
    expect(told(found)).toEqual(['2:10 history/child-not-recorded Server 1.1']);
    expect(found[0]?.message).toContain('Rack has not recorded it');
  });

  it('a child recorded all the way up passes', () => {
    expect(gate(before, [bigger, serverKnows, rackKnows], CASCADE)).toEqual([]);
  });

  it('a new child that has no version yet is its own finding, and the parents’ is none', () => {
    const unbumped = object('Disk', '1.0', ['size: integer', 'bus: string?'], [FIRST]);
    expect(told(gate(before, [unbumped, server, rack], CASCADE))).toEqual([
      '2:10 history/missing-bump Disk 1.0',
    ]);
  });

  it('a child’s recorded version edited in place is an edited entry of the parent alone', () => {
    const other = [bigger, serverKnows, rackKnows];
    const edited = object(
      'Server',
      '1.1',
      ['disk: Disk', 'spares: list<Disk?>'],
      ['"1.1": [{ change: disk, was: Disk@1.0 }]', FIRST],
    );
    expect(told(gate(other, [bigger, edited, rackKnows], CASCADE))).toEqual([
      '7:3 history/released-edited Server 1.1',
    ]);
  });
});

describe('under `children: manifest`', () => {
  it('a parent need not move with its child', () => {
    expect(gate(before, [bigger, server, rack])).toEqual([]);
  });
});
