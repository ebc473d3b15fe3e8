// What a plan says, as the items of an entry's list.

import { formatType } from '../../core/format-type.js';
import { formatVersion } from '../../core/version.js';
import type { FieldShape, MethodShape } from '../../model/index.js';
import { sameField } from '../../model/same-field.js';
import type { EntryPlan, PlannedChange } from './entry-plan.js';
import { flag, writtenField } from './written-field.js';
import { writtenStorage } from './written-storage.js';
import { typeExpr } from './written-type.js';
import type { YamlEntry, YamlValue } from '../../load/yaml-value.js';

/** `from` and the changes; the note stands by itself. `home` is the namespace whose names are written bare. */
export function plannedItems({ from, changes }: EntryPlan, home: string): readonly YamlValue[] {
  const items = changes.map((change) => map(changeEntries(change, home)));
  return from === undefined ? items : [map([['from', text(formatVersion(from))]]), ...items];
}

function changeEntries(change: PlannedChange, home: string): readonly YamlEntry[] {
  switch (change.kind) {
    case 'add': {
      const upgrade = change.upgrade === undefined ? [] : [['upgrade', text('unset')] as const];
      return [['add', names(change.names)], ...upgrade];
    }
    case 'remove':
      return [
        ['remove', text(change.was.name)],
        ['was', writtenField(change.was, undefined, home)],
      ];
    case 'change':
      return [
        ['change', text(change.was.name)],
        ['was', writtenField(change.was, change.is, home)],
      ];
    case 'rename':
      return [
        ['rename', text(change.was.name)],
        ['to', text(change.is.name)],
        ...(sameField(change.was, change.is)
          ? []
          : [['was', writtenField(change.was, change.is, home)] as const]),
      ];
    case 'add-method':
      return [['add', names(change.names.map(called))]];
    case 'remove-method':
      return [
        ['remove', text(called(change.was.name))],
        ['was', writtenMethod(change.was, home)],
      ];
    case 'change-method':
      return [
        ['change', text(called(change.was.name))],
        ['was', writtenMethod(change.was, home, change.is)],
      ];
    case 'change-storage':
      return [
        ['change', text('storage')],
        ['was', writtenStorage(change.different)],
      ];
    case 'add-value':
      return [['add', text(change.value)]];
    case 'remove-value':
      return [['remove', text(change.value)]];
    case 'rename-value':
      return [
        ['rename', text(change.old)],
        ['to', text(change.to)],
      ];
  }
}

/** What a `was` does not say of a method is as it is now. */
function writtenMethod(was: MethodShape, home: string, is?: MethodShape): YamlValue {
  const { args, returns } = was;
  const mark = (name: 'static' | 'idempotent'): readonly YamlEntry[] =>
    was[name] || is?.[name] !== true
      ? flag(name, was[name])
      : [[name, { kind: 'bare', text: 'false' }]];
  return map([
    ...mark('static'),
    ...(args.length === 0 ? [] : [['args', map(args.map((arg) => argument(arg, home)))] as const]),
    ...(returns === undefined
      ? []
      : [['returns', type(formatType(typeExpr(returns, undefined, home)))] as const]),
    ...mark('idempotent'),
  ]);
}

function argument(arg: FieldShape, home: string): YamlEntry {
  return [arg.name, writtenField(arg, undefined, home)];
}

function called(method: string): string {
  return `${method}()`;
}

function names(all: readonly string[]): YamlValue {
  const [first, ...others] = all;
  if (first !== undefined && others.length === 0) return text(first);
  return { kind: 'items', items: all.map(text) };
}

function text(of: string): YamlValue {
  return { kind: 'text', text: of };
}

function type(of: string): YamlValue {
  return { kind: 'type', text: of };
}

function map(entries: readonly YamlEntry[]): YamlValue {
  return { kind: 'map', entries };
}
