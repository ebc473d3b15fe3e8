// Whether a query finds what a reading shows: for each field that can be compared, the rows with the value of one of
// them, or those that have one, whatever versions they are of.

import type { Store } from '../../../db/index.js';
import type { FieldShape } from '../../../model/model.js';
import { isError } from '../../../runtime/index.js';
import type { Side } from '../side.js';
import { isEqual, valueIn, type Judge } from './judge.js';
import type { ReadRow } from './read-rows.js';
import type { Row, RowFault } from './row.js';
import { dataOf, storageOf } from './row-values.js';

type Single = string | number | boolean;
type Found = readonly [row: Row, object: Extract<ReadRow, { kind: 'read' }>];

/** Rows that a query does not find although it should, or finds although it should not. */
export async function findFaults(
  store: Store,
  side: Side,
  read: ReadonlyMap<Row, ReadRow>,
  judge: Judge,
): Promise<ReadonlyMap<Row, RowFault>> {
  const { lab } = side;
  const faults = new Map<Row, RowFault>();
  const all = [...read].filter((one): one is [Row, Found[1]] => one[1].kind === 'read');
  for (const object of new Set(all.map(([row]) => row.object))) {
    const rows = all.filter(([row]) => row.object === object);
    const known = judge.objectIn(side, object);
    const key = storageOf(known)?.key ?? '';
    for (const field of known.shape.fields.values()) {
      const { name } = field;
      const valueOf = ([, { primitive }]: Found) => valueIn(dataOf(lab, primitive), name);
      const value = isSingle(field) ? rows.map(valueOf).find(isSingleValue) : undefined;
      const asked = { type: rows[0]?.[1].object.$$type, key, field: name, value };
      const found = await keysWith(store, asked);
      for (const one of rows) {
        const is = valueOf(one);
        const isMeant = value === undefined ? is !== undefined : isEqual(is, value);
        const fault = faultOf(one[0], isMeant, found, asked);
        if (fault !== undefined && !faults.has(one[0])) faults.set(one[0], fault);
      }
    }
  }
  return faults;
}

interface Asked {
  readonly type: Found[1]['object']['$$type'] | undefined;
  readonly key: string;
  readonly field: string;
  /** Undefined where it is asked whether the field is set. */
  readonly value: Single | undefined;
}

function faultOf(
  { key }: Row,
  isMeant: boolean,
  found: ReadonlySet<string> | Error | undefined,
  { field, value }: Asked,
): RowFault | undefined {
  const asked = value === undefined ? `by ${field}, set` : `by ${field} = ${JSON.stringify(value)}`;
  if (found === undefined) return undefined;
  if (found instanceof Error) {
    return { leg: 'find', expected: `to be looked for ${asked}`, got: found.message };
  }
  if (isMeant === found.has(String(key))) return undefined;
  const [expected, got] = isMeant ? ['found', 'not found'] : ['not found', 'found'];
  return { leg: 'find', expected: `to be ${expected} ${asked}`, got };
}

/** Whether a field can be asked for a value at all. */
function isSingle({ type }: FieldShape): boolean {
  return type.kind === 'enum' || (type.kind === 'scalar' && type.scalar !== 'json');
}

function isSingleValue(value: unknown): value is Single {
  return typeof value === 'string' || typeof value === 'number' || typeof value === 'boolean';
}

/** Undefined for a field that a hook or a conversion makes, which is not looked for while older rows may exist. */
async function keysWith(
  store: Store,
  { type, key, field, value }: Asked,
): Promise<ReadonlySet<string> | Error | undefined> {
  if (type === undefined) return undefined;
  const order = [{ field: key, direction: 'asc' as const }];
  const where =
    value === undefined ? { kind: 'isSet' as const, field } : { kind: 'eq' as const, field, value };
  const rest = { limit: undefined, after: undefined, fields: [] };
  try {
    const found = await store.list(type, { where, order, ...rest });
    const info = type.fields.find(({ name }) => name === key);
    return new Set(found.map((one) => String(info && one.$$value(info))));
  } catch (error) {
    if (isError(error, 'not-comparable')) return undefined;
    if (error instanceof Error) return error;
    throw error;
  }
}
