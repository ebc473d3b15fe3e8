// Conditions in SQL. A condition on a field is asked of each group of labels by its own column and its own older
// values, so that an index of that column serves it.

import { type RawBuilder, type SqlBool, sql } from 'kysely';
import type { ColumnType } from '../../core/storage.js';
import { sameJson } from '../../core/same-json.js';
import { labelOf } from '../../runtime/object-type.js';
import { NotComparableError } from '../../runtime/index.js';
import type { WireCondition, WireValue } from '../../runtime/query.js';
import { anyOfThese, collated } from './engines.js';
import {
  allOf,
  anyOf,
  type Asked,
  comparing,
  FALSE,
  fits,
  hasLabel,
  isNull,
  isSet,
  literal,
  notThat,
  TRUE,
  valueOf,
} from './expressions.js';
import { columnAt, opaquePart, type Source, type SourceGroup, sourcesOf } from './source.js';

/** A statement's condition: true of exactly the rows whose objects it is true of. */
export function conditionOf(asked: Asked, condition: WireCondition): RawBuilder<SqlBool> {
  switch (condition.kind) {
    case 'and':
      return allOf(condition.all.map((one) => conditionOf(asked, one)));
    case 'or':
      return anyOf(condition.all.map((one) => conditionOf(asked, one)));
    case 'not':
      return notThat(conditionOf(asked, condition.one));
    case 'isSet': {
      const { groups } = fieldOf(asked, condition.field);
      return perGroup(asked, groups, (source) => isSet(asked, source));
    }
    case 'in': {
      const { field, values } = condition;
      return among(asked, fieldOf(asked, field), values);
    }
    case 'eq':
      return among(asked, fieldOf(asked, condition.field), [condition.value]);
    default: {
      const { kind, field, value } = condition;
      const { groups, type } = fieldOf(asked, field);
      // What begins with a text that no column holds is in none.
      if (kind === 'startsWith' && !fits(asked, type, value)) return FALSE;
      return comparing(asked, field, () =>
        perGroup(asked, groups, (source) =>
          compared(asked, valueOf(asked, source, type), type, kind, value),
        ),
      );
    }
  }
}

interface Field {
  readonly groups: readonly SourceGroup[];
  /** Of its column at the newest version. */
  readonly type: ColumnType;
}

/** Where a field stands; an error if some live label's rows cannot tell. */
export function fieldOf({ type, oldest }: Asked, field: string): Field {
  const { storage } = type;
  const row = storage && columnAt(storage, field, type.newest);
  if (storage === undefined || row === undefined) {
    throw new NotComparableError(type.name, field, 'it has no column of its own');
  }
  const groups = sourcesOf(type, storage, field, oldest);
  for (const { source, since, until } of groups) {
    const opaque = opaquePart(source);
    if (opaque === undefined) continue;
    const [from, to] = [labelOf(type, since), labelOf(type, until)];
    const labels = from === to ? from : `${from} to ${to}`;
    throw new NotComparableError(
      type.name,
      field,
      `rows of ${labels} say something else, of which ${labelOf(type, opaque)} makes it; migrate them, then contract`,
    );
  }
  return { groups, type: row.type };
}

/** `(label is new and …) or (label is older and …)`; without labels where all rows are alike. */
function perGroup(
  asked: Asked,
  groups: readonly SourceGroup[],
  make: (source: Source) => RawBuilder<SqlBool>,
): RawBuilder<SqlBool> {
  const [only, ...more] = groups;
  if (only !== undefined && more.length === 0) return make(only.source);
  const parts = groups.flatMap((group) => {
    const part = make(group.source);
    return part === FALSE ? [] : [allOf([hasLabel(asked, group), part])];
  });
  return anyOf(parts);
}

/** Whether it is set and one of these; null may be among them. */
function among(asked: Asked, field: Field, values: readonly WireValue[]): RawBuilder<SqlBool> {
  return perGroup(asked, field.groups, (source) => amongIn(asked, source, field.type, values));
}

function amongIn(
  asked: Asked,
  source: Source,
  as: ColumnType,
  values: readonly WireValue[],
): RawBuilder<SqlBool> {
  const texts = values.filter((value) => value !== null);
  const nulls = texts.length < values.length ? [isNull(asked, source)] : [];
  const present = texts.length === 0 ? [] : [presentIn(asked, source, as, texts)];
  return anyOf([...present, ...nulls].filter((part) => part !== FALSE));
}

type Present = Exclude<WireValue, null>;

/** None of the values is null. */
function presentIn(
  asked: Asked,
  source: Source,
  as: ColumnType,
  values: readonly Present[],
): RawBuilder<SqlBool> {
  switch (source.kind) {
    case 'value':
      return values.some((value) => sameJson(value, source.value)) ? TRUE : FALSE;
    case 'unset':
    case 'opaque':
      return FALSE;
    case 'carried': {
      // Asked of the older values, so that the older column's index serves.
      const { of, carry } = source;
      const stay = values.filter(
        (value) => !carry.values.some(([older]) => sameJson(older, value)),
      );
      const become = carry.values.flatMap(([older, newer]) =>
        older !== null && isPresent(older) && values.some((value) => sameJson(value, newer))
          ? [older]
          : [],
      );
      const { whenNull } = carry;
      const wasNull = whenNull !== undefined && values.some((value) => sameJson(value, whenNull));
      const older: readonly WireValue[] = [...stay, ...become, ...(wasNull ? [null] : [])];
      return amongIn(asked, of, as, older);
    }
    case 'column':
    case 'filled': {
      const held = values.filter((value) => fits(asked, as, value));
      return held.length === 0 ? FALSE : anyOfThese(asked, valueOf(asked, source, as), as, held);
    }
  }
}

function isPresent(value: unknown): value is Present {
  return ['string', 'number', 'boolean'].includes(typeof value);
}

/** Never true where there is no value. */
function compared(
  asked: Asked,
  value: RawBuilder<unknown>,
  type: ColumnType,
  kind: 'lt' | 'lte' | 'gt' | 'gte' | 'startsWith',
  other: WireValue,
): RawBuilder<SqlBool> {
  if (other === null) return FALSE;
  const left = collated(asked, value, type);
  const right = literal(asked, type, other);
  switch (kind) {
    case 'lt':
      return sql`${left} < ${right}`;
    case 'lte':
      return sql`${left} <= ${right}`;
    case 'gt':
      return sql`${left} > ${right}`;
    case 'gte':
      return sql`${left} >= ${right}`;
    case 'startsWith': {
      // The first half lets an index help.
      const beginning = sql`substr(${value}, 1, length(${right}))`;
      return allOf([sql`${left} >= ${right}`, sql`${beginning} = ${right}`]);
    }
  }
}
