// The table in the end against what was acknowledged: no row lost or made up, none corrupted, nothing acknowledged that is
// not there, every label the newest.

import { isDeepStrictEqual } from 'node:util';
import type { Database } from '../../../../src/db/index.js';
import type { Expectations, Expected } from './expected.js';
import { type RawRow, rawRows } from './raw-row.js';

/** What is wrong with the table; how many rows it has. */
export async function judge(
  database: Database,
  rows: number,
  expectations: Expectations,
): Promise<{ readonly found: number; readonly breaches: readonly string[] }> {
  const breaches = [...expectations.breaches];
  const missing = new Set(expectations.made);
  let [found, next] = [0, 1];
  for await (const row of rawRows(database)) {
    found++;
    const id = Number(row.id);
    for (; next < id && next <= rows; next++) breaches.push(`row ${next} is lost`);
    next = id + 1;
    missing.delete(id);
    const expected = expectations.of(id);
    if (expected === undefined) breaches.push(`row ${id} is there although it was destroyed`);
    else breaches.push(...differences(row, expected).map((what) => `row ${id}: ${what}`));
  }
  for (; next <= rows; next++) breaches.push(`row ${next} is lost`);
  for (const id of missing) breaches.push(`row ${id}, which was made, is lost`);
  return { found, breaches };
}

function differences(row: RawRow, expected: Expected): readonly string[] {
  const { code, count, note, motto, state, seal, grade, colour, tags } = expected;
  const wanted: Readonly<Record<string, string | null>> = {
    code,
    count: String(count),
    note: note ?? null,
    motto,
    state,
    seal: seal ?? null,
    grade: String(grade),
    label: colour === undefined ? '1.3' : '1.3 Door=1.1',
    tags: [...tags].sort().join(' '),
    words: wordsOf(expected),
  };
  const is: Readonly<Record<string, unknown>> = { ...row, tags: [...row.tags].sort().join(' ') };
  const wrong = Object.entries(wanted)
    .filter(([name, value]) => is[name] !== value)
    .map(([name, value]) => `${name} is ${JSON.stringify(is[name])}, not ${JSON.stringify(value)}`);
  const door: unknown = row.door === null ? null : JSON.parse(row.door);
  if (!isDeepStrictEqual(door, doorOf(colour))) wrong.push(`door is ${row.door ?? 'null'}`);
  return wrong;
}

/** What the row says beside its label: which fields are unset where null is a value, and that its old motto counts. */
function wordsOf({ motto, note, seal }: Expected): string | null {
  const words = [
    ...(motto === null ? [] : ['+motto@1.0']),
    ...(note === undefined ? ['-note'] : []),
    ...(seal === undefined ? ['-seal'] : []),
  ];
  return words.length === 0 ? null : ` ${words.join(' ')} `;
}

/** As release 1.3 keeps it. */
function doorOf(colour: string | undefined): unknown {
  if (colour === undefined) return null;
  return {
    'versioned_object.name': 'Door',
    'versioned_object.namespace': 'lockers',
    'versioned_object.version': '1.1',
    'versioned_object.data': { colour, hinges: 2 },
  };
}
