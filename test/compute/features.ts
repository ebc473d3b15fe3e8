// Which parts of the schema language a model uses, each under a name: `remove backport copy`.

import { sameJson } from '../../src/core/same-json.js';
import { sameVersion } from '../../src/core/version.js';
import type {
  EnumModel,
  FieldChange,
  FieldShape,
  MethodShape,
  Model,
  ObjectModel,
  Step,
  Substitute,
  Type,
  ValueRule,
} from '../../src/model/index.js';

/** Everything that the model's objects and enums use, at any version. */
export function featuresOf(model: Model): ReadonlySet<string> {
  const found = new Set<string>();
  for (const object of model.objects.values()) {
    for (const feature of ofObject(object, model)) found.add(feature);
  }
  for (const one of model.enums.values()) for (const feature of ofEnum(one)) found.add(feature);
  return found;
}

function* ofObject(object: ObjectModel, model: Model): Iterable<string> {
  if (object.stability === 'experimental') yield 'object experimental';
  if (object.isList) yield 'object listOf';
  if (object.mixins.length > 0) yield 'object mixins';
  if (object.firstNotes.length > 0) yield 'history notes of the first version';
  if (object.isNewestMajor && object.typescriptName !== object.name) yield 'object typescriptName';
  if (!object.isNewestMajor) yield 'object of an older major';
  if (object.major > 1) {
    const isJoined = object.versions[0]?.major !== object.major;
    yield isJoined ? 'object joined by from' : 'object not joined';
  }
  for (const field of object.shape.fields.values()) {
    yield* ofField(field);
    yield* ofType(field.type, object, model, field.name);
  }
  for (const method of object.shape.methods.values()) yield* ofMethod(method);
  for (const step of object.steps) yield* ofStep(step);
}

// ── Fields ──────────────────────────────────────────────────────────────────────────────────────

function* ofField(field: FieldShape): Iterable<string> {
  if (field.default !== undefined) yield 'field default';
  if (field.default === null) yield 'field default null';
  if (field.doc !== undefined) yield 'field doc';
  if (field.readOnly) yield 'field readOnly';
  if (field.sensitive) yield 'field sensitive';
  if (field.typescriptName !== undefined) yield 'field typescriptName';
  if (field.mixin !== undefined) yield 'field of a mixin';
  if (field.deprecated !== undefined) {
    yield field.deprecated.since === undefined ? 'field deprecated' : 'field deprecated since';
  }
  for (const limit of Object.keys(field.limits)) yield `field ${limit}`;
}

function* ofType(type: Type, owner: ObjectModel, model: Model, field: string): Iterable<string> {
  if (type.nullable) yield `type ${type.kind} nullable`;
  yield `type ${type.kind}`;
  switch (type.kind) {
    case 'scalar':
      yield `type ${type.scalar}`;
      return;
    case 'enum':
      yield type.key === undefined ? 'type inline enum' : 'type declared enum';
      return;
    case 'object':
      if (type.object.namespace !== owner.namespace) yield 'type of another namespace';
      if (model.objects.get(type.object.key)?.isNewestMajor === false) yield 'type Name@1';
      return;
    case 'union':
      return;
    case 'list':
    case 'set':
    case 'map':
      yield `type ${type.kind} of ${type.element.kind}`;
      yield* ofType(type.element, owner, model, field);
  }
}

function* ofMethod(method: MethodShape): Iterable<string> {
  yield method.static ? 'method static' : 'method of an instance';
  if (method.idempotent) yield 'method idempotent';
  if (method.doc !== undefined) yield 'method doc';
  if (method.returns !== undefined) yield 'method returns';
  for (const arg of method.args) {
    yield 'method argument';
    if (arg.default !== undefined) yield 'method argument default';
  }
}

// ── Steps ───────────────────────────────────────────────────────────────────────────────────────

