// What an object is now: its own fields, the one that `listOf` gives it, then those of its mixins.

import type { Span } from '../diagnostics/diagnostic.js';
import { nearest } from '../diagnostics/nearest.js';
import type { At, MixinDeclaration, ObjectDeclaration } from '../load/index.js';
import { fieldShape } from './field-shape.js';
import type { FieldShape, MethodShape } from './model.js';
import { methodShape } from './method-shape.js';
import { qualify } from './name-table.js';
import { NOW } from './place.js';
import { resolveType } from './resolve-type.js';
import { report, type Scope } from './scope.js';

export interface Present {
  readonly fields: ReadonlyMap<string, FieldShape>;
  readonly methods: ReadonlyMap<string, MethodShape>;
  /** Names of fields and methods that are declared but could not be made out: a finding names each by then. */
  readonly broken: ReadonlySet<string>;
}

/** `mixed` gives the fields of a mixin, each read once for all objects that have it. */
export function presentShape(
  object: ObjectDeclaration,
  mixed: (mixin: MixinDeclaration) => readonly FieldShape[],
  scope: Scope,
): Present {
  const fields = new Map<string, FieldShape>();
  const methods = new Map<string, MethodShape>();
  const broken = new Set<string>();

  for (const declared of object.fields) {
    const field = fieldShape(declared, NOW, scope);
    if (field === undefined) broken.add(declared.name.value);
    else fields.set(field.name, field);
  }
  if (object.listOf !== undefined) addObjects(object.listOf, fields, broken, scope);
  for (const name of object.mixins) addMixin(name, object, mixed, fields, broken, scope);
  for (const declared of object.methods) {
    const method = methodShape(declared, NOW, scope);
    if (method === undefined) broken.add(`${declared.name.value}()`);
    else methods.set(method.name, method);
  }
  return { fields, methods, broken };
}

function addObjects(
  listOf: NonNullable<ObjectDeclaration['listOf']>,
  fields: Map<string, FieldShape>,
  broken: Set<string>,
  scope: Scope,
): void {
  const element = resolveType(listOf.value, listOf.span, NOW, scope);
  if (element === undefined) {
    broken.add('objects');
    return;
  }
  if (element.kind !== 'object' && element.kind !== 'union') {
    report(scope, 'model/list-of', listOf.span, {});
    broken.add('objects');
    return;
  }
  const field: FieldShape = {
    name: 'objects',
    type: { kind: 'list', element, nullable: false },
    readOnly: false,
    sensitive: false,
    limits: {},
    source: listOf.span,
  };
  addOnce(field, '`listOf`', listOf.span, fields, scope);
}

function addMixin(
  name: At<string>,
  object: ObjectDeclaration,
  mixed: (mixin: MixinDeclaration) => readonly FieldShape[],
  fields: Map<string, FieldShape>,
  broken: Set<string>,
  scope: Scope,
): void {
  const { mixins } = scope.names;
  const key = name.value.includes('/') ? name.value : qualify(name.value, scope.namespace);
  const mixin = mixins.get(key);
  if (mixin === undefined) {
    const known = [...mixins.values()].map((one) => one.name.value);
    const near = nearest(name.value, known);
    report(scope, 'model/unknown-mixin', name.span, {
      mixin: name.value,
      ...(near === undefined ? {} : { near }),
    });
    return;
  }
  if (object.mixins.find((other) => other.value === name.value) !== name) {
    report(scope, 'model/mixin-twice', name.span, { mixin: name.value });
    return;
  }
  for (const field of mixed(mixin)) {
    addOnce(
      { ...field, mixin: mixin.name.value },
      `the mixin ${name.value}`,
      name.span,
      fields,
      scope,
    );
  }
  for (const { name: declared } of mixin.fields) {
    if (!fields.has(declared.value)) broken.add(declared.value);
  }
}

function addOnce(
  field: FieldShape,
  from: string,
  span: Span,
  fields: Map<string, FieldShape>,
  scope: Scope,
): void {
  const first = fields.get(field.name);
  if (first === undefined) {
    fields.set(field.name, field);
    return;
  }
  const related = [
    { message: 'first declared here', span: first.source },
    { message: 'and here', span: field.source },
  ];
  report(scope, 'model/mixin-collision', span, { field: field.name, from }, { related });
}
