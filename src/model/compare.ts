// The one place that knows how two shapes of an object can differ. History, check, diff, bump and docs ask here.

import type { JsonValue } from '../core/json.js';
import { sameJson } from '../core/same-json.js';
import { narrowedLimits, type LimitName } from './limits.js';
import { sameMethod } from './method-shape.js';
import type { FieldShape, MethodShape, ObjectRef, Shape, Type } from './model.js';
import { sameDefault } from './same-field.js';
import type { StorageMapping } from './storage/mapping.js';
import { fieldsOfPart, recordStorage } from './storage/record-storage.js';
import { storageAt } from './storage/storage-at.js';
import { leafOf, sameType } from './type-walk.js';

/** One difference. Names are compared, not meanings: a renamed field is one removed and one added. */
export type Change =
  | { readonly kind: 'field-added'; readonly field: string; readonly newer: FieldShape }
  | { readonly kind: 'field-removed'; readonly field: string; readonly older: FieldShape }
  | (Both<FieldShape> & {
      readonly field: string;
    } & (
        | {
            readonly kind:
              | 'type-changed'
              | 'null-allowed'
              | 'null-refused'
              | 'child-version-changed'
              | 'default-changed'
              | 'read-only-changed'
              | 'sensitive-changed'
              | 'doc-changed'
              | 'deprecated-changed'
              | 'typescript-name-changed';
          }
        /** Of an inline enum, or of a declared one at another version. */
        | {
            readonly kind: 'enum-changed';
            readonly added: readonly string[];
            readonly removed: readonly string[];
          }
        /** A limit is narrowed where a value of before may break it now, and widened the other way. */
        | {
            readonly kind: 'limits-changed';
            readonly narrowed: readonly LimitName[];
            readonly widened: readonly LimitName[];
          }
      ))
  | { readonly kind: 'method-added'; readonly method: string; readonly newer: MethodShape }
  | { readonly kind: 'method-removed'; readonly method: string; readonly older: MethodShape }
  | (Both<MethodShape> & { readonly kind: 'method-changed'; readonly method: string })
  /** A unique constraint, an index or a column that is not what follows by rule: by what its record says of it. */
  | {
      readonly kind: 'storage-changed';
      readonly part: string;
      readonly was?: JsonValue;
      readonly is?: JsonValue;
    }
  /** The fields that both have stand in another order. */
  | { readonly kind: 'order-changed' };

export type ChangeKind = Change['kind'];

interface Both<T> {
  readonly older: T;
  readonly newer: T;
}

/** A shape, and how it is stored where that is known. */
export type StoredShape = Shape & { readonly storage?: StorageMapping };

/** Every difference, in the order of the newer shape; what only the older one has comes last. */
export function compare(older: StoredShape, newer: StoredShape): readonly Change[] {
  return [
    ...compareFields(older.fields, newer.fields),
    ...compareMethods(older.methods, newer.methods),
    ...compareStorage(older, newer),
    ...compareOrder(older.fields, newer.fields),
  ];
}

function compareFields(
  older: ReadonlyMap<string, FieldShape>,
  newer: ReadonlyMap<string, FieldShape>,
): readonly Change[] {
  const changes: Change[] = [];
  for (const [field, is] of newer) {
    const was = older.get(field);
    if (was === undefined) changes.push({ kind: 'field-added', field, newer: is });
    else if (was !== is) changes.push(...compareField(field, was, is));
  }
  for (const [field, was] of older) {
    if (!newer.has(field)) changes.push({ kind: 'field-removed', field, older: was });
  }
  return changes;
}

function compareField(field: string, older: FieldShape, newer: FieldShape): readonly Change[] {
  const changes: Change[] = [...compareTypes(field, older, newer)];
  const add = (
    kind: Extract<Change, { readonly older: FieldShape; readonly newer: FieldShape }>['kind'],
  ): void => {
    if (kind !== 'enum-changed' && kind !== 'limits-changed')
      changes.push({ kind, field, older, newer });
  };
  if (!sameDefault(older.default, newer.default)) add('default-changed');
  const narrowed = narrowedLimits(older.limits, newer.limits);
  const widened = narrowedLimits(newer.limits, older.limits);
  if (narrowed.length + widened.length > 0) {
    changes.push({ kind: 'limits-changed', field, older, newer, narrowed, widened });
  }
  if (older.readOnly !== newer.readOnly) add('read-only-changed');
  if (older.sensitive !== newer.sensitive) add('sensitive-changed');
  if (older.doc !== newer.doc) add('doc-changed');
  if (!sameJson(deprecation(older), deprecation(newer))) add('deprecated-changed');
  if (older.typescriptName !== newer.typescriptName) add('typescript-name-changed');
  return changes;
}

