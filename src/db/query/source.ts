// Where the newest value of a field stands in a row of a label: read off the steps between, as far as they go
// value by value. What a statement compares and what a reader would decode are the same because of it.

import type { JsonValue } from '../../core/json.js';
import type { AnyObjectType } from '../../runtime/object-type.js';
import type { CarryRow, ColumnRow, StorageInfo } from '../../runtime/storage.js';

/** What a field's newest value is made of, in rows of one label. */
export type Source =
  | { readonly kind: 'column'; readonly row: ColumnRow }
  | { readonly kind: 'unset' }
  | { readonly kind: 'value'; readonly value: JsonValue }
  /** Single values of `of` that become others. */
  | { readonly kind: 'carried'; readonly of: Source; readonly carry: CarryRow }
  /** Its own column where that counts, else what a step fills in. */
  | { readonly kind: 'filled'; readonly own: ColumnRow; readonly otherwise: Source }
  /** No statement can tell: `since` is the ordinal whose step makes it of what was there before. */
  | { readonly kind: 'opaque'; readonly since: number };

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
    const source = sourceAt(storage, field, type.newest, label);
    const last = groups.at(-1);
    if (last !== undefined && isSame(last.source, source)) {
      groups[groups.length - 1] = { ...last, since: label };
    } else {
      groups.push({ since: label, until: label, source });
    }
  }
  return groups;
}

/** Where `field`, called so at the ordinal `at`, stands in a row whose label is `label`. */
function sourceAt(storage: StorageInfo, field: string, at: number, label: number): Source {
  if (at === label) {
    const row = columnAt(storage, field, at);
    return row === undefined ? { kind: 'unset' } : { kind: 'column', row };
  }
  const isHere = (row: { readonly at: number; readonly field: string }): boolean =>
    row.at === at && row.field === field;
  const fill = storage.fills.find((one) => one.direction === 'upgrade' && isHere(one));
  if (fill !== undefined) {
    const otherwise = filledWith(fill.with);
    const own = columnAt(storage, field, at);
    return own === undefined ? otherwise : { kind: 'filled', own, otherwise };
  }
  const carry = storage.carries.find(isHere);
  if (carry === undefined) return sourceAt(storage, field, at - 1, label);
  if (carry.was === undefined) return { kind: 'opaque', since: at };
  const of = sourceAt(storage, carry.was, at - 1, label);
  const isPlain = carry.values.length === 0 && carry.whenNull === undefined;
  return isPlain || of.kind === 'opaque' || of.kind === 'unset'
    ? of
    : { kind: 'carried', of, carry };

  function filledWith(filling: NonNullable<typeof fill>['with']): Source {
    switch (filling.kind) {
      case 'unset':
        return { kind: 'unset' };
      case 'value':
        return { kind: 'value', value: filling.value };
      case 'copy':
        return sourceAt(storage, filling.field, at - 1, label);
      case 'opaque':
        return { kind: 'opaque', since: at };
    }
  }
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
      return b.kind === 'filled' && isSameColumn(a.own, b.own) && isSame(a.otherwise, b.otherwise);
    case 'opaque':
      return b.kind === 'opaque' && a.since === b.since;
  }
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
      return opaquePart(source.otherwise);
    case 'column':
    case 'unset':
    case 'value':
      return undefined;
  }
}
