// Histories edited in place: what a released version once said may never be said otherwise.

import type { SourceFile } from '../../../src/load/index.js';
import type { Made } from './ways.js';
import { about } from './ways.js';
import {
  deleteIn,
  rewrite,
  setEntry,
  type Entry,
  type Plain,
  type Rewrite,
  type Schema,
} from './schema-text.js';

export interface HistoryEdit extends Made {
  readonly kind: string;
}

/** Every edit of every entry of a file. */
export function historyEdits(schema: Schema): readonly HistoryEdit[] {
  return schema.history.flatMap((entry, index) => {
    const older = schema.history[index + 1];
    return [
      ...noteEdits(schema, entry),
      ...(older === undefined ? [] : changeEdits(schema, entry)),
      ...itemEdits(schema, entry),
    ];
  });
}

function noteEdits(schema: Schema, entry: Entry): readonly HistoryEdit[] {
  const { version, items } = entry;
  const quiet = (kind: string, items: Entry['items']): HistoryEdit => ({
    kind,
    file: () => rewrite(schema.file, setEntry(version, items)),
    expected: [],
  });
  const isNote = items.every((item) => typeof item === 'string');
  return [
    ...(isNote ? [quiet('a note in other words', ['In other words'])] : []),
    quiet('a note added to a released entry', [...items, 'One more word on it']),
    ...(items.length > 1 && !items.some(isFrom)
      ? [quiet('the changes of an entry in another order', [...items].reverse())]
      : []),
  ];
}

function changeEdits(schema: Schema, entry: Entry): readonly HistoryEdit[] {
  const { version, items } = entry;
  const changes = items.filter((item) => typeof item !== 'string' && !isFrom(item));
  const untold = [...schema.fields.keys()].find(
    (name) => !JSON.stringify(schema.history).includes(name),
  );
  const edit = edited(schema, version);
  return [
    ...(changes.length > 0 && !items.some(isFrom)
      ? [edit('an entry made a note', setEntry(version, ['First seen here']))]
      : []),
    ...(untold === undefined || schema.kind === 'enum'
      ? []
      : [
          edit(
            'a change added to a released entry',
            setEntry(version, [...items, { add: untold }]),
          ),
        ]),
    edit('a change of nothing added', setEntry(version, [...items, { add: 'zz_nothing' }])),
  ];
}

function itemEdits(schema: Schema, { version, items }: Entry): readonly HistoryEdit[] {
  const edit = edited(schema, version);
  return items.flatMap((item, index) => {
    if (typeof item === 'string') return [];
    const instead = (now: Plain): Rewrite =>
      setEntry(
        version,
        items.map((one, at) => (at === index ? now : one)),
      );
    const left = items.filter((_, at) => at !== index);
    const kept = left.length === 0 ? ['Nothing happened'] : left;
    return [
      edit(isFrom(item) ? 'from taken out' : 'a change taken out', setEntry(version, kept)),
      ...ruleEdits(item).map((now) => edit('a rule changed', instead(now))),
      ...wasEdits(item).map((now) => edit('was changed', instead(now))),
      ...(typeof item['rename'] === 'string'
        ? [edit('another name renamed', instead({ ...item, rename: `zz_${item['rename']}` }))]
        : []),
    ];
  });
}

/** The same change with another rule. */
function ruleEdits(change: Plain): readonly Plain[] {
  const { backport, upgrade } = change;
  if (typeof change['add'] === 'string' && change['add'].endsWith('()')) return [];
  if ('add' in change) {
    const other = { refuse: 'it was never told' };
    const isDropped = backport === undefined || backport === 'drop';
    return [{ ...change, backport: isDropped ? other : 'drop' }].filter(
      (one) => JSON.stringify(one) !== JSON.stringify(change),
    );
  }
  const refusal = { refuse: 'for another reason' };
  return [
    ...(backport === undefined ? [] : [{ ...change, backport: refusal }]),
    ...(upgrade === undefined ? [] : [{ ...change, upgrade: refusal }]),
  ];
}

/** The same change of something else. */
function wasEdits(change: Plain): readonly Plain[] {
  const { was } = change;
  if (was === undefined) return [];
  const name = change['remove'] ?? change['change'];
  if (typeof name === 'string' && name.endsWith('()')) {
    return [{ ...change, was: { args: { zz_other: 'string' } } }];
  }
  const other = was === 'json?' ? 'map<json>' : 'json?';
  return [{ ...change, was: other }];
}

function edited(schema: Schema, version: string): (kind: string, edit: Rewrite) => HistoryEdit {
  return (kind, edit) => ({
    kind,
    file: () => rewrite(schema.file, edit),
    expected: [`${about('history/released-edited', schema)} ${version}`],
  });
}

function isFrom(item: string | Plain): boolean {
  return typeof item !== 'string' && 'from' in item;
}

/** The file without its oldest versions; the first that is left says nothing of them. */
export function cutBelow({ file, history }: Schema, first: string): SourceFile {
  const at = history.findIndex(({ version }) => version === first);
  const gone = history.slice(at + 1).map(({ version }) => deleteIn(['history', version]));
  return rewrite(file, ...gone, setEntry(first, ['The first that is still read']));
}
