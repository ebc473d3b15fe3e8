// Whole files that come and go, majors, versions that go down, and settings that every envelope depends on.

import { formatVersion } from '../../../src/core/version.js';
import type { SourceFile } from '../../../src/load/index.js';
import { withFiles, without, type Edit, type World } from './edit.js';
import { cutBelow } from './history-edits.js';
import {
  addEntry,
  deleteIn,
  next,
  rewrite,
  setIn,
  setVersion,
  type Rewrite,
  type Schema,
} from './schema-text.js';
import { usersOf } from './enum-changes.js';
import { fieldRemoved } from './field-changes.js';
import { about, bump } from './ways.js';

export function fileEdits(schema: Schema, world: World): readonly Edit[] {
  if (schema.kind !== 'object' && schema.kind !== 'enum') return [];
  const edit = editOf(schema, world);
  const isOneOfMajors = majorsOf(schema, world) > 1;
  const gone = isOneOfMajors ? `${schema.qualified}@${schema.version.major}` : schema.qualified;
  return [
    {
      ...edit(`${schema.kind} removed`, 'with its file', [`history/removed ${gone}`]),
      after: () => without(world, schema.file),
    },
    ...(schema.kind === 'object' ? namespaceEdits(schema, world) : []),
    ...versionEdits(schema, world),
  ];
}

function majorsOf({ qualified }: Schema, { schemas }: World): number {
  return schemas.filter((one) => one.qualified === qualified).length;
}

function namespaceEdits(schema: Schema, world: World): readonly Edit[] {
  if (schema.name !== schema.qualified || majorsOf(schema, world) > 1) return [];
  const edit = editOf(schema, world);
  return [
    edit(
      'namespace changed',
      'of one file',
      [about('history/removed', schema)],
      setIn(['namespace'], 'elsewhere'),
    ),
    edit(
      'namespace written out',
      'of one file',
      [],
      setIn(['namespace'], world.settings.namespace),
    ),
  ];
}

function versionEdits(schema: Schema, world: World): readonly Edit[] {
  const { history, version } = schema;
  const edit = editOf(schema, world);
  const [newest, older] = history;
  const lower = about('history/version-lower', schema);
  const oldest = history.at(-1);
  return [
    ...raisedEdits(schema, world),
    doubled(schema, world),
    edit(
      'version raised',
      'alone',
      [about('history/version-mismatch', schema)],
      setVersion(next(version)),
    ),
    edit(
      'version raised',
      'with an empty entry',
      [about('history/bump-without-change', schema)],
      setVersion(next(version)),
      addEntry(next(version), []),
    ),
    edit(
      'version raised',
      'by two, with a note',
      [about('history/missing-version', schema)],
      setVersion(next(version, 2)),
      addEntry(next(version, 2), ['A note']),
    ),
    edit(
      'entries swapped',
      'below each other',
      [about('history/order', schema)],
      setVersion(next(version, 2)),
      addEntry(next(version, 2), ['A note']),
      addEntry(next(version), ['A note']),
    ),
    ...(newest === undefined || older === undefined
      ? []
      : [
          edit('version lowered', 'alone', [lower], setVersion(older.version)),
          edit(
            'version lowered',
            'with its entry taken out',
            [lower],
            setVersion(older.version),
            deleteIn(['history', newest.version]),
          ),
          edit(
            'newest entry taken out',
            'alone',
            [about('history/version-mismatch', schema)],
            deleteIn(['history', newest.version]),
          ),
        ]),
    ...history
      .slice(1, -1)
      .map((entry) =>
        edit(
          'entry taken out',
          `that of ${entry.version}`,
          [about('history/missing-version', schema)],
          deleteIn(['history', entry.version]),
        ),
      ),
    ...(oldest !== undefined && older !== undefined
      ? [
          edit(
            'an older version added',
            'below the first',
            [],
            ...(oldest.version.endsWith('.0')
              ? [setIn(['history', oldest.version], ['The first'])]
              : []),
          ),
        ]
      : []),
  ];
}

/** Histories cut from their old end, at each place; `isNeeded` says whether a supported release speaks what is cut. */
export function cuts(
  schema: Schema,
  world: World,
  isNeeded: (firstLeft: string) => boolean,
): readonly Edit[] {
  return schema.history.slice(0, -1).map(({ version }) => ({
    kind: 'history cut',
    how: `from below ${version}`,
    object: schema.name,
    after: () => withFiles(world, cutBelow(schema, version)),
    expected: isNeeded(version) ? [`${about('history/cut', schema)} ${version}`] : [],
  }));
}

