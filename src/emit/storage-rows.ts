// Columns, side tables and indexes of all versions: what holds over several of them is said once, and nothing is
// said of versions where it holds over all.

import type { ColumnType } from '../core/storage.js';
import type { FieldShape, Shape, StorageShape, Stored, Type } from '../model/index.js';
import { mayBeNull } from '../model/type-walk.js';
import type { Doc } from './doc.js';
import { array, object, property, text } from './literals.js';
import type { ObjectPlan } from './plan.js';
import { call } from './syntax.js';

/** Something that holds over versions, ordinals both included. */
interface Spanned<T> {
  readonly what: T;
  readonly since: number;
  readonly until: number;
}

/** What each version says, newest first, equal neighbours made one. */
export function spansOf<T>(
  plan: ObjectPlan,
  ofVersion: (storage: StorageShape, shape: Shape) => readonly T[],
): readonly Spanned<T>[] {
  const { object: model, base, newest } = plan;
  const spans: { what: T; since: number; until: number }[] = [];
  const open = new Map<string, { what: T; since: number; until: number }>();
  for (let at = newest; at >= base; at--) {
    const [storage, shape] = [model.storage?.[at - base], model.shapes[at - base]];
    if (storage === undefined || shape === undefined) continue;
    for (const what of ofVersion(storage, shape)) {
      const content = JSON.stringify(what);
      const known = open.get(content);
      if (known?.since === at + 1) known.since = at;
      else {
        const span = { what, since: at, until: at };
        open.set(content, span);
        spans.push(span);
      }
    }
  }
  return spans;
}

/** `since` and `until`, where it does not hold from the first or up to the newest version. */
function spanProperties(plan: ObjectPlan, { since, until }: Spanned<unknown>): readonly Doc[] {
  return [
    ...(since === plan.base ? [] : [property('since', String(since))]),
    ...(until === plan.newest ? [] : [property('until', String(until))]),
  ];
}

interface ColumnHere {
  readonly field: string;
  readonly column: string;
  readonly type: ColumnType;
  readonly isJson: boolean;
  readonly nullable: boolean;
  readonly ordered: boolean;
}

/** A row for each field's column. */
export function columnDocs(plan: ObjectPlan): readonly Doc[] {
  return spansOf(plan, columnsHere).map((span) => {
    const { field, column, type, isJson, nullable, ordered } = span.what;
    const differs = [
      ...(column === field ? [] : [property('column', text(column))]),
      ...(isJson ? [property('isJson', 'true')] : []),
      ...(nullable ? [property('nullable', 'true')] : []),
      ...(ordered ? [] : [property('ordered', 'false')]),
      ...spanProperties(plan, span),
    ];
    const rest = differs.length === 0 ? [] : [object(differs)];
    return call('rt.column', [text(field), text(type), ...rest]);
  });
}

function columnsHere({ fields }: StorageShape, shape: Shape): readonly ColumnHere[] {
  return storedFields(fields, shape).flatMap(([field, stored]) =>
    stored.kind === 'table'
      ? []
      : [
          {
            field: field.name,
            column: stored.column,
            type: stored.type,
            isJson: stored.type === 'text' && isJsonOnTheWire(field.type),
            nullable: mayBeNull(field.type),
            ordered: !(stored.type === 'text' && isTextOfNumber(field.type)),
          },
        ],
  );
}

/** What is a text on the wire and sorts otherwise. */
function isTextOfNumber(type: Type): boolean {
  return type.kind === 'scalar' && (type.scalar === 'bigint' || type.scalar === 'datetime');
}

/** What is no text on the wire. */
function isJsonOnTheWire(type: Type): boolean {
  return type.kind === 'scalar' ? type.scalar === 'json' : type.kind !== 'enum';
}

/** A row for each field with a table of its own. */
export function sideDocs(plan: ObjectPlan): readonly Doc[] {
  return spansOf(plan, sidesHere).map((span) => {
    const { field, stored, kind, nullable, fieldNullable } = span.what;
    const { table, owner, place, value, type } = stored;
    return call('rt.sideTable', [
      object([
        property('field', text(field)),
        property('kind', text(kind)),
        property('table', text(table)),
        property('owner', text(owner)),
        ...(place === undefined ? [] : [property('place', text(place))]),
        property('value', text(value)),
        property('type', text(type)),
        ...(nullable ? [property('nullable', 'true')] : []),
        ...(fieldNullable ? [property('fieldNullable', 'true')] : []),
        ...spanProperties(plan, span),
      ]),
    ]);
  });
}

interface SideHere {
  readonly field: string;
  readonly stored: SideTable;
  readonly kind: 'list' | 'set' | 'map';
  readonly nullable: boolean;
  readonly fieldNullable: boolean;
}

export type SideTable = Extract<Stored, { kind: 'table' }>;

function sidesHere({ fields }: StorageShape, shape: Shape): readonly SideHere[] {
  return storedFields(fields, shape).flatMap(([{ name, type }, stored]) =>
    stored.kind === 'table' && 'element' in type
      ? [
          {
            field: name,
            stored,
            kind: type.kind,
            nullable: mayBeNull(type.element),
            fieldNullable: mayBeNull(type),
          },
        ]
      : [],
  );
}

/** The fields of a shape that are stored, in its order. */
export function storedFields(
  stored: ReadonlyMap<string, Stored>,
  shape: Shape,
): readonly (readonly [FieldShape, Stored])[] {
  return [...shape.fields.values()].flatMap((field) => {
    const how = stored.get(field.name);
    return how === undefined ? [] : [[field, how] as const];
  });
}

/** A row for each unique constraint and each index. */
export function indexDocs(plan: ObjectPlan): readonly Doc[] {
  return spansOf(plan, indexesHere).map((span) => {
    const differs = spanProperties(plan, span);
    const rest = differs.length === 0 ? [] : [object(differs)];
    const { fields, unique } = span.what;
    return call(unique ? 'rt.unique' : 'rt.index', [array(fields.map(text)), ...rest]);
  });
}

function indexesHere({ unique, indexes }: StorageShape) {
  return [
    ...unique.map((fields) => ({ fields, unique: true })),
    ...indexes.map((fields) => ({ fields, unique: false })),
  ];
}
