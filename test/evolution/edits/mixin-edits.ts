// Mixins that change, are gained and are lost: each object that has one records it in its own history.

import type { SourceFile } from '../../../src/load/index.js';
import { withFiles, without, type Edit, type World } from './edit.js';
import {
  deleteIn,
  omit,
  rewrite,
  setIn,
  type Plain,
  type Rewrite,
  type Schema,
} from './schema-text.js';
import { about, bump } from './ways.js';

interface MixinChange {
  readonly kind: string;
  readonly now: Rewrite;
  /** What each user records. */
  readonly entry: readonly Plain[];
}

export function mixinEdits(world: World): readonly Edit[] {
  return [
    ...world.schemas.filter(({ kind }) => kind === 'mixin').flatMap((one) => changed(one, world)),
    ...world.schemas.filter(({ kind }) => kind === 'mixin').map((one) => removed(one, world)),
    ...world.schemas.flatMap((schema) => gained(schema, world)),
    ...world.schemas.flatMap((schema) => lost(schema, world)),
  ];
}

function changed(mixin: Schema, world: World): readonly Edit[] {
  const users = world.schemas.filter(({ mixins }) => mixins.includes(mixin.name));
  const [field] = mixin.fields;
  if (field === undefined) return [];
  const [name, declared] = field;
  const was = omit(declared, 'doc');
  const changes: readonly MixinChange[] = [
    {
      kind: 'mixin field added',
      now: setIn(['fields', 'zz_mixed'], 'string?'),
      entry: [{ add: 'zz_mixed', upgrade: 'unset' }],
    },
    {
      kind: 'mixin field removed',
      now: deleteIn(['fields', name]),
      entry: [{ remove: name, was, backport: 'unset' }],
    },
    {
      kind: 'mixin field changed',
      now: setIn(['fields', name], 'json?'),
      entry: [{ change: name, was, backport: 'hook', upgrade: 'hook' }],
    },
  ];
  return changes.flatMap(({ kind, now, entry }) => {
    const file = () => rewrite(mixin.file, now);
    const recorded = users.map((user) => () => rewrite(user.file, ...bump(user, entry)));
    const edit = editOf(kind, mixin, world);
    const told = [about('history/mixin-not-recorded', mixin)];
    return [
      edit('without its bumps', told, file),
      edit('recorded by all', [], file, ...recorded),
      edit('recorded by all but one', told, file, ...recorded.slice(1)),
      edit('recorded by one', told, file, ...recorded.slice(0, 1)),
    ];
  });
}

/** One mistake, told where the mixin is named first. */
function removed(mixin: Schema, world: World): Edit {
  const users = world.schemas.filter(({ mixins }) => mixins.includes(mixin.name));
  const [first] = users.map(({ name }) => name).sort();
  return {
    kind: 'mixin removed',
    how: 'with its file',
    object: mixin.name,
    after: () => without(world, mixin.file),
    expected: first === undefined ? [] : [`model/unknown-mixin ${first}`],
  };
}

function gained(user: Schema, world: World): readonly Edit[] {
  const mixin = world.schemas.find(
    ({ kind, name, fields }) =>
      kind === 'mixin' &&
      !user.mixins.includes(name) &&
      ![...fields.keys()].some((field) => user.fields.has(field)),
  );
  if (user.kind !== 'object' || mixin === undefined) return [];
  const now = setIn(['mixins'], [...user.mixins, mixin.name]);
  const entry = [{ add: [...mixin.fields.keys()], upgrade: 'unset' }];
  const edit = editOf('mixin gained', user, world);
  return [
    edit('without its bump', [about('history/missing-bump', user)], () => rewrite(user.file, now)),
    edit('bumped and recorded', [], () => rewrite(user.file, now, ...bump(user, entry))),
    edit('bumped, with a note alone', [about('history/unrecorded-change', user)], () =>
      rewrite(user.file, now, ...bump(user, ['It is kept now'])),
    ),
  ];
}

function lost(user: Schema, world: World): readonly Edit[] {
  const mixin = world.schemas.find(
    ({ name, kind }) => kind === 'mixin' && user.mixins.includes(name),
  );
  if (mixin === undefined) return [];
  const now = setIn(
    ['mixins'],
    user.mixins.filter((name) => name !== mixin.name),
  );
  const entry = [...mixin.fields].map(([remove, declared]) => ({
    remove,
    was: omit(declared, 'doc'),
    backport: 'unset',
  }));
  const edit = editOf('mixin lost', user, world);
  return [
    edit('without its bump', [about('history/missing-bump', user)], () => rewrite(user.file, now)),
    edit('bumped and recorded', [], () => rewrite(user.file, now, ...bump(user, entry))),
    edit('bumped, with a note alone', [about('history/unrecorded-change', user)], () =>
      rewrite(user.file, now, ...bump(user, ['It is not kept any more'])),
    ),
  ];
}

/** The mixin's fields written out in each object that had it: nothing changed for anybody. */
export function mixinWrittenOut(mixin: Schema, world: World): Edit {
  const users = world.schemas.filter(({ mixins }) => mixins.includes(mixin.name));
  const files = (): readonly SourceFile[] =>
    users.map((user) =>
      rewrite(
        user.file,
        setIn(
          ['mixins'],
          user.mixins.filter((name) => name !== mixin.name),
        ),
        ...[...mixin.fields].map(([name, declared]) => setIn(['fields', name], declared)),
      ),
    );
  const after = (): readonly SourceFile[] =>
    withFiles({ files: without(world, mixin.file) }, ...files());
  return {
    kind: 'mixin written out',
    how: 'in all that had it',
    object: mixin.name,
    after,
    expected: [],
  };
}

function editOf(
  kind: string,
  { name }: Schema,
  world: World,
): (how: string, expected: readonly string[], ...files: readonly (() => SourceFile)[]) => Edit {
  return (how, expected, ...files) => ({
    kind,
    how,
    object: name,
    after: () => withFiles(world, ...files.map((file) => file())),
    expected,
  });
}
