// What a row must be, by the interpreter of histories and by the one promise that the store makes beyond the wire:
// what a version does not know stays where it is.

import type { JsonValue } from '../../../core/json.js';
import { sameJson } from '../../../core/same-json.js';
import {
  formatVersion,
  parseWireVersion,
  sameVersion,
  type Version,
} from '../../../core/version.js';
import type { Release } from '../../../evolution/rollout/index.js';
import type { Model, ObjectModel } from '../../../model/model.js';
import { isJsonObject, own, type JsonObject } from '../../laws/envelope.js';
import type { Lab } from '../../laws/lab.js';
import type { Outcome } from '../../laws/outcome.js';
import { counterpart } from '../spoken.js';
import type { Side } from '../side.js';
import { entryOf } from '../values.js';
import type { Worker } from './ground.js';
import { keptAbove, keptBelow } from './kept.js';
import type { Row } from './row.js';
import { dataOf, withData } from './row-values.js';

export class Judge {
  readonly #model: Model;
  readonly #whole: Lab['oracle'];
  readonly #objects = new Map<string, ObjectModel>();
  readonly #kept = new Map<string, ReadonlySet<string>>();

  /** With the model of today, and the interpreter of its histories. */
  constructor(model: Model, whole: Lab['oracle']) {
    this.#model = model;
    this.#whole = whole;
  }

  /** What the code of a release has a row's object as. */
  objectIn(side: Side, object: ObjectModel): ObjectModel {
    const key = `${side.name} ${object.key}`;
    const found = this.#objects.get(key) ?? counterpart(this.#model, object, side.lab.model);
    if (found === undefined) throw new Error(`${side.name} does not know ${object.name}`);
    this.#objects.set(key, found);
    return found;
  }

  /** The version at which a release writes an object. */
  versionIn({ manifest }: Release, object: ObjectModel): Version {
    const version = entryOf(manifest, object);
    if (version === undefined) throw new Error(`the release does not name ${object.name}`);
    return version;
  }

  /** What a process writes of an object of its newest version: a primitive of the version that it writes. */
  written({ side, pin }: Worker, object: ObjectModel, primitive: JsonValue): Outcome {
    const manifest = { ...side.peer(undefined).manifest, ...pin?.manifest };
    const outcome: Outcome =
      pin === undefined
        ? { kind: 'value', primitive, losses: [] }
        : this.#whole(primitive, { manifest });
    if (outcome.kind !== 'value') return outcome;
    const known = this.objectIn(side, object);
    return { ...outcome, primitive: stored(side.lab, known, outcome.primitive) };
  }

  /** What code of a release reads of a row's content, where the row has nothing besides. */
  read(side: Side, object: ObjectModel, content: JsonValue): Outcome {
    const outcome = side.lab.oracle(content, 'newest');
    if (outcome.kind !== 'value') return outcome;
    const known = this.objectIn(side, object);
    return { ...outcome, primitive: stored(side.lab, known, outcome.primitive) };
  }

  /** What code of a release reads after an edit: `before` and `after` are what the editor had, at its newest version. */
  edited(
    row: Row,
    reader: Side,
    editor: Worker,
    { before, after }: { readonly before: JsonValue; readonly after: JsonValue },
  ): Outcome {
    const [was, is] = [before, after].map((one): Outcome => {
      const written = this.written(editor, row.object, one);
      return written.kind === 'value' ? this.read(reader, row.object, written.primitive) : written;
    });
    if (is?.kind !== 'value') return is ?? { kind: 'crash', message: 'nothing was written' };
    const known = row.readings.get(reader.name);
    if (known === undefined) return is;
    const isConverted = !sameVersion(row.label, row.now);
    const object = this.objectIn(reader, row.object);
    // Of what the row was never written at, it has no columns that count.
    const kept = sameVersion(row.label, object.version)
      ? this.#keptIn('above', reader, object, row.now)
      : NOTHING;
    return composed(reader.lab, is.primitive, known, object, (name, edit, stays) => {
      if (isConverted) return kept.has(name) ? stays : edit;
      // Where the row stays of its version, only what the edit makes another is written.
      const without = was?.kind === 'value' ? dataOf(reader.lab, was.primitive)[name] : undefined;
      return isEqual(edit, without) ? stays : edit;
    });
  }