function deprecation({ deprecated }: FieldShape): JsonValue {
  if (deprecated === undefined) return null;
  const { message, since } = deprecated;
  return since === undefined ? [message] : [message, since.major, since.minor];
}

function compareTypes(field: string, older: FieldShape, newer: FieldShape): readonly Change[] {
  const changes: Change[] = [];
  if (older.type.nullable !== newer.type.nullable) {
    const kind = newer.type.nullable ? 'null-allowed' : 'null-refused';
    changes.push({ kind, field, older, newer });
  }
  const [was, is] = [older.type, newer.type].map((type): Type => ({ ...type, nullable: false }));
  if (was === undefined || is === undefined || sameType(was, is)) return changes;
  if (!sameType(withoutVersions(was), withoutVersions(is))) {
    return [...changes, { kind: 'type-changed', field, older, newer }];
  }
  const [before, after] = [leafOf(was), leafOf(is)];
  if (before.kind !== 'enum' || after.kind !== 'enum') {
    return [...changes, { kind: 'child-version-changed', field, older, newer }];
  }
  const added = after.values.filter((value) => !before.values.includes(value));
  const removed = before.values.filter((value) => !after.values.includes(value));
  return [...changes, { kind: 'enum-changed', field, older, newer, added, removed }];
}

/** The type as if enums and children had no versions. */
function withoutVersions(type: Type): Type {
  switch (type.kind) {
    case 'scalar':
      return type;
    case 'enum': {
      const { kind, key, nullable } = type;
      return key === undefined
        ? { kind, nullable, values: [] }
        : { kind, key, nullable, values: [] };
    }
    case 'object':
      return { ...type, object: withoutVersion(type.object) };
    case 'union':
      return { ...type, members: type.members.map(withoutVersion) };
    case 'list':
    case 'set':
    case 'map':
      return { ...type, element: withoutVersions(type.element) };
  }
}

function withoutVersion({ key, name, namespace, major }: ObjectRef): ObjectRef {
  return { key, name, namespace, major };
}

function compareMethods(
  older: ReadonlyMap<string, MethodShape>,
  newer: ReadonlyMap<string, MethodShape>,
): readonly Change[] {
  const changes: Change[] = [];
  for (const [method, is] of newer) {
    const was = older.get(method);
    if (was === undefined) changes.push({ kind: 'method-added', method, newer: is });
    else if (was !== is && !sameMethod(was, is)) {
      changes.push({ kind: 'method-changed', method, older: was, newer: is });
    }
  }
  for (const [method, was] of older) {
    if (!newer.has(method)) changes.push({ kind: 'method-removed', method, older: was });
  }
  return changes;
}

/** Where only one is stored nothing is compared; what is about a field that only one has follows from that. */
function compareStorage(older: StoredShape, newer: StoredShape): readonly Change[] {
  const [was, is] = [older, newer].map(({ storage, fields }) =>
    storage === undefined ? undefined : recordStorage(storageAt(storage, fields), fields),
  );
  if (was === undefined || is === undefined) return [];
  return [...new Set([...Object.keys(is), ...Object.keys(was)])].flatMap((part) => {
    const fields = fieldsOfPart(part);
    const isShared = fields.every((name) => older.fields.has(name) && newer.fields.has(name));
    const [before, now] = [was[part], is[part]];
    if (fields.length === 0 || !isShared || sameJson(before ?? null, now ?? null)) return [];
    return [
      {
        kind: 'storage-changed',
        part,
        ...(before === undefined ? {} : { was: before }),
        ...(now === undefined ? {} : { is: now }),
      } as const,
    ];
  });
}

function compareOrder(
  older: ReadonlyMap<string, FieldShape>,
  newer: ReadonlyMap<string, FieldShape>,
): readonly Change[] {
  const before = [...older.keys()].filter((name) => newer.has(name));
  const after = [...newer.keys()].filter((name) => older.has(name));
  return before.every((name, index) => after[index] === name) ? [] : [{ kind: 'order-changed' }];
}
