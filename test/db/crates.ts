// A stored domain for what boxes do not have: a key that is a text, hooks, data that moves in and out of a map, copies,
// a removed field of null, a column that became a table, JSON in columns of texts.

import { modelAt } from '../../src/model/index.js';
import type { Manifest } from '../../src/core/envelope.js';
import type { Registry } from '../../src/runtime/index.js';
import { registryOf } from '../support/generated.js';
import { LID, modelOf } from './stored.js';

const CRATE = `
object: Crate
version: "1.4"
fields:
  id: string
  serial: bigint
  label: string?
  alias: string?
  rack: string?
  first: string
  last: string
  extra: map<string>?
  notes: map<string>
  config: json
  lids: list<Lid>
storage:
  table: crates
  key: id
  unique: [serial]
  columns:
    serial: integer
    notes: { table: crate_notes }
    config: text
    lids: text
history:
  "1.4":
    - add: alias
      upgrade: { copy: label }
  "1.3":
    - add: rack
      upgrade: { from: extra.rack }
      backport: { into: extra.rack }
  "1.2":
    - replace: { owner: string }
      with: [first, last]
      backport: { hook: { loses: [last] } }
      upgrade: hook
  "1.1":
    - remove: colour
      was: string?
      backport: { copy: label }
    - change: storage
      was: { columns: { notes: json } }
  "1.0": First version
`;

/** What each release of the domain speaks, oldest first. */
export const CRATE_RELEASES: readonly Manifest[] = ['1.0', '1.1', '1.2', '1.3', '1.4'].map(
  (Crate) => ({ Crate, Lid: Crate < '1.2' ? '1.0' : '1.1' }),
);

/** The domain's classes as a release had them; `folder` is one of the test's own. */
export async function cratesOf(folder: string, release?: Manifest): Promise<Registry> {
  const settings = { hooksFolder: '../../db/hooks' };
  const model = modelOf(CRATE, LID);
  if (release === undefined) return registryOf(folder, model, settings);
  const cut = modelAt(model, release);
  if (!cut.ok) throw new Error('the domain has no such release');
  return registryOf(folder, cut.model, settings);
}
