// Declared enums: they have versions and no envelope, so that each object that speaks one records its changes.

import type { SourceFile } from '../../../src/load/index.js';
import { withFiles, type Edit, type World } from './edit.js';
import { usersOf, valueAdded, valueRemoved, valueRenamed } from './enum-changes.js';
import { rewrite, type Schema } from './schema-text.js';
import type { ChangesOf } from './shape-change.js';
import { about, bump } from './ways.js';

const KINDS: Readonly<Record<string, ChangesOf>> = {
  'enum value added': valueAdded,
  'enum value removed': valueRemoved,
  'enum value renamed': valueRenamed,
};

/** What several files together say; edits of the enum's file alone are made as those of objects are. */
export function enumEdits(schema: Schema, world: World): readonly Edit[] {
  if (schema.kind !== 'enum' || schema.values.length < 2) return [];
  const users = usersOf(schema, world);
  return Object.entries(KINDS).flatMap(([kind, changesOf]) =>
    changesOf(schema).flatMap(({ now, entry = [], careless }) => {
      const bumped = (): SourceFile => rewrite(schema.file, ...now, ...bump(schema, entry));
      const recorded = users.map(
        (user) => () => rewrite(user.schema.file, ...bump(user.schema, user.entry)),
      );
      const told = [about('history/enum-not-recorded', schema)];
      const edit = (
        how: string,
        expected: readonly string[],
        ...files: readonly (() => SourceFile)[]
      ): Edit => ({
        kind,
        how,
        object: schema.name,
        after: () => withFiles(world, ...files.map((file) => file())),
        expected,
      });
      return [
        edit('recorded by all', [], bumped, ...recorded),
        ...(users.length === 0 ? [] : [edit('recorded by none of its users', told, bumped)]),
        ...(users.length < 2
          ? []
          : [
              edit('recorded by one of its users', told, bumped, ...recorded.slice(0, 1)),
              edit('recorded by all of its users but one', told, bumped, ...recorded.slice(1)),
            ]),
        ...(careless === undefined
          ? []
          : [
              edit(
                'recorded by all, but too small',
                [about(careless.code, schema)],
                () => rewrite(schema.file, ...now, ...bump(schema, careless.entry)),
                ...recorded,
              ),
            ]),
      ];
    }),
  );
}
