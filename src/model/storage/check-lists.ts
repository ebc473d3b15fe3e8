// Unique constraints and indexes: of fields that an engine can compare, over rows of all versions.

import type { At, FieldListDeclaration } from '../../load/index.js';
import type { FieldShape, Stored } from '../model.js';
import { report, type Scope } from '../scope.js';
import { arrivalOf } from './arrivals.js';
import type { StoredAt } from './stored-at.js';

interface List {
  readonly isUnique: boolean;
  /** As a sentence begins with it. */
  readonly what: string;
  readonly declared: FieldListDeclaration;
}

/** `all` newest first. Rows are found by what the newest version says; that is asked of its lists alone. */
export function checkLists(all: readonly StoredAt[], scope: Scope): void {
  const [now] = all;
  if (now === undefined) return;
  const taken = new Map([[now.mapping.key.value, 'the key']]);
  const whyTwice = (names: readonly string[]): string | undefined => {
    if (new Set(names).size < names.length) return 'a field stands in it twice';
    const first = taken.get(names.join());
    return first && `${first} is of the same`;
  };
  for (const list of listsOf(now)) {
    const { fields, span } = list.declared;
    const names = fields.map(({ value }) => value);
    const why = whyTwice(names);
    taken.set(names.join(), taken.get(names.join()) ?? list.what);
    if (why !== undefined) {
      report(scope, 'storage/index-twice', span, { what: list.what, why });
      continue;
    }
    for (const name of fields) checkField(name, list, now, all, scope);
    checkFilled(list, all, scope);
  }
}

function listsOf({ mapping: { unique, indexes } }: StoredAt): readonly List[] {
  return [
    ...unique.map((declared) => ({ isUnique: true, what: 'a unique constraint', declared })),
    ...indexes.map((declared) => ({ isUnique: false, what: 'an index', declared })),
  ];
}

function checkField(
  { value: name, span }: At<string>,
  { what, isUnique }: List,
  now: StoredAt,
  all: readonly StoredAt[],
  scope: Scope,
): void {
  const field = now.fields.get(name);
  if (field === undefined) return;
  const why = whyNone(field, now.storage.fields.get(name));
  if (why !== undefined) {
    report(scope, 'storage/not-indexable', span, { field: name, what, why });
    return;
  }
  let current = field;
  for (const [index, { cameBy, version, storage }] of all.entries()) {
    const older = all[index + 1];
    if (cameBy === undefined || older === undefined) return;
    const arrival = arrivalOf(current, cameBy.step, cameBy.older);
    const related = [{ message: 'it changes here', span: cameBy.step.source }];
    if (arrival.kind === 'opaque') {
      report(scope, 'storage/not-comparable', span, { field: name, what, version }, { related });
      return;
    }
    if (arrival.kind === 'filled') return;
    const was = cameBy.older.fields.get(arrival.from);
    if (was === undefined) return;
    const isOther =
      arrival.kind === 'carried' &&
      (arrival.read.values.length > 0 || arrival.read.whenNull !== undefined);
    const isInPlace =
      columnOf(storage.fields.get(current.name)) === columnOf(older.storage.fields.get(was.name));
    if (isUnique && isOther && isInPlace) {
      const parameters = { field: name, version, why: 'the same column has other values there' };
      report(scope, 'storage/unique-values', span, parameters, { related });
      return;
    }
    current = was;
  }
}

/** A constraint whose every field is the same in all rows of an older version holds for one of them. */
function checkFilled({ isUnique, declared }: List, all: readonly StoredAt[], scope: Scope): void {
  if (!isUnique) return;
  const [only, second] = declared.fields;
  if (only === undefined || second !== undefined) return;
  for (const { cameBy, version, fields } of all) {
    const field = fields.get(only.value);
    if (field === undefined || cameBy === undefined) return;
    const arrival = arrivalOf(field, cameBy.step, cameBy.older);
    if (arrival.kind === 'carried' && arrival.from === only.value) continue;
    if (arrival.kind !== 'filled' || arrival.value === undefined || arrival.value === null) return;
    const why = `each of them gets ${JSON.stringify(arrival.value)}`;
    report(scope, 'storage/unique-values', only.span, { field: only.value, version, why });
    return;
  }
}

/** Why an engine cannot compare what the field is kept in. */
function whyNone({ type }: FieldShape, stored: Stored | undefined): string | undefined {
  if (stored === undefined) return 'it is not stored';
  if (stored.kind === 'table') return 'it stands in a table of its own';
  if (type.kind === 'enum') return undefined;
  if (type.kind !== 'scalar' || type.scalar === 'json') return 'it is kept as JSON';
  return type.scalar === 'bytes' ? 'it holds bytes' : undefined;
}

function columnOf(stored: Stored | undefined): string | undefined {
  return stored?.kind === 'column' ? stored.column : undefined;
}
