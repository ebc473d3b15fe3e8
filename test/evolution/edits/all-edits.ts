// All edits of the run: every kind of change in every way, spread over as many objects as have what it needs.

import type { SourceFile } from '../../../src/load/index.js';
import { withFiles, without, spread, type Edit, type World } from './edit.js';
import { enumEdits } from './enum-edits.js';
import { valueAdded, valueRemoved, valueRenamed } from './enum-changes.js';
import * as fields from './field-changes.js';
import { cuts, fileEdits, majorEdits, newThings, settingEdits } from './file-edits.js';
import { historyEdits } from './history-edits.js';
import * as methods from './method-changes.js';
import { mixinEdits, mixinWrittenOut } from './mixin-edits.js';
import { QUIET } from './quiet-edits.js';
import { rewrite, setIn, type Schema } from './schema-text.js';
import type { ChangesOf } from './shape-change.js';
import * as traits from './trait-changes.js';
import * as types from './type-changes.js';
import { about, bump, WAYS } from './ways.js';

/** What can become of one object's shape. */
export const OBJECT_KINDS: Readonly<Record<string, ChangesOf>> = {
  'field added': fields.fieldAdded,
  'several fields added': fields.severalFieldsAdded,
  'field removed': fields.fieldRemoved,
  'field renamed': fields.fieldRenamed,
  'field replaced': fields.fieldReplaced,
  'type widened': types.widened,
  'type narrowed': types.narrowed,
  'value became a list': types.becameList,
  'list became a set': types.listBecameSet,
  'type changed by hook': types.retypedByHook,
  'null allowed': types.nullAllowed,
  'null refused': types.nullRefused,
  'inline value added': types.inlineValueAdded,
  'inline value removed': types.inlineValueRemoved,
  'union member added': types.unionMemberAdded,
  'union member removed': types.unionMemberRemoved,
  'default added': traits.defaultAdded,
  'default changed': traits.defaultChanged,
  'default removed': traits.defaultRemoved,
  'limits widened': traits.limitsWidened,
  'limits narrowed': traits.limitsNarrowed,
  'became read-only': traits.becameReadOnly,
  'became writable': traits.becameWritable,
  'method added': methods.methodAdded,
  'method removed': methods.methodRemoved,
  'argument added with a default': methods.argumentAddedWithDefault,
  'argument added without a default': methods.argumentAddedWithoutDefault,
  'argument removed': methods.argumentRemoved,
  'argument narrowed': methods.argumentNarrowed,
  'returns changed': methods.returnsChanged,
  'became static or not': methods.becameStatic,
  'idempotence changed': methods.idempotenceChanged,
};

export const ENUM_KINDS: Readonly<Record<string, ChangesOf>> = {
  'enum value added': valueAdded,
  'enum value removed': valueRemoved,
  'enum value renamed': valueRenamed,
};

/** The ways that an enum's file alone can be edited in; what its users say is another question. */
const WAYS_OF_ENUMS = ['without its bump', 'recorded in the released entry'];

/** Of each kind in each way. */
const MOST = { compute: 2, nova: 1 } as const;

export function editsOf(
  world: World,
  needed: (object: string, first: string) => boolean,
): readonly Edit[] {
  const most = world.name === 'nova' ? MOST.nova : MOST.compute;
  const { schemas } = world;
  const objects = schemas.filter(
    ({ kind, isExperimental }) => kind === 'object' && !isExperimental,
  );
  const enums = schemas.filter(({ kind }) => kind === 'enum');
  return [
    ...Object.entries(OBJECT_KINDS).flatMap(([kind, changesOf], turn) =>
      shapeEdits(kind, changesOf, Object.keys(WAYS), rotated(objects, turn), world, 1),
    ),
    ...Object.entries(ENUM_KINDS).flatMap(([kind, changesOf]) =>
      shapeEdits(
        kind,
        changesOf,
        WAYS_OF_ENUMS,
        enums.filter(({ values }) => values.length > 1),
        world,
        most * 2,
      ),
    ),
    ...byKind(
      enums.flatMap((schema) => enumEdits(schema, world)),
      most * 2,
    ),
    ...byKind(mixinEdits(world), most * 2),
    ...byKind(
      [...objects, ...enums].flatMap((schema) => inPlace(schema, world)),
      most * 6,
    ),
    ...quietEdits(world, most * 3),
    ...spread(
      schemas.flatMap((schema) => experimental(schema, world)),
      30,
    ),
    ...spread(
      objects.flatMap((schema) => madeExperimental(schema, world)),
      most * 4,
    ),
    ...byKind(
      [...objects, ...enums].flatMap((schema) => fileEdits(schema, world)),
      most * 3,
    ),
    ...byKind(
      objects.flatMap((schema) => majorEdits(schema, world)),
      most * 2,
    ),
    ...spread(
      [...objects, ...enums].flatMap((schema) =>
        cuts(schema, world, (first) => needed(schema.name, first)),
      ),
      most * 8,
    ),
    ...spread(
      objects.flatMap((schema) => masking(schema, world)),
      most * 12,
    ),
    ...schemas
      .filter(({ kind }) => kind === 'mixin')
      .map((schema) => mixinWrittenOut(schema, world)),
    ...settingEdits(world),
    ...newThings(world),
  ];
}

