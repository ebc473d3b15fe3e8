// Findings about storage: tables, keys, columns and indexes, at every version whose rows may be there.

import { formatVersion, type Version } from '../../core/version.js';
import { error, type Definition } from '../diagnostic.js';

export interface Near {
  readonly near?: string;
}

/** Where in the history something is so. */
export interface AtVersion {
  readonly version: Version;
}

/** What a version had in a column. */
export interface ColumnUse extends AtVersion {
  readonly field: string;
}

function didYouMean({ near }: Near): string {
  return near === undefined ? '' : `; did you mean \`${near}\`?`;
}

export const STORAGE = {
  // ── Names ───────────────────────────────────────────────────────────────────────────────────────
  'storage/unknown-field': error({
    message: (p: { what: string; name: string } & AtVersion & Near) =>
      `${p.what} names \`${p.name}\`, and there is no such field at ${formatVersion(p.version)}${didYouMean(p)}`,
    cause:
      '`storage:` speaks of the fields that the object has now, and a `was` of those on its older side.',
    cure: (p) =>
      p.near === undefined ? 'Correct the name, or declare the field.' : `Write \`${p.near}\`.`,
  }),
  'storage/unknown-version': error({
    message: (p: { known: readonly Version[] } & AtVersion) =>
      `rows without a label cannot be of ${formatVersion(p.version)}: the history has no such version`,
    cause: 'A row without a label is read as one of the version that `unlabelled` names.',
    cure: (p) => `The versions are ${p.known.map(formatVersion).join(', ')}.`,
  }),
  'storage/not-stored': error({
    message: () => 'the storage cannot have changed: the object is not stored',
    cause: '`change: storage` says what differs from `storage:`, and there is none.',
    cure: 'Write `storage:` with at least `table` and `key`, or remove the change.',
  }),
  'storage/list-object': error({
    message: () => 'an object that is made by `listOf` has no row of its own',
    cause: 'It is what a query found: its objects have the rows.',
    cure: 'Write `storage:` into the schema of the objects that it lists.',
  }),
  'storage/reserved-name': error({
    message: (p: { what: string; name: string; why: string }) =>
      `no ${p.what} can be called \`${p.name}\`: ${p.why}`,
    cause: 'A name that somebody else gives its meaning to cannot hold what is ours.',
    cure: (p) =>
      p.what === 'table'
        ? 'Give the table another name.'
        : 'Give it another column: `columns: { field: { column: name } }`.',
  }),
  'storage/bad-name': error({
    message: (p: { what: string; name: string; why: string }) =>
      `\`${p.name}\` is no name for a ${p.what}: ${p.why}`,
    cause: 'The same schema must fit both engines, and rows name columns in their `obj_state`.',
    cure: (p) =>
      p.what === 'table'
        ? 'Give the table another name.'
        : 'Give it another column: `columns: { field: { column: name } }`.',
  }),
  'storage/names-meet': error({
    message: (p: { first: string; second: string; why: string }) =>
      `\`${p.second}\` and \`${p.first}\` meet: ${p.why}`,
    cause:
      'SQLite takes names that differ in case alone for one, a row’s state names columns and side tables alike, and tables and indexes of a database have one list of names.',
    cure: 'Rename one of them: a column or side table under `columns:`, a table under `table:`.',
  }),

  'storage/field-hides-method': error({
    message: (p: { field: string }) =>
      `the field \`${p.field}\` stands where a stored object has its method \`${p.field}()\``,
    cause:
      'Rows are made, saved, deleted and read anew by methods of these names, and one name of an object is one thing.',
    cure: 'Rename the field, with `- rename` in the history where it was released.',
  }),

  // ── Key and table ───────────────────────────────────────────────────────────────────────────────
  'storage/key-type': error({
    message: (p: { key: string; why: string }) => `\`${p.key}\` cannot be the key: ${p.why}`,
    cause:
      'A key is what a row is found by on both engines: an integer, string, uuid or bigint, never null, in a column of its table.',
    cure: 'Choose another field, or give this one another type.',
  }),
  'storage/key-changed': error({
    message: (p: { key: string; why: string } & AtVersion) =>
      `the key \`${p.key}\` was another one at ${formatVersion(p.version)}: ${p.why}`,
    cause:
      'Rows of all versions stand in one table, which has one primary key; so its column and its type stay.',
    cure: 'Undo the change of the key; or begin a major that does not say `from`, with a table of its own.',
  }),
  'storage/table-changed': error({
    message: (p: { was: string; is: string }) => `the table was \`${p.was}\` and is \`${p.is}\``,
    cause:
      'Rows of all versions stand in one table: old and new services would not see each other’s rows.',
    cure: 'Keep the name of the table; or begin a major that does not say `from`, with a table of its own.',
  }),
  'storage/table-twice': error({
    message: (p: { table: string; other: string }) =>
      `\`${p.table}\` is the table of ${p.other} already`,
    cause: 'A row of a table is one object, or one element of one field.',
    cure: 'Give it a table of its own.',
  }),
  'storage/from-differs': error({
    message: (p: { table: string; part: string } & AtVersion) =>
      `at ${formatVersion(p.version)} the major before keeps \`${p.table}\` otherwise: ${p.part} is not the same`,
    cause: 'Both majors read and write the rows of one table.',
    cure: 'Write what was different into the entry with `from`: `- change: storage` with `was:`.',
  }),

  // ── Columns ─────────────────────────────────────────────────────────────────────────────────────
  'storage/cannot-hold': error({
    message: (
      p: { field: string; type: string; column: string; allowed: readonly string[] } & AtVersion,
    ) =>
      `a column of ${p.column} cannot hold every ${p.type} of \`${p.field}\` at ${formatVersion(p.version)}`,
    cause: 'What is saved is read again as it was, whatever value it is.',
    cure: (p) => `Its column may be ${p.allowed.join(' or ')}.`,
  }),
  'storage/column-twice': error({
    message: (p: { column: string; first: string; second: string } & AtVersion) =>
      `\`${p.second}\` has the column \`${p.column}\` of \`${p.first}\` at ${formatVersion(p.version)}`,
    cause: 'A column of a row holds one field.',
    cure: 'Give one of them another column: `columns: { field: { column: name } }`.',
  }),
  'storage/column-types': error({
    message: (p: {
      column: string;
      newer: AtVersion & { type: string };
      older: AtVersion & { type: string };
    }) =>
      `\`${p.column}\` is a column of ${p.newer.type} at ${formatVersion(p.newer.version)} and was one of ${p.older.type} at ${formatVersion(p.older.version)}`,
    cause: 'Rows of both versions stand in one table, and a column has one type.',
    cure: (p) =>
      `Give the newer one a column of its own, and write \`- change: storage\` with \`was: { columns: … }\` into the entry after ${formatVersion(p.older.version)}.`,
  }),
  'storage/column-reused': error({
    message: (p: { name: string; newer: ColumnUse; older: ColumnUse }) =>
      `\`${p.name}\` keeps \`${p.newer.field}\` at ${formatVersion(p.newer.version)} and kept another field, \`${p.older.field}\`, at ${formatVersion(p.older.version)}`,
    cause:
      'A row that was written at the older version would be read with a value that was never this field’s.',
    cure: 'Give the newer field a column or a table that was never used.',
  }),
  'storage/side-table': error({
    message: (p: { field: string; why: string } & AtVersion) =>
      `\`${p.field}\` cannot have a table of its own at ${formatVersion(p.version)}: ${p.why}`,
    cause:
      'A side table has a row for each element of a list, set or map, and a column for its value.',
    cure: 'Leave it in a column, as `json`.',
  }),
  'storage/side-table-differs': error({
    message: (p: { table: string; older: AtVersion; newer: AtVersion; why: string }) =>
      `the side table \`${p.table}\` is not the same at ${formatVersion(p.newer.version)} and ${formatVersion(p.older.version)}: ${p.why}`,
    cause: 'Rows of both versions stand in it.',
    cure: 'Give the newer one another table, and write `- change: storage` with `was: { columns: … }`.',
  }),

  // ── Constraints and indexes ─────────────────────────────────────────────────────────────────────
  'storage/not-indexable': error({
    message: (p: { field: string; what: string; why: string }) =>
      `${p.what} cannot be made of \`${p.field}\`: ${p.why}`,
    cause: 'It compares the values of a column, and these cannot be compared by an engine.',
    cure: 'Take the field out of it.',
  }),
  'storage/index-twice': error({
    message: (p: { what: string; why: string }) => `${p.what} adds nothing: ${p.why}`,
    cause: 'A key and a unique constraint have an index each, and one is enough.',
    cure: 'Remove it.',
  }),
  'storage/not-comparable': error({
    message: (p: { field: string; what: string } & AtVersion) =>
      `${p.what} of \`${p.field}\` does not hold for rows from before ${formatVersion(p.version)}: what it was there cannot be compared with what it is`,
    cause:
      'While rows of older labels may exist, a comparison is made in SQL, which knows no hooks and no conversions.',
    cure: 'Take it out until the older version is gone from the history.',
  }),
  'storage/unique-values': error({
    message: (p: { field: string; why: string } & AtVersion) =>
      `\`${p.field}\` is not unique over rows from before ${formatVersion(p.version)}: ${p.why}`,
    cause:
      'The constraint holds for what stands in the column, whatever version it was written at.',
    cure: 'Give the newer values a column of their own, or do without the constraint until the older version is gone.',
  }),

  // ── What the baseline has ───────────────────────────────────────────────────────────────────────
  'storage/removed': error({
    message: (p: { name: string; table: string }) =>
      `${p.name} is not stored any more, and its rows in \`${p.table}\` are left behind`,
    cause:
      'Services of the baseline still read and write them, and nothing migrates them any more.',
    cure: 'Write `storage:` again, or excuse it with a reason once no service needs the rows.',
  }),
  'storage/unlabelled-changed': error({
    message: (p: { was: Version; is: Version | undefined }) =>
      p.is === undefined
        ? `rows without a label were of ${formatVersion(p.was)}, and now nobody knows`
        : `rows without a label were of ${formatVersion(p.was)}, and would be read as ${formatVersion(p.is)}`,
    cause: 'They are still what they were when they were written.',
    cure: 'Undo the change, or excuse it with a reason once no such row is left.',
  }),
} satisfies Record<string, Definition<never>>;
