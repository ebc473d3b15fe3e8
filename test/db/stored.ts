// A stored domain with a history in which rows meet each thing that can happen to a field, in two releases that are
// compiled apart and share one database.

import { load } from '../../src/load/index.js';
import { buildModel, modelAt, type Model } from '../../src/model/index.js';
import type { Manifest } from '../../src/core/envelope.js';
import type { Registry } from '../../src/runtime/index.js';
import { registryOf } from '../support/generated.js';

const BOX = `
object: Box
version: "1.3"
fields:
  id: { type: integer, readOnly: true }
  code: string
  title: string?
  state: { enum: [ready, away, gone] }
  size: { type: integer, default: 1 }
  weight: { type: float?, default: null }
  big: bigint
  seen_at: datetime?
  photo: bytes?
  is_open: boolean
  nickname: string?
  origin: string
  labels: map<string>
  tags: set<string>
  ports: list<integer>?
  lid: Lid?
  parts: list<Lid>
storage:
  table: boxes
  key: id
  unique: [code]
  indexes: [[state, title]]
  unlabelled: "1.0"
  columns:
    tags: { table: box_tags, owner: box_id, value: tag }
    ports: { table: box_ports, owner: box_id, place: place, value: port }
history:
  "1.3":
    - add: nickname
      upgrade: unset
    - add: origin
      upgrade: { value: unknown }
    - change: title
      was: string
      backport: { whenNull: "" }
  "1.2":
    - rename: open
      to: is_open
    - change: state
      was: { enum: [idle, away, gone] }
      backport: { values: { ready: idle } }
      upgrade: { values: { idle: ready } }
  "1.1":
    - add: [size, weight]
    - remove: motto
      was: string
      backport: { value: none }
  "1.0": First version
`;

export const LID = `
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

/** What each release of the domain speaks, oldest first. */
export const RELEASES: readonly Manifest[] = [
  { Box: '1.0', Lid: '1.0' },
  { Box: '1.1', Lid: '1.0' },
  { Box: '1.2', Lid: '1.1' },
  { Box: '1.3', Lid: '1.1' },
];

/** The model of schemas that have no mistakes. */
export function modelOf(...schemas: readonly string[]): Model {
  const files = schemas.map((text, i) => ({ path: `schemas/file${i}.yaml`, text }));
  const { declarations, findings } = load(files);
  const { model, findings: more } = buildModel(declarations, {
    namespace: 'test',
    children: 'manifest',
    propertyNames: 'camelCase',
  });
  const errors = [...findings, ...more].filter(({ severity }) => severity === 'error');
  if (errors.length > 0) throw new Error(errors.map(({ message }) => message).join('\n'));
  return model;
}

/** The domain's classes as a release had them; `folder` is one of the test's own. */
export async function boxesOf(folder: string, release: Manifest = {}): Promise<Registry> {
  const model = modelOf(BOX, LID);
  if (Object.keys(release).length === 0) return registryOf(folder, model);
  const cut = modelAt(model, release);
  if (!cut.ok) throw new Error('the domain has no such release');
  return registryOf(folder, cut.model);
}
