// A source in SQL: its value, and whether it is set. Names are quoted identifiers from the schema, values are bound
// parameters; nothing is ever pasted into a statement.

import { type Expression, type RawBuilder, type SqlBool, sql } from 'kysely';
import type { JsonValue } from '../../core/json.js';
import { type ColumnType, LABEL_COLUMN, STATE_COLUMN } from '../../core/storage.js';
import type { AnyObjectType } from '../../runtime/object-type.js';
import { labelOf } from '../../runtime/object-type.js';
import { NotComparableError } from '../../runtime/index.js';
import type { ColumnRow } from '../../runtime/storage.js';
import { bound, type Engine, sqlType } from '../engine.js';
import { UnfitValue } from '../unfit-value.js';
import type { Source, SourceGroup } from './source.js';

/** What statements about one table are made with. */
export interface Asked {
  readonly engine: Engine;
  readonly type: AnyObjectType;
  /** The ordinal of rows without a label; undefined where there are none. */
  readonly unlabelled: number | undefined;
  /** The oldest label that rows may still have. */
  readonly oldest: number;
}

export const TRUE: RawBuilder<SqlBool> = sql`1 = 1`;
export const FALSE: RawBuilder<SqlBool> = sql`1 = 0`;

/** True if all are; unknown counts as false where it comes to rows. */
export function allOf(parts: readonly Expression<SqlBool>[]): RawBuilder<SqlBool> {
  return parts.length === 0 ? TRUE : joined(parts, sql` and `);
}

export function anyOf(parts: readonly Expression<SqlBool>[]): RawBuilder<SqlBool> {
  return parts.length === 0 ? FALSE : joined(parts, sql` or `);
}

/** So many in one row: SQLite takes `a or b or c` for as deep as it is long, and nothing that is deeper than 1 000. */
const IN_A_ROW = 100;

function joined(
  parts: readonly Expression<SqlBool>[],
  word: RawBuilder<unknown>,
): RawBuilder<SqlBool> {
  if (parts.length <= IN_A_ROW) return sql`(${sql.join(parts, word)})`;
  const rows: RawBuilder<SqlBool>[] = [];
  for (let from = 0; from < parts.length; from += IN_A_ROW) {
    rows.push(joined(parts.slice(from, from + IN_A_ROW), word));
  }
  return joined(rows, word);
}

/** The opposite, unknown counted as false before. */
export function notThat(part: Expression<SqlBool>): RawBuilder<SqlBool> {
  return sql`not coalesce(${part}, 1 = 0)`;
}

// ── Labels and states ───────────────────────────────────────────────────────────────────────────

/** Whether a row's label is one of a group's; a label may go on behind a space. */
export function hasLabel(asked: Asked, { since, until }: SourceGroup): RawBuilder<SqlBool> {
  const { type, unlabelled } = asked;
  const labels: string[] = [];
  for (let at = since; at <= until; at++) labels.push(labelOf(type, at));
  const within = sql<SqlBool>`${firstWord(asked)} in (${sql.join(labels)})`;
  const isBare = unlabelled !== undefined && since <= unlabelled && unlabelled <= until;
  return isBare ? anyOf([within, sql`${sql.id(LABEL_COLUMN)} is null`]) : within;
}

function firstWord({ engine, type }: Asked): RawBuilder<string> {
  const label = sql.ref<string>(LABEL_COLUMN);
  // Without objects inside a label is one word, which an index can find.
  if (type.children().length === 0) return sql`${label}`;
  return engine === 'postgres'
    ? sql`split_part(${label}, ' ', 1)`
    : sql`substr(${label}, 1, instr(${label} || ' ', ' ') - 1)`;
}

/** Whether the state of a row has a word. */
function hasWord({ engine }: Asked, word: string): RawBuilder<SqlBool> {
  const state = sql`coalesce(${sql.id(STATE_COLUMN)}, '')`;
  const padded = ` ${word} `;
  return engine === 'postgres'
    ? sql`strpos(${state}, ${padded}) > 0`
    : sql`instr(${state}, ${padded}) > 0`;
}

// ── Sources ─────────────────────────────────────────────────────────────────────────────────────

/** Whether the field is set, null counted as set. */
export function isSet(asked: Asked, source: Source): RawBuilder<SqlBool> {
  switch (source.kind) {
    case 'column': {
      const { column, nullable } = source.row;
      return nullable ? notThat(hasWord(asked, `-${column}`)) : isNotNull(sql.id(column));
    }
    case 'unset':
    case 'opaque':
      return FALSE;
    case 'value':
      return TRUE;
    case 'carried':
      return isSet(asked, source.of);
    case 'filled':
      return firstThatCounts(asked, source, (one) => isSet(asked, one));
  }
}

