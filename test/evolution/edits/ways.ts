// The ways in which one change of a shape is made, and what each must lead to.

import type { SourceFile } from '../../../src/load/index.js';
import { fieldsOf, was } from './field-kinds.js';
import {
  addEntry,
  next,
  readSchema,
  rewrite,
  setEntry,
  setVersion,
  type Rewrite,
  type Schema,
} from './schema-text.js';
import type { ShapeChange } from './shape-change.js';

export interface Made {
  readonly file: () => SourceFile;
  /** Codes, with the version where the finding is about one. */
  readonly expected: readonly string[];
}

/** Undefined where the change cannot be made in this way. */
type Way = (schema: Schema, change: ShapeChange) => Made | undefined;

export const WAYS: Readonly<Record<string, Way>> = {
  'without its bump': (schema, { now }) => ({
    file: () => rewrite(schema.file, ...now),
    expected: [about('history/missing-bump', schema)],
  }),
  'bumped and recorded': (schema, { now, entry }) =>
    entry && {
      file: () => rewrite(schema.file, ...now, ...bump(schema, entry)),
      expected: [],
    },
  'bumped, with a note alone': (schema, { now }) => ({
    file: () => rewrite(schema.file, ...now, ...bump(schema, ['Something happened'])),
    expected: [about('history/unrecorded-change', schema)],
  }),
  'bumped, with another change recorded': (schema, { name, now }) => {
    const other = fieldsOf(schema).find((field) => field.name !== name);
    return (
      other && {
        file: () => rewrite(schema.file, ...now, ...bump(schema, [{ add: other.name }])),
        expected: [about('history/unrecorded-change', schema)],
      }
    );
  },
  'bumped, recorded as it is now': (schema, { name, now, entry }) =>
    entry?.[0]?.['change'] !== name
      ? undefined
      : {
          file: () => {
            const after = readSchema(rewrite(schema.file, ...now));
            const field = fieldsOf(after).find((one) => one.name === name);
            const same = { change: name, was: field ? was(field) : {} };
            return rewrite(schema.file, ...now, ...bump(schema, [same]));
          },
          expected: [about('history/unrecorded-change', schema)],
        },
  'bumped and recorded, but too small': (schema, { now, careless }) =>
    careless && {
      file: () => rewrite(schema.file, ...now, ...bump(schema, careless.entry)),
      expected: [about(careless.code, schema)],
    },
  'recorded, with the version as it was': (schema, { now, entry }) =>
    entry && {
      file: () => rewrite(schema.file, ...now, addEntry(next(schema.version), entry)),
      expected: [about('history/version-mismatch', schema)],
    },
  'with a higher version, and nothing recorded': (schema, { now }) => ({
    file: () => rewrite(schema.file, ...now, setVersion(next(schema.version))),
    expected: [about('history/unrecorded-change', schema)],
  }),
  'recorded in the released entry': (schema, { now, entry }) => {
    const newest = schema.history[0];
    return (
      entry &&
      newest && {
        file: () =>
          rewrite(schema.file, ...now, setEntry(newest.version, [...newest.items, ...entry])),
        expected: [`${about('history/released-edited', schema)} ${newest.version}`],
      }
    );
  },
  'with a version left out': (schema, { now, entry }) =>
    entry && {
      file: () =>
        rewrite(
          schema.file,
          ...now,
          setVersion(next(schema.version, 2)),
          addEntry(next(schema.version, 2), entry),
        ),
      expected: [about('history/missing-version', schema)],
    },
  'in the second of two new versions': (schema, { now, entry }) =>
    entry && {
      file: () =>
        rewrite(
          schema.file,
          ...now,
          setVersion(next(schema.version, 2)),
          addEntry(next(schema.version), ['A note']),
          addEntry(next(schema.version, 2), entry),
        ),
      expected: [],
    },
};

/** The next version, and the entry that says what it is. */
export function bump(schema: Schema, items: Parameters<typeof addEntry>[1]): readonly Rewrite[] {
  const version = next(schema.version);
  return [setVersion(version), addEntry(version, items)];
}

export function about(code: string, { name }: Pick<Schema, 'name'>): string {
  return `${code} ${name}`;
}
