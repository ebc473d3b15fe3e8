// A stored object with a history in which a field does each thing that storage has to know of.

import { load } from '../../../src/load/index.js';
import { buildModel, type Model } from '../../../src/model/index.js';

const SERVER = `
object: Server
version: "1.6"
fields:
  id: { type: integer, readOnly: true }
  uuid: uuid
  name: { type: string, doc: What people call it. }
  host: string?
  state: { enum: [up, down, gone] }
  bus: { enum: [scsi, nvme] }
  weight: { type: float, default: 1 }
  size_bytes: bigint
  secret: { type: string?, sensitive: true }
  seen_at: datetime?
  photo: bytes?
  labels: map<string>
  tags: set<string>
  ports: list<integer>?
  extra: json
  is_public: boolean
  zone: string?
  note: string
  rack: string
  code: integer
storage:
  table: servers
  key: id
  unique: [uuid, [is_public, name]]
  indexes: [[state, name]]
  unlabelled: "1.0"
  columns:
    extra: none
    weight: { column: load }
    code: { column: code_number }
    rack: { column: rack_again }
    size_bytes: { column: size, type: text }
    tags: { table: server_tags, owner: server_id, value: tag }
    ports: { table: server_ports, owner: server_id, place: place, value: port }
history:
  "1.6":
    - add: zone
      backport: { into: labels.zone }
      upgrade: { from: labels.zone }
    - remove: motto
      was: string
      backport: { value: none }
  "1.5":
    - change: state
      was: { enum: [on, off, lost] }
      backport: { values: { up: on, down: off, gone: lost } }
      upgrade: { values: { on: up, off: down, lost: gone } }
    - change: bus
      was: { enum: [ide, sata, scsi, nvme] }
      upgrade: { values: { ide: scsi, sata: scsi } }
    - add: note
      upgrade: { copy: name }
    - add: rack
  "1.4":
    - rename: public
      to: is_public
  "1.3":
    - change: storage
      was: { columns: { weight: { column: weight }, code: { column: code } } }
    - change: code
      was: string
      upgrade: { convert: parse, else: 0 }
    - change: weight
      was: integer
      backport: { convert: round }
    - change: host
      was: string
      backport: { whenNull: nowhere }
  "1.2":
    - add: seen_at
    - remove: rack
      was: string
      backport: unset
  "1.1":
    - add: photo
      upgrade: unset
  "1.0": First version
`;

const PLAIN = `
object: Plain
version: "1.0"
fields:
  text: string
history:
  "1.0": First version
`;

const DATABASE = `
object: Database
version: "1.0"
fields:
  constructor: string
  saved: boolean
  _id: integer
  a_name_that_is_longer_than_most_names_of_columns: uuid?
  kind: { enum: [it's, 'say "hello"'] }
  owner: Database
methods:
  list: { static: true, args: { all: boolean }, returns: list<Database> }
storage:
  table: the-"table"
  key: _id
  unique:
    - constructor
    - [kind, a_name_that_is_longer_than_most_names_of_columns, constructor]
history:
  "1.0": First version
`;

/** An object whose names meet those of generated code. */
export function hostileModel(): Model {
  return modelOf(DATABASE, DATABASE_TABLE);
}

const DATABASE_TABLE = `
object: DatabaseTable
version: "1.0"
fields: { columns: list<string> }
history: { "1.0": First version }
`;

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

/** The server with its storage, and an object that is not stored. */
export function serverModel(): Model {
  return modelOf(SERVER, PLAIN);
}
