// The methods that a stored object has without declaring them: a reader by its key and by each unique
// constraint, `list`, and what a row can be told. One that the schema declares takes the place of the generated one.

import { propertyName } from '../core/names.js';
import type { RowMethod } from '../core/storage.js';
import type { FieldShape, MethodShape, Shape, StorageShape, Type } from '../model/index.js';
import { comment, presentFields } from './class.js';
import { type Doc, hardline } from './doc.js';
import { array, object, property, text } from './literals.js';
import { argInfo, callerOf, docOf, memberName, memberOf } from './methods.js';
import type { ObjectPlan } from './plan.js';
import { spansOf } from './storage-rows.js';
import { arrow, call } from './syntax.js';
import { annotation, generic, listType, literalType, named } from './type-syntax.js';

/** A generated method, and the ordinal of the last version that has it. */
interface StoredMethod {
  readonly method: MethodShape;
  readonly action: 'get' | 'list' | 'on row';
  readonly until: number;
}

const ON_ROW = {
  create: 'Makes a row of it; a key that the database gives is set.',
  save: 'Writes what changed to its row.',
  destroy: 'Deletes its row.',
  refresh: 'Reads its row anew; what changed in the object is forgotten.',
} satisfies Record<RowMethod, string>;

/** As members of the class: those of the newest version, and their names for types. */
export function storedMembers(plan: ObjectPlan): readonly Doc[] {
  const methods = storedMethods(plan).filter(({ until }) => until === plan.newest);
  if (methods.length === 0) return [];
  const names = methods.map(({ method }) => literalType(text(memberName(plan, method))));
  return [
    ...methods.map(({ method, action }) => [
      docOf(method),
      action === 'list' ? listMember(plan, method) : memberOf(plan, method),
      hardline,
    ]),
    [
      comment(['What a store carries out. @internal']),
      hardline,
      ['declare static readonly $$stored:', annotation(names), ';'],
      hardline,
    ],
  ];
}

function listMember(plan: ObjectPlan, method: MethodShape): Doc {
  const name = plan.object.typescriptName;
  const query = ['query?: ', generic('rt.Query', [[named(name)]]).doc];
  const given = array(['query']);
  return callerOf(plan, method, [query], given, [listType([named(name)])]);
}

/** For the runtime. */
export function storedInfos(plan: ObjectPlan): readonly Doc[] {
  const load = arrow('type');
  return storedMethods(plan).map(({ method, action, until }) => {
    if (action === 'list') return call('rt.listRows', [load]);
    if (action === 'on row') return call('rt.onRow', [text(method.name)]);
    const names = [text(method.name), text(memberName(plan, method))];
    const args = array(
      method.args.map((arg) => argInfo(plan, arg)),
      true,
    );
    const versions = until === plan.newest ? [] : [object([property('until', String(until))])];
    return call('rt.getBy', [...names, load, args, ...versions]);
  });
}

/** What is generated, newest names first; none that the schema or a field has the name of. */
function storedMethods(plan: ObjectPlan): readonly StoredMethod[] {
  const { object: model, newest } = plan;
  const now = model.storage?.at(-1);
  if (now === undefined) return [];
  const { source } = now;
  const declared = model.shapes.flatMap(({ methods }) => [...methods.values()]);
  const taken = new Set(declared.map((method) => memberName(plan, method)));
  const fields = new Set(presentFields(plan).map((field) => field.property));
  const list: MethodShape = {
    name: 'list',
    doc: 'The objects that a query asks for, or all.',
    static: true,
    idempotent: true,
    args: [],
    source,
  };
  const onRow = Object.entries(ON_ROW).map(([name, doc]): StoredMethod => {
    const idempotent = name === 'refresh';
    const method = { name, doc, static: false, idempotent, args: [], source };
    return { method, action: 'on row', until: newest };
  });
  const all: readonly StoredMethod[] = [
    ...readers(plan),
    { method: list, action: 'list', until: newest },
    ...onRow,
  ];
  return all.filter(({ method }) => {
    const name = memberName(plan, method);
    if (taken.has(name) || (!method.static && fields.has(name))) return false;
    taken.add(name);
    return true;
  });
}

/** A reader for the key and each unique constraint, by the names that each version has for them. */
function readers(plan: ObjectPlan): readonly StoredMethod[] {
  const { object: model, base } = plan;
  return spansOf(plan, ({ key, unique }) => [[key], ...unique]).flatMap(({ what, until }) => {
    const [storage, shape] = [model.storage?.[until - base], model.shapes[until - base]];
    if (storage === undefined || shape === undefined) return [];
    return [{ method: reader(plan, what, storage, shape), action: 'get', until } as const];
  });
}

function reader(
  plan: ObjectPlan,
  names: readonly string[],
  { source }: StorageShape,
  shape: Shape,
): MethodShape {
  const { key, name, namespace, major } = plan.object;
  const returns: Type = {
    kind: 'object',
    nullable: false,
    object: { key, name, namespace, major },
  };
  const properties = names.map((one) => propertyName(one, plan.settings.propertyNames));
  return {
    name: `get_by_${names.join('_and_')}`,
    doc: `The one whose ${properties.join(' and ')} ${names.length === 1 ? 'is' : 'are'} this; an error where there is none.`,
    static: true,
    idempotent: true,
    args: names.flatMap((one) => argumentFor(shape.fields.get(one))),
    returns,
    source,
  };
}

/** No row is found by null, as no two rows share it; what is out of a field's limits is in none. */
function argumentFor(field: FieldShape | undefined): readonly FieldShape[] {
  if (field === undefined) return [];
  const { name, type, sensitive, source } = field;
  const arg = { name, type: { ...type, nullable: false }, readOnly: false, sensitive, source };
  return [{ ...arg, limits: {} }];
}