/** What no minor can hold, in a file of the next major. */
export function majorEdits(schema: Schema, world: World): readonly Edit[] {
  const { file, version } = schema;
  const [change] = fieldRemoved(schema);
  if (schema.kind !== 'object' || change?.careless === undefined || file.path.includes('.v1.')) {
    return [];
  }
  const below = (): SourceFile => ({
    path: file.path.replace('.yaml', `.v${version.major}.yaml`),
    text: file.text,
  });
  const major = (to: number, items: Parameters<typeof addEntry>[1]) => (): SourceFile =>
    rewrite(
      file,
      ...change.now,
      setVersion(`${to}.0`),
      setIn(['history'], {}),
      addEntry(`${to}.0`, items),
    );
  const from = { from: formatVersion(version) };
  const edit = (
    how: string,
    expected: readonly string[],
    ...files: readonly (() => SourceFile)[]
  ): Edit => ({
    kind: 'major',
    how,
    object: schema.name,
    after: () => withFiles(world, ...files.map((file) => file())),
    expected,
  });
  const up = version.major + 1;
  return [
    edit('joined to the one before', [], below, major(up, [from, ...change.careless.entry])),
    edit('that stands alone', [], below, major(up, ['Another thing'])),
    edit(
      'with one left out',
      [about('history/version-skipped', schema)],
      below,
      major(up + 1, ['Another thing']),
    ),
    edit(
      'without the file of the one before',
      [`history/removed ${schema.qualified}@${version.major}`],
      major(up, ['Another thing']),
    ),
  ];
}

export function settingEdits(world: World): readonly Edit[] {
  const changed = (how: string, settings: NonNullable<Edit['settings']>): Edit => ({
    kind: 'setting changed',
    how,
    object: '',
    after: () => world.files,
    expected: ['history/wire-changed'],
    settings,
  });
  return [
    changed('namespace', { namespace: 'elsewhere' }),
    changed('children', { children: 'cascade' }),
  ];
}

export function newThings(world: World): readonly Edit[] {
  const text =
    'object: ZzNew\nversion: "1.0"\nfields: { id: integer }\nhistory: { "1.0": First }\n';
  const enumText = 'enum: ZzNew\nversion: "1.0"\nvalues: [a]\nhistory: { "1.0": First }\n';
  const mixinText = 'mixin: ZzNew\nfields: { id: integer }\n';
  return [text, enumText, mixinText].map((one) => ({
    kind: 'new file',
    how: one.slice(0, one.indexOf(':')),
    object: 'ZzNew',
    after: () => withFiles(world, { path: `${folderOf(world)}/zz_new.yaml`, text: one }),
    expected: [],
  }));
}

function folderOf({ files }: World): string {
  const path = files[0]?.path ?? '';
  return path.slice(0, path.lastIndexOf('/'));
}

function editOf(
  schema: Schema,
  world: World,
): (kind: string, how: string, expected: readonly string[], ...edits: readonly Rewrite[]) => Edit {
  return (kind, how, expected, ...edits) => ({
    kind,
    how,
    object: schema.name,
    after: () => withFiles(world, rewrite(schema.file, ...edits)),
    expected,
  });
}

/** Which of the two counts, nobody could say. */
function doubled({ name, file, version }: Schema, world: World): Edit {
  const again = `\nhistory:\n  "${formatVersion(version)}": Once more\n`;
  const now = { path: file.path, text: file.text.replace('\nhistory:\n', again) };
  const after = (): readonly SourceFile[] => withFiles(world, now);
  return {
    kind: 'entry doubled',
    how: 'with a note',
    object: name,
    after,
    expected: [`yaml/duplicate-key ${name}`],
  };
}

/** A note is change enough; of an enum its users must know, since an object's version says which one it speaks. */
function raisedEdits(schema: Schema, world: World): readonly Edit[] {
  const isSpoken = schema.kind === 'enum' && usersOf(schema, world).length > 0;
  const expected = isSpoken ? [about('history/enum-not-recorded', schema)] : [];
  const edits = bump(schema, ['Nothing changed shape']);
  return [editOf(schema, world)('version raised', 'with a note', expected, ...edits)];
}
