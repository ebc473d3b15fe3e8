// What an editor does to a row: one field gets the value that it has in another object. Keys, and what no two rows
// may share, stay.

import type { JsonValue } from '../../../core/json.js';
import type { ObjectModel } from '../../../model/model.js';
import { toBytes } from '../../peer/bytes.js';
import type { PeerObject } from '../../peer/peer.js';
import { isEditable, propertyOf, type Edit } from '../edit.js';
import type { Side } from '../side.js';
import { isEqual, valueIn } from './judge.js';
import { dataOf, singleFields, storageOf, withData } from './row-values.js';

export interface EditedRow {
  /** What the object is then. */
  readonly primitive: JsonValue;
  /** What was done to it: `name = "x"`. */
  readonly told: string;
}

/** Edits the object as the editor's own code would; undefined where there is nothing to change. */
export function editRow(
  { lab, peer }: Side,
  object: ObjectModel,
  { held, primitive }: { readonly held: PeerObject; readonly primitive: JsonValue },
  { donor, turn }: Edit,
): EditedRow | undefined {
  const [here, given] = [dataOf(lab, primitive), dataOf(lab, donor)];
  const single = singleFields(object);
  const storage = storageOf(object);
  const fields = [...object.shape.fields.values()].filter((field) => {
    const { name } = field;
    const value = valueIn(given, name);
    const isOther = value !== undefined && !isEqual(value, valueIn(here, name));
    return isOther && isEditable(field) && !single.has(name) && storage?.fields.has(name) === true;
  });
  const field = fields[turn % Math.max(1, fields.length)];
  if (field === undefined) return undefined;
  const property = propertyOf(held, field);
  const from = peer(undefined).receive(toBytes(donor));
  peer(undefined).edit(held, { [property]: from[property] });
  const value = valueIn(given, field.name);
  const data = value === undefined ? here : { ...here, [field.name]: value };
  const told = `${field.name} = ${JSON.stringify(value)}`;
  return { primitive: withData(lab, primitive, data), told };
}