function* ofStep(step: Step): Iterable<string> {
  if (step.notes.length > 0) yield 'history notes beside changes';
  for (const { kind } of step.methods) yield `method ${kind}`;
  for (const direction of ['backport', 'upgrade'] as const) {
    const hook = step.hooks[direction];
    if (hook === undefined) continue;
    yield `hook ${direction}`;
    if (hook.loses.length > 0) yield `hook ${direction} loses`;
    if (hook.refuses) yield `hook ${direction} refuses`;
  }
  for (const change of step.changes) yield* ofChange(change);
}

function* ofChange(change: FieldChange): Iterable<string> {
  switch (change.kind) {
    case 'replace':
      yield change.older.length < change.newer.length ? 'replace splits' : 'replace merges';
      return;
    case 'carry':
      yield* ofCarry(change.older, change.newer);
      for (const direction of ['backport', 'upgrade'] as const) {
        for (const feature of ofRule(change[direction])) yield `${direction} ${feature}`;
      }
      return;
    case 'add':
    case 'remove':
      yield `${change.kind} backport ${change.backport.kind}`;
      yield `${change.kind} upgrade ${change.upgrade.kind}`;
  }
}

function* ofCarry(older: FieldShape, newer: FieldShape): Iterable<string> {
  if (older.name !== newer.name) yield 'rename';
  else yield 'change';
  if (!older.type.nullable && newer.type.nullable) yield 'change to null possible';
  if (older.type.nullable && !newer.type.nullable) yield 'change to null impossible';
  if (older.type.kind !== newer.type.kind) yield 'change of kind';
  if (older.readOnly !== newer.readOnly) yield 'change of readOnly';
  if (!sameJson(older.default ?? null, newer.default ?? null)) yield 'change of default';
  if (!sameJson({ ...older.limits }, { ...newer.limits })) yield 'change of limits';
  const [a, b] = [older.type, newer.type];
  if (a.kind !== 'enum' || b.kind !== 'enum') return;
  if (a.version === undefined || b.version === undefined) yield 'change of inline enum';
  else if (!sameVersion(a.version, b.version)) {
    yield 'change of enum version';
    if (b.version.minor - a.version.minor > 1) yield 'change over several enum versions';
  }
}

function* ofRule(rule: ValueRule): Iterable<string> {
  if (rule.whenNull !== undefined) yield `whenNull ${rule.whenNull.kind}`;
  if (rule.else !== undefined) yield `else ${rule.else.kind}`;
  if (rule.whenEmpty !== undefined) yield `whenEmpty ${rule.whenEmpty.kind}`;
  for (const { kind } of rule.values?.values() ?? []) yield `values ${kind}`;
  for (const { kind } of rule.members?.values() ?? []) yield `members ${kind}`;
  if (rule.convert !== undefined) yield `convert ${rule.convert}`;
  if (rule.limits !== undefined) yield rule.limits === 'clamp' ? 'clamp' : 'limits refuse';
  if (rule.hook) yield 'hook';
}

// ── Enums ───────────────────────────────────────────────────────────────────────────────────────

function* ofEnum(one: EnumModel): Iterable<string> {
  if (one.typescriptName !== one.name) yield 'enum typescriptName';
  if (one.docs.size > 0) yield 'enum value doc';
  for (const { backport, upgrade } of one.versions) {
    for (const [to, substitute] of backport) {
      const isRename = isSame(upgrade.get(textOf(substitute)), to);
      yield isRename ? 'enum rename' : `enum add ${substitute.kind}`;
    }
    for (const [from, substitute] of upgrade) {
      const isRename = isSame(backport.get(textOf(substitute)), from);
      if (!isRename) yield `enum remove ${substitute.kind}`;
    }
  }
}

function textOf(substitute: Substitute): string {
  return substitute.kind === 'value' && typeof substitute.value === 'string'
    ? substitute.value
    : '';
}

function isSame(substitute: Substitute | undefined, text: string): boolean {
  return substitute !== undefined && textOf(substitute) === text;
}
