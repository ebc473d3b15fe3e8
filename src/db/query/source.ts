// Where the newest value of a field stands in a row of a label: read off the steps between, as far as they go
// value by value. What a statement compares and what a reader would decode are the same because of it.

import type { JsonValue } from '../../core/json.js';
import type { AnyObjectType } from '../../runtime/object-type.js';
import { countingOf, type Word } from '../counting.js';
import { lineageOf } from '../lineage.js';
import type { CarryRow, ColumnRow, StorageInfo } from '../../runtime/storage.js';

/** What a field's newest value is made of, in rows of one label. */
export type Source =
  | { readonly kind: 'column'; readonly row: ColumnRow }
  | { readonly kind: 'unset' }
  | { readonly kind: 'value'; readonly value: JsonValue }
  /** Single values of `of` that become others. */
  | { readonly kind: 'carried'; readonly of: Source; readonly carry: CarryRow }
  /** What is made of the first of its columns that counts, else what a step fills in. */
  | { readonly kind: 'filled'; readonly owns: readonly OwnColumn[]; readonly otherwise: Source }
  /** No statement can tell: `since` is the ordinal whose step makes it of what was there before. */
  | { readonly kind: 'opaque'; readonly since: number };

/** A column that counts in some rows, and what is made of it. */
export interface OwnColumn {
  /** By which a row says so. */
  readonly word: Word;
  readonly column: string;
  readonly value: Source;
}

/** Labels, from one ordinal to another, whose rows hold the field in the same way. */
export interface SourceGroup {
  readonly since: number;
  readonly until: number;
  readonly source: Source;
}

/** Where the field of this name at the newest version stands, for all labels from `oldest` on, newest first. */
export function sourcesOf(
  type: AnyObjectType,
  storage: StorageInfo,
  field: string,
  oldest: number,
): readonly SourceGroup[] {
  const groups: SourceGroup[] = [];
  for (let label = type.newest; label >= oldest; label--) {
    const source = simple(sourceAt({ type, storage }, field, type.newest, label));
    const last = groups.at(-1);
    if (last !== undefined && isSame(last.source, source)) {
      groups[groups.length - 1] = { ...last, since: label };
    } else {
      groups.push({ since: label, until: label, source });
    }
  }
  return groups;
}

interface Stored {
  readonly type: AnyObjectType;
  readonly storage: StorageInfo;
}

/** Where `field`, called so at the ordinal `at`, stands in a row whose label is `label`. */
function sourceAt(stored: Stored, field: string, at: number, label: number): Source {
  const { type, storage } = stored;
  const own = columnAt(storage, field, at);
  if (at === label) return own === undefined ? { kind: 'unset' } : { kind: 'column', row: own };
  const source = acrossStep(stored, field, at, label);
  if (source.kind !== 'filled' || own === undefined) return source;
  if (!lineageOf(storage).between(label, at).has(field)) return source;
  const word = countingOf(type, storage).wordAt(own.column, at);
  if (source.owns.some((one) => one.word === word)) return source;
  // Older columns are asked first: of one that counts this one's field is made.
  const value = { kind: 'column', row: own } as const;
  return { ...source, owns: [...source.owns, { word, column: own.column, value }] };
}

/** What the step to `at` makes of the older side. */
function acrossStep(stored: Stored, field: string, at: number, label: number): Source {
  const { storage } = stored;
  const isHere = (row: { readonly at: number; readonly field: string }): boolean =>
    row.at === at && row.field === field;
  const fill = storage.fills.find((one) => one.direction === 'upgrade' && isHere(one));
  if (fill !== undefined) return { kind: 'filled', owns: [], otherwise: filledWith(fill.with) };
  const carry = storage.carries.find(isHere);
  if (carry === undefined) return sourceAt(stored, field, at - 1, label);
  if (carry.was === undefined) return { kind: 'opaque', since: at };
  return carried(sourceAt(stored, carry.was, at - 1, label), carry);

  function filledWith(filling: NonNullable<typeof fill>['with']): Source {
    switch (filling.kind) {
      case 'unset':
        return { kind: 'unset' };
      case 'value':
        return { kind: 'value', value: filling.value };
      case 'copy':
        return sourceAt(stored, filling.field, at - 1, label);
      case 'opaque':
        return { kind: 'opaque', since: at };
    }
  }
}

function carried(of: Source, carry: CarryRow): Source {
  const isPlain = carry.values.length === 0 && carry.whenNull === undefined;
  if (isPlain || of.kind === 'opaque' || of.kind === 'unset') return of;
  if (of.kind !== 'filled') return { kind: 'carried', of, carry };
  const owns = of.owns.map((own) => ({ ...own, value: carried(own.value, carry) }));
  return { kind: 'filled', owns, otherwise: carried(of.otherwise, carry) };
}

/** Without what has no column that could count. */
function simple(source: Source): Source {
  if (source.kind !== 'filled') return source;
  const otherwise = simple(source.otherwise);
  return source.owns.length === 0 ? otherwise : { ...source, otherwise };
}

/** The column of a field, called so at this ordinal; undefined where it has none. */
export function columnAt(storage: StorageInfo, field: string, at: number): ColumnRow | undefined {
  return storage.columns.find((row) => row.field === field && row.since <= at && at <= row.until);
}

function isSame(a: Source, b: Source): boolean {
  switch (a.kind) {
    case 'column':
      return b.kind === 'column' && isSameColumn(a.row, b.row);
    case 'unset':
      return b.kind === 'unset';
    case 'value':
      return b.kind === 'value' && a.value === b.value;
    case 'carried':
      return b.kind === 'carried' && a.carry === b.carry && isSame(a.of, b.of);
    case 'filled':
      return b.kind === 'filled' && areSame(a.owns, b.owns) && isSame(a.otherwise, b.otherwise);
    case 'opaque':
      return b.kind === 'opaque' && a.since === b.since;
  }
}

function areSame(a: readonly OwnColumn[], b: readonly OwnColumn[]): boolean {
  return (
    a.length === b.length &&
    a.every(({ word, value }, i) => {
      const other = b[i];
      return word === other?.word && isSame(value, other.value);
    })
  );
}

function isSameColumn(a: ColumnRow, b: ColumnRow): boolean {
  return a.column === b.column && a.type === b.type && a.nullable === b.nullable;
}

/** The opaque part of a source, if it has one: then nothing can be said of rows of these labels. */
export function opaquePart(source: Source): number | undefined {
  switch (source.kind) {
    case 'opaque':
      return source.since;
    case 'carried':
      return opaquePart(source.of);
    case 'filled':
      return [...source.owns.map(({ value }) => value), source.otherwise]
        .map(opaquePart)
        .find((part) => part !== undefined);
    case 'column':
    case 'unset':
    case 'value':
      return undefined;
  }
}
