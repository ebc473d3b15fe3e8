// A small domain whose objects are stored, with two releases, whose code a test can spoil.

import { mkdirSync, rmSync } from 'node:fs';
import { resolve } from 'node:path';
import type { Release } from '../../../../src/evolution/rollout/index.js';
import type { Hook } from '../../../../src/interpret/index.js';
import {
  rehearse,
  type RehearsalReport,
  type RehearseInput,
} from '../../../../src/testing/rehearsal/index.js';
import { modelOf } from '../../../model/story.js';
import { loadSpoiled, type Spoiled } from '../story.js';

const LID = `
object: Lid
version: "1.1"
fields:
  colour: string
  shine: { type: integer, default: 0 }
history:
  "1.1":
    - add: shine
  "1.0": First version
`;

/** Of one version in both releases, and all the same too new for old code where a newer lid is in it. */
const BOX = `
object: Box
version: "1.0"
fields:
  id: { type: integer, readOnly: true }
  name: string
  lid: Lid?
storage:
  table: boxes
  key: id
history:
  "1.0": First version
`;

const CRATE = `
object: Crate
version: "1.2"
fields:
  id: { type: integer, readOnly: true }
  code: string
  bytes: integer
  state: { enum: [ready, gone] }
  note: string?
  tags: set<string>
  lid: Lid?
  memo: { type: string?, default: null }
storage:
  table: crates
  key: id
  unique: [code]
  columns:
    tags: { table: crate_tags, owner: crate_id, value: tag }
    memo: none
history:
  "1.2":
    - add: tags
      upgrade: unset
  "1.1":
    - rename: size
      to: bytes
    - change: state
      was: { enum: [idle, gone] }
      backport: { values: { ready: idle } }
      upgrade: { values: { idle: ready } }
    - add: note
    - remove: motto
      was: string
      backport: { value: none }
  "1.0": First version
`;

export const A: Release = { name: 'A', manifest: { Box: '1.0', Crate: '1.0', Lid: '1.0' } };
export const B: Release = { name: 'B', manifest: { Box: '1.0', Crate: '1.2', Lid: '1.1' } };

const NO_HOOKS = (): Hook | undefined => undefined;

/** The rehearsal of A to B with something wrong. */
export function rehearsedStore(
  name: string,
  spoiled: Pick<Spoiled, 'code'>,
  options: Partial<RehearseInput> = {},
): Promise<RehearsalReport> {
  const model = modelOf([LID, CRATE, BOX]);
  const folder = resolve('test/output', `rehearsal-store-${name}`);
  rmSync(folder, { recursive: true, force: true });
  mkdirSync(folder, { recursive: true });
  return rehearse({
    model,
    prefix: 'versioned_object',
    hooks: NO_HOOKS,
    releases: [A, B],
    load: (release) => loadSpoiled(model, folder, release, spoiled.code),
    seed: 1,
    cases: 2,
    ...options,
  });
}