  /** What older code reads after rows were taken back; `newer` is what newer code read before. */
  takenBack(row: Row, code: Side, older: Side, newer: JsonValue): Outcome {
    const written = this.written({ side: code, pin: older }, row.object, newer);
    if (written.kind !== 'value') return written;
    const plain = this.read(older, row.object, written.primitive);
    const known = row.readings.get(older.name);
    if (plain.kind !== 'value' || known === undefined) return plain;
    const object = this.objectIn(code, row.object);
    const at = versionOf(older.lab, written.primitive);
    const kept = this.#keptIn('below', code, object, at);
    const target = this.objectIn(older, row.object);
    return composed(older.lab, plain.primitive, known, target, (name, made, stays) =>
      kept.has(name) ? stays : made,
    );
  }

  /** What newer code reads of a row that was taken back; `older` is what older code reads of it. */
  afterWayBack(row: Row, code: Side, older: JsonValue): Outcome {
    const plain = this.read(code, row.object, older);
    const known = row.readings.get(code.name);
    if (plain.kind !== 'value' || known === undefined) return plain;
    const object = this.objectIn(code, row.object);
    const kept = this.#keptIn('above', code, object, row.now);
    return composed(code.lab, plain.primitive, known, object, (name, made, stays) =>
      kept.has(name) ? stays : made,
    );
  }

  /** Fields that rows keep while they are of an older version, or older code's while they are newer. */
  #keptIn(
    side: 'above' | 'below',
    { name }: Side,
    object: ObjectModel,
    older: Version,
  ): ReadonlySet<string> {
    const key = [side, name, object.key, formatVersion(older)].join(' ');
    const known = this.#kept.get(key);
    const kept = known ?? (side === 'above' ? keptAbove(object, older) : keptBelow(object, older));
    this.#kept.set(key, kept);
    return kept;
  }
}

const NOTHING: ReadonlySet<string> = new Set();

/** Without what is not stored. */
function stored(lab: Lab, object: ObjectModel, primitive: JsonValue): JsonValue {
  const version = versionOf(lab, primitive);
  const at = object.versions.findIndex((one) => sameVersion(one, version));
  const storage = object.storage?.[at];
  if (storage === undefined) return primitive;
  const entries = Object.entries(dataOf(lab, primitive));
  const kept = entries.filter(([name]) => storage.fields.has(name));
  return kept.length === entries.length
    ? primitive
    : withData(lab, primitive, Object.fromEntries(kept));
}

export function versionOf({ prefix }: Lab, primitive: JsonValue): Version {
  const label = isJsonObject(primitive) ? own(primitive, `${prefix}.version`) : undefined;
  const version = typeof label === 'string' ? parseWireVersion(label) : undefined;
  if (version === undefined) throw new Error('a primitive of a rehearsal has a version');
  return version;
}

type Value = JsonValue | undefined;

/** Each field as it is chosen from two objects of one version. */
function composed(
  lab: Lab,
  primitive: JsonValue,
  other: JsonValue,
  object: ObjectModel,
  choose: (name: string, one: Value, other: Value) => Value,
): Outcome {
  const [these, those] = [dataOf(lab, primitive), dataOf(lab, other)];
  const data: Record<string, JsonValue> = {};
  for (const name of object.shape.fields.keys()) {
    const value = choose(name, valueIn(these, name), valueIn(those, name));
    if (value !== undefined) data[name] = value;
  }
  return { kind: 'value', primitive: withData(lab, primitive, data), losses: [] };
}

export function valueIn(data: JsonObject, name: string): Value {
  return own(data, name);
}

export function isEqual(a: Value, b: Value): boolean {
  return a === undefined || b === undefined ? a === b : sameJson(a, b);
}