/** Every way of every kind, each time in another object. */
function shapeEdits(
  kind: string,
  changesOf: ChangesOf,
  ways: readonly string[],
  schemas: readonly Schema[],
  world: World,
  most: number,
): readonly Edit[] {
  const candidates = spread(
    schemas.flatMap((schema) => changesOf(schema).map((change) => ({ schema, change }))),
    40,
  );
  return ways.flatMap((how, turn) => {
    const way = WAYS[how];
    const made: Edit[] = [];
    for (const { schema, change } of rotated(candidates, turn * 3)) {
      const one = way?.(schema, change);
      if (one === undefined || made.length === most) continue;
      const after = (): readonly SourceFile[] => withFiles(world, one.file());
      made.push({ kind, how, object: schema.name, after, expected: one.expected });
    }
    return made;
  });
}

function inPlace(schema: Schema, world: World): readonly Edit[] {
  return historyEdits(schema).map(({ kind, file, expected }) => ({
    kind,
    how: 'in place',
    object: schema.name,
    after: () => withFiles(world, file()),
    expected,
  }));
}

function quietEdits(world: World, most: number): readonly Edit[] {
  const schemas = world.schemas.filter(({ kind }) => kind !== 'releases');
  return Object.entries(QUIET).flatMap(([kind, edit], turn) => {
    const made: Edit[] = [];
    for (const schema of rotated(schemas, turn * 5)) {
      if (made.length === most) break;
      const file = edit(schema);
      if (file === undefined) continue;
      const isMoved = file.path !== schema.file.path;
      const files = isMoved ? without(world, schema.file) : world.files;
      const after = (): readonly SourceFile[] => withFiles({ files }, file);
      made.push({ kind, how: 'alone', object: schema.name, after, expected: [] });
    }
    return made;
  });
}

/** What was experimental when it was released may become anything. */
function experimental(schema: Schema, world: World): readonly Edit[] {
  if (!schema.isExperimental) return [];
  const ways = Object.entries(WAYS).filter(([how]) => !UNTRUE.includes(how));
  const shapes = Object.values(OBJECT_KINDS).flatMap((changesOf) => changesOf(schema).slice(0, 1));
  const made = shapes.flatMap((change) =>
    ways.flatMap(([how, way]) => {
      const one = way(schema, change);
      const isFree = one?.expected.every((code) => FREE.some((free) => code.startsWith(free)));
      return one !== undefined && isFree === true ? [{ how, file: one.file }] : [];
    }),
  );
  return made.map(({ how, file }) => ({
    kind: 'an experimental object',
    how,
    object: schema.name,
    after: () => withFiles(world, file()),
    expected: [],
  }));
}

/** What is a finding without any baseline: a version that the history lacks, a change of nothing. */
const UNTRUE = ['with a higher version, and nothing recorded', 'bumped, recorded as it is now'];

/** What the gate says, and nobody without a baseline. */
const FREE = ['history/missing-bump', 'history/unrecorded-change', 'history/released-edited'];

/** Whoever says so afterwards is not free of what was released before. */
function madeExperimental(schema: Schema, world: World): readonly Edit[] {
  const [change] = fields.fieldAdded(schema);
  if (change === undefined) return [];
  const now = [setIn(['stability'], 'experimental'), ...change.now];
  return [
    {
      kind: 'made experimental',
      how: 'and changed',
      object: schema.name,
      after: () => withFiles(world, rewrite(schema.file, ...now)),
      expected: [about('history/missing-bump', schema)],
    },
  ];
}

function masking(schema: Schema, world: World): readonly Edit[] {
  const told = [about('history/sensitive-removed', schema)];
  const edit = (
    kind: string,
    how: string,
    expected: readonly string[],
    file: () => SourceFile,
  ): Edit => ({ kind, how, object: schema.name, after: () => withFiles(world, file()), expected });
  return [
    ...traits
      .masked(schema)
      .slice(0, 1)
      .map(({ now }) => edit('masked', 'without a bump', [], () => rewrite(schema.file, now))),
    ...traits.unmasked(schema).flatMap(({ name, now, was }) => {
      const entry = [{ change: name, was }];
      return [
        edit('unmasked', 'without a bump', told, () => rewrite(schema.file, now)),
        edit('unmasked', 'with a note', told, () =>
          rewrite(schema.file, now, ...bump(schema, ['It may be seen'])),
        ),
        edit('unmasked', 'bumped and recorded', told, () =>
          rewrite(schema.file, now, ...bump(schema, entry)),
        ),
      ];
    }),
  ];
}

/** Of each kind and way some, as far apart as can be. */
function byKind(edits: readonly Edit[], most: number): readonly Edit[] {
  const kinds = new Map<string, Edit[]>();
  for (const edit of edits) {
    const id = `${edit.kind} ${edit.how.replace(/\d+\.\d+/, '')}`;
    kinds.set(id, [...(kinds.get(id) ?? []), edit]);
  }
  return [...kinds.values()].flatMap((all) => spread(all, most));
}

function rotated<T>(all: readonly T[], by: number): readonly T[] {
  const at = all.length === 0 ? 0 : by % all.length;
  return [...all.slice(at), ...all.slice(0, at)];
}
