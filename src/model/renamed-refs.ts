// An object with other objects called by new keys, wherever it speaks of them: in shapes, methods and rules.

import type {
  FieldChange,
  FieldShape,
  MethodChange,
  MethodShape,
  ObjectModel,
  ObjectRef,
  Shape,
  Step,
  Type,
  ValueRule,
} from './model.js';

/** What an object is called now, by the key it had. */
export type NewNames = ReadonlyMap<string, { readonly key: string; readonly major: number }>;

/** The object with its own key, and all that it refers to, renamed. */
export function renamedObject(object: ObjectModel, names: NewNames): ObjectModel {
  if (names.size === 0) return object;
  const own = names.get(object.key);
  const shapes = object.shapes.map((shape) => renamedShape(shape, names));
  return {
    ...object,
    ...(own === undefined ? {} : { key: own.key, isNewestMajor: true }),
    shapes,
    shape: shapes.at(-1) ?? renamedShape(object.shape, names),
    steps: object.steps.map((step) => renamedStep(step, names)),
  };
}

function renamedShape(shape: Shape, names: NewNames): Shape {
  const { object, fields, methods } = shape;
  return {
    ...shape,
    object: names.get(object)?.key ?? object,
    fields: new Map([...fields].map(([name, field]) => [name, renamedField(field, names)])),
    methods: new Map([...methods].map(([name, method]) => [name, renamedMethod(method, names)])),
  };
}

function renamedField<T extends FieldShape>(field: T, names: NewNames): T {
  return { ...field, type: renamedType(field.type, names) };
}

function renamedMethod(method: MethodShape, names: NewNames): MethodShape {
  const { args, returns } = method;
  return {
    ...method,
    args: args.map((arg) => renamedField(arg, names)),
    ...(returns === undefined ? {} : { returns: renamedType(returns, names) }),
  };
}

function renamedType(type: Type, names: NewNames): Type {
  switch (type.kind) {
    case 'scalar':
    case 'enum':
      return type;
    case 'object':
      return { ...type, object: renamedRef(type.object, names) };
    case 'list':
    case 'set':
    case 'map':
      return { ...type, element: renamedType(type.element, names) };
    case 'union': {
      const members = type.members.map((member) => renamedRef(member, names));
      // Two majors of one name may have become one.
      return { ...type, members: [...new Map(members.map((one) => [one.key, one])).values()] };
    }
  }
}

function renamedRef(ref: ObjectRef, names: NewNames): ObjectRef {
  return { ...ref, ...names.get(ref.key) };
}

function renamedStep(step: Step, names: NewNames): Step {
  return {
    ...step,
    changes: step.changes.map((change) => renamedChange(change, names)),
    methods: step.methods.map((change) => renamedMethodChange(change, names)),
  };
}

function renamedChange(change: FieldChange, names: NewNames): FieldChange {
  const field = (one: FieldShape): FieldShape => renamedField(one, names);
  switch (change.kind) {
    case 'add':
      return { ...change, newer: field(change.newer) };
    case 'remove':
      return { ...change, older: field(change.older) };
    case 'carry':
      return {
        ...change,
        older: field(change.older),
        newer: field(change.newer),
        backport: renamedRule(change.backport, names),
        upgrade: renamedRule(change.upgrade, names),
      };
    case 'replace':
      return { ...change, older: change.older.map(field), newer: change.newer.map(field) };
  }
}

function renamedRule(rule: ValueRule, names: NewNames): ValueRule {
  if (rule.members === undefined) return rule;
  const members = [...rule.members].map(
    ([key, substitute]) => [names.get(key)?.key ?? key, substitute] as const,
  );
  return { ...rule, members: new Map(members) };
}

function renamedMethodChange(change: MethodChange, names: NewNames): MethodChange {
  const method = (one: MethodShape): MethodShape => renamedMethod(one, names);
  switch (change.kind) {
    case 'add':
      return { ...change, newer: method(change.newer) };
    case 'remove':
      return { ...change, older: method(change.older) };
    case 'change':
      return { ...change, older: method(change.older), newer: method(change.newer) };
  }
}
