// A fleet in the middle of upgrades, at random: whoever saves what, pinned to whichever release, everybody else reads what
// was there before and what was changed, and nothing else.

import { expect, it } from 'vitest';
import { onEachEngine } from './databases.js';
import { pick, type Random, randomFrom, VALUES } from './query/random-rows.js';
import { expanded, rawRow, Shelf, type Values } from './shelf.js';
import { boxesOf, RELEASES } from './stored.js';

const STEPS = 250;
const ROWS = 4;
const registry = await boxesOf('db-fleet');
const oldest = await boxesOf('db-fleet-old', RELEASES[0]);

/** Since which release a field is there, where that is not the first. */
const SINCE: Readonly<Record<string, number>> = { size: 1, weight: 1, nickname: 3, origin: 3 };
/** Columns that a release's version knows. */
const COLUMNS: readonly (readonly string[])[] = [
  ['motto', 'open', 'title', 'state'],
  ['open', 'size', 'weight', 'title', 'state'],
  ['is_open', 'size', 'weight', 'title', 'state'],
  ['is_open', 'size', 'weight', 'title', 'state', 'nickname', 'origin'],
];
const ALL = new Set(COLUMNS.flat());

onEachEngine('a fleet', (open) => {
  it.each([1, 2, 3])('loses nothing and invents nothing, seed %i', async (seed) => {
    const random = randomFrom(seed * 7919);
    const database = await expanded(await open(), registry);
    const pinned = await Promise.all(
      RELEASES.map((release) => Shelf.open(database, registry, release)),
    );
    const newest = await Shelf.open(database, registry);
    const mottoes = await Shelf.open(database, oldest);
    for (let n = 1; n <= ROWS; n++) await pick(random, pinned).create({ code: `code-${n}` });
    for (let step = 0; step < STEPS; step++) {
      const [id, release] = [1 + Math.floor(random() * ROWS), Math.floor(random() * 4)];
      const told = `step ${step}, row ${id}, release ${release}`;
      const shelf = pinned[release];
      if (shelf === undefined) throw new Error('no such release');
      const [before, raw] = [await newest.data(id), await rawRow(database, 'boxes', id)];
      const changes = randomChanges(random, before);
      const sent = newest.given({ id, ...changes }, Object.keys(changes));
      await shelf.store.save(sent);
      expect(await newest.data(id), told).toEqual(
        expected(before, changes, release, (raw['obj_version'] ?? '').slice(0, 3)),
      );
      const now = await rawRow(database, 'boxes', id);
      if (Object.keys(changes).length === 0) expect(now, told).toEqual(raw);
      for (const column of ALL) {
        if (COLUMNS[release]?.includes(column) === true) continue;
        expect(now[column], `${told}, ${column} is none of its columns`).toBe(raw[column]);
      }
      // The motto is seen by the oldest alone, and changed by nobody here.
      if (now['obj_version'] === '1.0') {
        expect((await mottoes.data(id))['motto'], told).toBe('none');
      }
    }
  });
});

function randomChanges(random: Random, before: Values): Record<string, unknown> {
  const changes: Record<string, unknown> = {};
  for (const [name, values] of Object.entries(VALUES)) {
    if (random() < 0.7) continue;
    const value = pick(random, values);
    if (value !== undefined && JSON.stringify(value) !== JSON.stringify(before[name])) {
      changes[name] = value;
    }
  }
  return changes;
}

/** What everybody sees then, by the newest names: what was there, and what the release could say of the changes. */
function expected(before: Values, changes: Values, release: number, label: string): Values {
  if (Object.keys(changes).length === 0) return before;
  const sayable = Object.entries(changes).filter(([name]) => (SINCE[name] ?? 0) <= release);
  const after: Record<string, unknown> = { ...before, ...Object.fromEntries(sayable) };
  const isWritten = label !== `1.${release}` || 'title' in changes;
  // The one thing that older releases cannot say of what they write.
  if (release < 3 && isWritten && after['title'] === null) after['title'] = '';
  return after;
}
