// A stored domain with a field of every kind that a query can ask, each in a column of each kind that may hold it, and with
// side tables of all shapes.

import type { Registry } from '../../../src/runtime/index.js';
import { registryOf } from '../../support/generated.js';
import { modelOf } from '../stored.js';

const BAG = `
object: Bag
version: "1.1"
fields:
  id: integer
  name: string
  note: string?
  kind: { enum: [soft, hard] }
  size: integer?
  serial: bigint?
  large: bigint?
  weight: float?
  is_open: boolean?
  seen_at: datetime?
  photo: bytes?
  token: uuid?
  extra: json
  labels: map<string>
  tags: set<string>
  steps: list<string>
  secret: { type: string?, sensitive: true }
storage:
  table: bags
  key: id
  unique: [name]
  unlabelled: "1.0"
  columns:
    serial: integer
    labels: { table: bag_labels }
    tags: { table: bag_tags }
    steps: { table: bag_steps }
history:
  "1.1":
    - rename: title
      to: name
    - change: kind
      was: { enum: [soft, firm] }
      backport: { values: { hard: firm } }
      upgrade: { values: { firm: hard } }
  "1.0": First version
`;

export function bagsOf(folder: string): Promise<Registry> {
  return registryOf(folder, modelOf(BAG));
}
