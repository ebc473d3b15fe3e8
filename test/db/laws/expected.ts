// What there should be of a parcel after somebody has written it: in its row, and in the memory of who wrote it.

import { expect } from 'vitest';
import type { JsonValue } from '../../../src/core/json.js';
import type { Loss } from '../../../src/runtime/index.js';
import { kept } from './kept.js';
import { type Held, insideLabel, newestName, type Parcel, sorted } from './objects.js';
import * as page from './page.js';
import { labelAt, NEWEST_OBJECT } from './parcels.js';
import { type RawRow, valueIn } from './raw.js';
import { type Data, insideOf } from './steps.js';

/** The row is what the page says, column by column; its label is true. */
export function expectRow({ row, ever }: Parcel, raw: RawRow, told: string): void {
  const object = NEWEST_OBJECT;
  const [root] = (raw.label ?? '').split(' ');
  expect(root, `label of ${told}`).toBe(labelAt(object, row.label));
  for (const [field, name] of page.placesAt(object, row.label)) {
    const cell = row.cells.get(name);
    expect(valueIn(raw, object, row.label, field), `${name} of ${told}`).toEqual(cell?.value);
  }
  for (const name of row.counting) {
    const at = row.cells.get(name)?.at ?? 0;
    const field = [...page.placesAt(object, at)].find(([, one]) => one === name)?.[0] ?? '';
    const value = row.cells.get(name)?.value;
    expect(valueIn(raw, object, at, field), `${name} of ${told}, which counts`).toEqual(value);
  }
  const there = new Map<string, string>();
  for (const name of page.placesAt(object, row.label).values()) {
    for (const [inside, version] of insideOf(row.cells.get(name)?.value)) {
      if (page.isNewer(version, there.get(inside) ?? '0.0')) there.set(inside, version);
      ever.set(inside, (ever.get(inside) ?? new Set()).add(version));
    }
  }
  const said = insideLabel(raw.label);
  for (const [inside, version] of there) {
    const labelled = said.get(inside) ?? '0.0';
    expect(
      page.isNewer(version, labelled),
      `${raw.label} says of ${inside}, which is ${version}`,
    ).toBe(false);
  }
  for (const [inside, version] of said) {
    expect([...(ever.get(inside) ?? [])], `${raw.label}: ${inside} was never so`).toContain(
      version,
    );
  }
}

/** What was to be saved is read again, or told as a loss and changed still. */
export function expectSaved(
  { object, service }: Held,
  changes: Data,
  inMemory: Data,
  losses: readonly Loss[],
  now: ReadonlyMap<string, JsonValue | undefined> | undefined,
): void {
  const { code } = service;
  const lost = new Set(losses.map((loss) => newestName(code, loss)));
  // What was dropped of it, or of an object in it, a later save may yet write.
  const unsaid = losses
    .filter(({ kind }) => kind === 'drop')
    .map((loss) => newestName(code, loss))
    .filter((name) => Object.hasOwn(changes, name));
  const names = new Map(code.type.fields.map(({ property, name }) => [property, name]));
  const still = object.objWhatChanged().map((property) => names.get(property) ?? property);
  expect(sorted(still), 'what is changed still').toEqual(sorted([...new Set(unsaid)]));
  for (const name of Object.keys(changes)) {
    if (name === 'id' || lost.has(name) || now === undefined) continue;
    const [wanted, found] = [inMemory[name], now.get(name)].map((value) => kept(name, value));
    expect(found, `${name} was saved, and nobody told that it was lost`).toEqual(wanted);
  }
}