/** Whether it is set, and null. */
export function isNull(asked: Asked, source: Source): RawBuilder<SqlBool> {
  switch (source.kind) {
    case 'column':
      return source.row.nullable
        ? allOf([sql`${sql.id(source.row.column)} is null`, isSet(asked, source)])
        : FALSE;
    case 'unset':
    case 'opaque':
      return FALSE;
    case 'value':
      return source.value === null ? TRUE : FALSE;
    case 'carried':
      return source.carry.whenNull === undefined ? isNull(asked, source.of) : FALSE;
    case 'filled':
      return firstThatCounts(asked, source, (one) => isNull(asked, one));
  }
}

/** A condition asked of the first column that counts, or of what stands in place of all of them. */
function firstThatCounts(
  asked: Asked,
  { owns, otherwise }: Extract<Source, { kind: 'filled' }>,
  make: (source: Source) => RawBuilder<SqlBool>,
): RawBuilder<SqlBool> {
  return owns.reduceRight((rest, { word, value }) => {
    const counts = hasWord(asked, `+${word}`);
    return anyOf([allOf([counts, make(value)]), allOf([notThat(counts), rest])]);
  }, make(otherwise));
}

/** The value; null in SQL where it is unset or null. `as` is the type that all sources of the field are told in. */
export function valueOf(asked: Asked, source: Source, as: ColumnType): RawBuilder<unknown> {
  switch (source.kind) {
    case 'column':
      return columnAs(asked, source.row, as);
    case 'unset':
    case 'opaque':
      return sql`null`;
    case 'value':
      return literal(asked, as, source.value);
    case 'carried': {
      const { of, carry } = source;
      const inner = valueOf(asked, of, as);
      const cases = carry.values.map(
        ([older, newer]) =>
          sql`when ${inner} = ${literal(asked, as, older)} then ${literal(asked, as, newer)}`,
      );
      const nulls =
        carry.whenNull === undefined
          ? []
          : [sql`when ${isNull(asked, of)} then ${literal(asked, as, carry.whenNull)}`];
      const all = [...cases, ...nulls];
      return all.length === 0 ? inner : sql`case ${sql.join(all, sql` `)} else ${inner} end`;
    }
    case 'filled': {
      const cases = source.owns.map(
        ({ word, value }) =>
          sql`when ${hasWord(asked, `+${word}`)} then ${valueOf(asked, value, as)}`,
      );
      return sql`case ${sql.join(cases, sql` `)} else ${valueOf(asked, source.otherwise, as)} end`;
    }
  }
}

function columnAs({ engine }: Asked, row: ColumnRow, as: ColumnType): RawBuilder<unknown> {
  const column = sql.id(row.column);
  return row.type === as ? sql`${column}` : sql`cast(${column} as ${sqlType(engine, as)})`;
}

/** A value of the wire as a parameter, said to be of the column's type where the engine would have to guess. */
export function literal({ engine }: Asked, as: ColumnType, value: JsonValue): RawBuilder<unknown> {
  if (value === null) return sql`null`;
  const parameter = sql`${bound(engine, as, value)}`;
  return engine === 'postgres' ? sql`cast(${parameter} as ${sqlType(engine, as)})` : parameter;
}

/** Whether a column can hold a value at all: what none can hold, no row has. */
export function fits({ engine }: Asked, as: ColumnType, value: JsonValue): boolean {
  try {
    bound(engine, as, value);
    return true;
  } catch (error) {
    if (error instanceof UnfitValue) return false;
    throw error;
  }
}

/** Makes what compares the values of a field by size, which is not told of values that no column holds. */
export function comparing<T>({ type }: Asked, field: string, make: () => T): T {
  try {
    return make();
  } catch (error) {
    if (error instanceof UnfitValue) throw new NotComparableError(type.name, field, error.why);
    throw error;
  }
}

export function isNotNull(value: RawBuilder<unknown>): RawBuilder<SqlBool> {
  return sql`${value} is not null`;
}

/** One expression for all labels: the plain one where they agree, else a CASE over the label. */
export function overLabels<T>(
  asked: Asked,
  groups: readonly SourceGroup[],
  make: (source: Source) => RawBuilder<T>,
): RawBuilder<T> {
  const [newest, ...older] = groups;
  if (newest === undefined) return sql<T>`null`;
  if (older.length === 0) return make(newest.source);
  const cases = older.map(
    (group) => sql`when ${hasLabel(asked, group)} then ${make(group.source)}`,
  );
  return sql<T>`case ${sql.join(cases, sql` `)} else ${make(newest.source)} end`;
}
