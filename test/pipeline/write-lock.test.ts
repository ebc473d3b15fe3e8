// The lock only adds, and only of what is there: a number that was taken back is not kept.

import { expect, it } from 'vitest';
import type { Records, Sections, ThingRecord, VersionRecord } from '../../src/model/index.js';
import { addToLock } from '../../src/pipeline/gate/write-lock.js';

it('what is released stays, whatever became of its file', () => {
  const lock = records({ 'a/Gone@1': thing({ '1.0': 'released' }) });
  expect(statuses(addToLock(lock, records({}), 'pending'))).toEqual(['a/Gone@1 1.0 released']);
});

it('what was only pending goes with its entry, and with its file', () => {
  const lock = records({
    'a/Gone@1': thing({ '1.0': 'pending' }),
    'a/Here@1': thing({ '1.0': 'released', '1.1': 'pending', '1.2': 'pending' }),
  });
  const now = records({ 'a/Here@1': thing({ '1.0': 'pending', '1.1': 'pending' }) });
  expect(statuses(addToLock(lock, now, 'pending'))).toEqual([
    'a/Here@1 1.0 released',
    'a/Here@1 1.1 pending',
  ]);
});

it('releasing marks what was pending, in the order of versions', () => {
  const lock = records({ 'a/Here@1': thing({ '1.9': 'released' }) });
  const now = records({ 'a/Here@1': thing({ '1.10': 'pending', '1.9': 'pending' }) });
  expect(statuses(addToLock(lock, now, 'released'))).toEqual([
    'a/Here@1 1.9 released',
    'a/Here@1 1.10 released',
  ]);
});

it('releasing tells how a version is stored where the lock did not, and nothing else of it', () => {
  const fields = { id: { type: 'integer' } };
  const storage = { table: 'things', key: 'id' };
  const now = thing({ '1.0': 'pending' }, { fields, storage });
  const other = { fields: { id: { type: 'string' } } };
  const locks: readonly (readonly [Sections, Sections])[] = [
    [{ fields }, { fields, storage }],
    [other, other],
    [
      { fields, storage: { table: 'old', key: 'id' } },
      { fields, storage: { table: 'old', key: 'id' } },
    ],
  ];
  for (const [before, after] of locks) {
    const lock = records({ 'a/Here@1': thing({ '1.0': 'released' }, before) });
    const released = addToLock(lock, records({ 'a/Here@1': now }), 'released');
    expect(sectionsOf(released)).toEqual([after]);
    // What a bump adds is pending, and touches nothing that is released.
    expect(sectionsOf(addToLock(lock, records({ 'a/Here@1': now }), 'pending'))).toEqual([before]);
  }
});

function sectionsOf({ objects }: Records): readonly Sections[] {
  return [...objects.values()].flatMap(({ versions }) =>
    [...versions.values()].map(({ sections }) => sections),
  );
}

function records(objects: Readonly<Record<string, ThingRecord>>): Records {
  return { wire: {}, objects: new Map(Object.entries(objects)), enums: new Map() };
}

function thing(
  versions: Readonly<Record<string, VersionRecord['status']>>,
  sections: Sections = {},
): ThingRecord {
  const records = Object.entries(versions).map(
    ([version, status]) => [version, { status, sections }] as const,
  );
  return { isExperimental: false, versions: new Map(records) };
}

function statuses({ objects }: Records): readonly string[] {
  return [...objects].flatMap(([key, { versions }]) =>
    [...versions].map(([version, { status }]) => `${key} ${version} ${status}`),
  );
}
