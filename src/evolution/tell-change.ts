// A change in words, as the end of a sentence: "`host` was added".

import type { JsonValue } from '../core/json.js';
import { formatType, isMap, type Change } from '../model/index.js';

/** `home` is the namespace that names are read in. */
export function tellChange(change: Change, home: string): string {
  switch (change.kind) {
    case 'field-added':
      return `\`${change.field}\` was added`;
    case 'field-removed':
      return `\`${change.field}\` was removed`;
    case 'type-changed': {
      const [was, is] = [change.older, change.newer].map(({ type }) => formatType(type, home));
      return `\`${change.field}\` was ${was ?? ''} and is ${is ?? ''}`;
    }
    case 'enum-changed':
      return `\`${change.field}\` has other values${valuesOf(change)}`;
    case 'child-version-changed': {
      const [was, is] = [change.older, change.newer].map(({ type }) => formatType(type, home));
      return `\`${change.field}\` was ${was ?? ''} and is ${is ?? ''}`;
    }
    case 'null-allowed':
      return `\`${change.field}\` may be null`;
    case 'null-refused':
      return `\`${change.field}\` may not be null any more`;
    case 'default-changed':
      return `the default of \`${change.field}\` ${fromTo(change.older.default, change.newer.default)}`;
    case 'limits-changed':
      return `the limits of \`${change.field}\` changed (${[...change.narrowed, ...change.widened].join(', ')})`;
    case 'read-only-changed':
      return `\`${change.field}\` ${change.newer.readOnly ? 'became' : 'is no longer'} read-only`;
    case 'sensitive-changed':
      return `\`${change.field}\` ${change.newer.sensitive ? 'became' : 'is no longer'} sensitive`;
    case 'doc-changed':
      return `the doc of \`${change.field}\` changed`;
    case 'deprecated-changed':
      return `\`${change.field}\` ${change.newer.deprecated === undefined ? 'is no longer' : 'is'} deprecated`;
    case 'typescript-name-changed':
      return `\`${change.field}\` has another name in TypeScript`;
    case 'method-added':
      return `\`${change.method}()\` was added`;
    case 'method-removed':
      return `\`${change.method}()\` was removed`;
    case 'method-changed':
      return `\`${change.method}()\` changed`;
    case 'storage-changed':
      return tellStorage(change);
    case 'order-changed':
      return 'the order of the fields changed';
  }
}

function tellStorage({
  part,
  was,
  is,
}: Extract<Change, { readonly kind: 'storage-changed' }>): string {
  const [kind = '', fields = ''] = part.split(/ (.*)/s);
  if (kind === 'column') {
    return `\`${fields}\` was kept in ${tellKept(was)} and is in ${tellKept(is)}`;
  }
  const what = kind === 'unique' ? 'unique constraint' : 'index';
  return `the ${what} of \`${fields}\` was ${was === undefined ? 'added' : 'removed'}`;
}

/** What a record of a column says; nothing is recorded of what follows by rule. */
function tellKept(said: JsonValue | undefined): string {
  if (said === 'none') return 'no column';
  if (!isMap(said)) return 'the column of its name and type';
  const { table, column, type } = said;
  if (typeof table === 'string') return `the table \`${table}\``;
  const name = typeof column === 'string' ? `the column \`${column}\`` : 'a column';
  return typeof type === 'string' ? `${name} of ${type}` : name;
}

function valuesOf({ added, removed }: Extract<Change, { readonly kind: 'enum-changed' }>): string {
  const parts = [
    ...(added.length === 0 ? [] : [`with ${added.join(', ')}`]),
    ...(removed.length === 0 ? [] : [`without ${removed.join(', ')}`]),
  ];
  return parts.length === 0 ? '' : `, ${parts.join(' and ')}`;
}

function fromTo(was: unknown, is: unknown): string {
  if (was === undefined) return `is ${JSON.stringify(is)}`;
  if (is === undefined) return `(${JSON.stringify(was)}) is gone`;
  return `was ${JSON.stringify(was)} and is ${JSON.stringify(is)}`;
}

/** How the values of an enum differ, in words. */
export function tellValues({
  was,
  is,
}: {
  readonly was: readonly string[];
  readonly is: readonly string[];
}): readonly string[] {
  const [before, now] = [new Set(was), new Set(is)];
  return [
    ...is.filter((value) => !before.has(value)).map((value) => `\`${value}\` was added`),
    ...was.filter((value) => !now.has(value)).map((value) => `\`${value}\` was removed`),
  ];
}
