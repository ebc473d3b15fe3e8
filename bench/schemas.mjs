// Made-up schemas of the usual size for `generate` to compile: some fifteen fields, four versions, an
// enum and a child here and there. The same ones on every run.

import { mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';

/** Writes a project of this many objects into an empty folder. */
export function writeProject(folder, count) {
  mkdirSync(join(folder, 'schemas'), { recursive: true });
  writeFileSync(
    join(folder, 'backlevel.config.yaml'),
    'schemas: schemas\noutput: generated\nnamespace: bench\n',
  );
  for (let n = 0; n < count; n++) {
    writeFileSync(join(folder, 'schemas', `thing_${n}.yaml`), objectFile(n));
  }
}

/** Writes a project of one object with this many versions: each adds a field, renames one, or widens another. */
export function writeLongHistory(folder, versions) {
  mkdirSync(join(folder, 'schemas'), { recursive: true });
  writeFileSync(
    join(folder, 'backlevel.config.yaml'),
    'schemas: schemas\noutput: generated\nnamespace: bench\n',
  );
  const fields = ['  id: integer'];
  const history = [];
  for (let minor = 1; minor < versions; minor++) {
    const name = `field_${minor}`;
    // Every fourth version renames what the one before it added.
    if (minor % 4 === 0) {
      fields.pop();
      fields.push(`  ${name}: { type: "string?", default: null }`);
      history.unshift(`  "1.${minor}":\n    - rename: field_${minor - 1}\n      to: ${name}\n`);
    } else {
      fields.push(`  ${name}: { type: "string?", default: null }`);
      history.unshift(`  "1.${minor}":\n    - add: ${name}\n`);
    }
  }
  writeFileSync(
    join(folder, 'schemas', 'long.yaml'),
    `object: Long\nversion: "1.${versions - 1}"\nfields:\n${fields.join('\n')}\nhistory:\n${history.join('')}  "1.0": First version\n`,
  );
}

function objectFile(n) {
  // Every object but the first of ten holds the one before it, so that trees stay ten deep.
  const child =
    n % 10 === 0 ? '' : `  part: { type: "Thing${n - 1}?", doc: What it is made of. }\n`;
  return `object: Thing${n}
version: "1.3"
doc: The ${n}th thing of a large domain.

fields:
  id: { type: integer, readOnly: true, doc: The row's key. }
  uuid: { type: uuid, readOnly: true }
  display_name: { type: string, default: "", maxLength: 255, doc: What its owner calls it. }
  description: string?
  state: { enum: [new, ready, broken, gone], default: new }
  size_gb: { type: integer, default: 0, min: 0 }
  ratio: { type: float, default: 1.5 }
  host: { type: "string?", doc: Where it is kept. }
  labels: { type: map<string>, doc: The owner's notes. }
  addresses: list<ip>
  groups: set<string>
  enabled: { type: boolean, default: true }
  launched_at: datetime?
  created_at: datetime?
  updated_at: datetime?
${child}
history:
  "1.3":
    - Sizes are whole GiB
    - rename: size
      to: size_gb
    - add: groups
      upgrade: { value: [] }
  "1.2":
    - change: state
      was: { enum: [new, ready, gone], default: new }
      backport: { values: { broken: gone } }
  "1.1":
    - add: [host, launched_at]
      upgrade: unset
    - remove: cell
      was: string?
      backport: unset
  "1.0": First version
`;
}
