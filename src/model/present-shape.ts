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
import { storageMapping, type StorageMapping } from './storage/mapping.js';
import { isWhole } from './unsure.js';

export interface Present {
  readonly fields: ReadonlyMap<string, FieldShape>;
  readonly methods: ReadonlyMap<string, MethodShape>;
  readonly storage?: StorageMapping;
  /** Whether all of it is known: nothing was lost in reading, and every type could be made out. */
  readonly isWhole: boolean;
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
  const mixins = mixinsOf(object, scope);
  for (const { name, mixin } of mixins) {
    addMixin(name, mixin, mixed(mixin), fields, broken, scope);
  }
  for (const declared of object.methods) {
    const method = methodShape(declared, NOW, scope);
    if (method === undefined) broken.add(`${declared.name.value}()`);
    else methods.set(method.name, method);
  }
  const isKnown =
    isWhole(object) &&
    mixins.length === object.mixins.length &&
    mixins.every(({ mixin }) => isWhole(mixin)) &&
    broken.size === 0;
  const storage = object.storage && storageMapping(object.storage);
  return {
    fields,
    methods,
    ...(storage === undefined ? {} : { storage }),
    broken,
    isWhole: isKnown,
  };
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

interface Mixed {
  readonly name: At<string>;
  readonly mixin: MixinDeclaration;
}

/** The mixins that the object lists, each once. */
function mixinsOf(object: ObjectDeclaration, scope: Scope): readonly Mixed[] {
  const found: Mixed[] = [];
  for (const name of object.mixins) {
    const key = name.value.includes('/') ? name.value : qualify(name.value, scope.namespace);
    const mixin = scope.names.mixins.get(key);
    if (mixin === undefined) {
      if (!scope.names.mayExist(name.value)) reportUnknownMixin(name, key, scope);
    } else if (found.some((other) => other.mixin === mixin)) {
      report(scope, 'model/mixin-twice', name.span, { mixin: name.value });
    } else {
      found.push({ name, mixin });
    }
  }
  return found;
}

function reportUnknownMixin({ value, span }: At<string>, key: string, scope: Scope): void {
  const known = [...scope.names.mixins.values()].map((mixin) => mixin.name.value);
  const near = nearest(value, known);
  const parameters = { mixin: value };
  report(
    scope,
    'model/unknown-mixin',
    span,
    near === undefined ? parameters : { ...parameters, near },
    { evidence: key },
  );
}

function addMixin(
  name: At<string>,
  mixin: MixinDeclaration,
  lent: readonly FieldShape[],
  fields: Map<string, FieldShape>,
  broken: Set<string>,
  scope: Scope,
): void {
  for (const field of lent) {
    const own = { ...field, mixin: mixin.name.value };
    addOnce(own, `the mixin ${name.value}`, name.span, fields, scope);
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
