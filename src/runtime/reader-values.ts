// What a generated reader (`get_by_name`) asks: its arguments are the fields of a key or of a unique constraint, by
// the names that they had at the last version that has the reader.

import type { JsonValue } from '../core/json.js';
import type { MethodInfo } from './methods.js';
import type { AnyObjectType } from './object-type.js';
import type { WireValue } from './query.js';
import { checkedValue, storedFieldAt, valueNow } from './stored-field.js';

/** The fields of the newest version that its row must have, with their values on the wire; `args` as the call has them. */
export function readerValues(
  type: AnyObjectType,
  method: MethodInfo,
  args: readonly unknown[],
): Readonly<Record<string, WireValue>> {
  const version = Math.min(method.until, type.newest);
  const values = method.args.map(({ name, codec }, i) => {
    const field = storedFieldAt(type, name, version);
    // What a codec writes is JSON.
    const given = codec.encode(args[i], type.known.newest) as JsonValue;
    const path = `${type.name}.${method.name}(${name})`;
    const value = checkedValue(type, field, valueNow(field.carries, given), path);
    return [field.field.name, value] as const;
  });
  return Object.fromEntries(values);
}
