// One major of an object: what it is now, and its history.

import { buildHistory, type EarlierMajors } from './build-history.js';
import type { FieldShape, ObjectModel } from './model.js';
import type { MixinDeclaration } from '../load/index.js';
import type { ObjectEntry } from './name-table.js';
import { checkMembers } from './member-names.js';
import { presentShape } from './present-shape.js';
import type { Scope } from './scope.js';
import { buildStorage } from './storage/build-storage.js';
import { shapesThrough } from './take-back.js';

export interface BuiltObject {
  readonly object: ObjectModel;
  /** Whether all that the files say of it is known. */
  readonly isWhole: boolean;
}

export function buildObject(
  entry: ObjectEntry,
  mixed: (mixin: MixinDeclaration) => readonly FieldShape[],
  earlier: EarlierMajors,
  scope: Scope,
): BuiltObject {
  const { declaration } = entry;
  const present = presentShape(declaration, mixed, scope);
  checkMembers(present, scope);
  const history = buildHistory(entry, present, earlier, scope);
  const { versions, steps, firstNotes } = history;
  const { fields, methods } = present;
  const version = declaration.version.value;
  const shape = { object: entry.key, version, fields, methods };
  const shapes = shapesThrough(shape, steps);
  const storage = buildStorage(declaration, { present, history, shapes }, scope);
  const object: ObjectModel = {
    key: entry.key,
    name: entry.name,
    namespace: entry.namespace,
    major: entry.major,
    isNewestMajor: entry.isNewestMajor,
    typescriptName: entry.typescriptName,
    ...(declaration.doc === undefined ? {} : { doc: declaration.doc }),
    stability: declaration.stability?.value ?? 'stable',
    versions,
    version,
    shape,
    shapes,
    steps,
    ...(storage === undefined ? {} : { storage }),
    isList: declaration.listOf !== undefined,
    mixins: declaration.mixins.map((mixin) => mixin.value),
    firstNotes,
    source: declaration.name.span,
  };
  return { object, isWhole: present.isWhole };
}
