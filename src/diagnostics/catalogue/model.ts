// Findings about what schemas mean: names, types, defaults and limits.

import { error, type Definition } from '../diagnostic.js';

export interface Near {
  readonly near?: string;
}

function didYouMean({ near }: Near): string {
  return near === undefined ? '' : `; did you mean \`${near}\`?`;
}

export const MODEL = {
  'model/duplicate-name': error({
    message: (p: { kind: string; name: string }) => `there is another ${p.kind} ${p.name}`,
    cause:
      'A name stands for one thing. Only majors of an object share theirs, each in a file of its own.',
    cure: 'Rename one of them, put it into another namespace, or give it another major.',
  }),
  'model/type-names-meet': error({
    message: (p: { first: string; second: string }) =>
      p.first === p.second
        ? `another type is called ${p.first} in TypeScript`
        : `${p.second} and ${p.first} would meet: one is told from the other by case alone`,
    cause: 'Each type has a class and a file, and some file systems do not tell cases apart.',
    cure: 'Rename one, or give it another `typescriptName`.',
  }),
  'model/reserved-type-name': error({
    message: (p: { name: string; why: string }) => `no type can be called ${p.name}: that ${p.why}`,
    cause: 'Generated code would hide what everybody takes the name for, or could not be written.',
    cure: 'Give it another name in TypeScript with `typescriptName`.',
  }),
  'model/members-meet': error({
    message: (p: { first: string; second: string; property: string }) =>
      `${p.second} and ${p.first} would both be \`${p.property}\``,
    cause: 'Fields and methods are members of one class, under their names in TypeScript.',
    cure: 'Rename one, or give a field another `typescriptName`.',
  }),
  'model/reserved-member': error({
    message: (p: { what: string; name: string; property: string; why: string }) =>
      `the ${p.what} \`${p.name}\` would be \`${p.property}\`: ${p.why}`,
    cause: 'A member of that name would break what the class needs to work.',
    cure: (p) =>
      p.what === 'field' ? 'Give it another `typescriptName`.' : 'Give the method another name.',
  }),
  'model/unknown-type': error({
    message: (p: { name: string } & Near) => `there is no type ${p.name}${didYouMean(p)}`,
    cause: 'A type is a scalar, or the name of an object or enum that a schema file declares.',
    cure: (p) =>
      p.near === undefined
        ? 'Correct the name, or write the schema of the type; one of another namespace is `namespace/Name`.'
        : `Write \`${p.near}\`.`,
  }),
  'model/mixin-as-type': error({
    message: (p: { name: string }) => `${p.name} is a mixin, which no value has as its type`,
    cause: 'A mixin only lends its fields to objects.',
    cure: 'List it under `mixins:`, or make an object of it.',
  }),
  'model/unknown-version': error({
    message: (p: { name: string; wanted: string; versions: readonly string[] }) =>
      `there is no ${p.name} ${p.wanted}`,
    cause: 'A version after `@` is one that a history lists.',
    cure: (p) => `The versions of ${p.name} are ${p.versions.join(', ')}.`,
  }),
  'model/version-in-field': error({
    message: (p: { name: string }) => `only a \`was\` names a version of ${p.name}`,
    cause: 'What an object is now it is with its types as they are now.',
    cure: (p) => `Write \`${p.name}\`; an older major is \`${p.name}@1\`.`,
  }),
  'model/set-element': error({
    message: () => 'values of this type cannot be members of a set',
    cause:
      'Members must be equal by value and have an order: strings, integers, bigints, booleans, enums, UUIDs and addresses, never null.',
    cure: 'Use a list.',
  }),
  'model/union-member': error({
    message: (p: { name: string; why: string }) => `${p.name} cannot be in the union: it ${p.why}`,
    cause: 'The name in the envelope tells which member a value is.',
    cure: 'Let each object stand there once, and nothing but objects.',
  }),
  'model/list-of': error({
    message: () => '`listOf` names no object',
    cause: '`listOf: Flavor` gives an object the field `objects: list<Flavor>`.',
    cure: 'Name an object, or declare a field of a list type.',
  }),
  'model/unknown-mixin': error({
    message: (p: { mixin: string } & Near) => `there is no mixin ${p.mixin}${didYouMean(p)}`,
    cause: 'A mixin is declared in a file of its own, as `mixin: Name`.',
    cure: 'Correct the name, or write the mixin.',
  }),
  'model/mixin-twice': error({
    message: (p: { mixin: string }) => `${p.mixin} is listed twice`,
    cause: 'Its fields can be there once only.',
    cure: 'Remove one of the two.',
  }),
  'model/mixin-collision': error({
    message: (p: { field: string; from: string }) =>
      `\`${p.field}\` comes from ${p.from}, but is there already`,
    cause: 'A field has one declaration.',
    cure: 'Rename one of the two fields, or do without the mixin.',
  }),
  'model/duplicate-value': error({
    message: (p: { value: string }) => `\`${p.value}\` is listed twice`,
    cause: 'A value of an enum is there once.',
    cure: 'Remove one of the two.',
  }),
  'model/wrong-default': error({
    message: (p: { type: string; wanted: string } & Near) =>
      `the default is not of type ${p.type}: it should be ${p.wanted}${didYouMean(p)}`,
    cause: 'A default is a value of its field. Text in quotes is text, whatever it looks like.',
    cure: 'Correct the default or the type.',
  }),
  'model/outside-limits': error({
    message: (p: { limit: string; bound: string }) => `the value breaks \`${p.limit}: ${p.bound}\``,
    cause: 'A value that is filled in must be one that could be set.',
    cure: 'Correct the value or the limit.',
  }),
  'model/limit-misplaced': error({
    message: (p: { limit: string; type: string }) => `\`${p.limit}\` does not apply to ${p.type}`,
    cause:
      '`min` and `max` limit numbers; `minLength`, `maxLength` and `pattern` limit strings. In a container they limit its elements.',
    cure: 'Remove it, or correct the type.',
  }),
  'model/wrong-limit': error({
    message: (p: { limit: string; wanted: string }) => `\`${p.limit}\` should be ${p.wanted}`,
    cause: 'A bound is a value of the type that it limits.',
    cure: 'Correct the bound.',
  }),
  'model/limits-crossed': error({
    message: (p: { lower: string; least: string; upper: string; most: string }) =>
      `\`${p.lower}: ${p.least}\` is above \`${p.upper}: ${p.most}\``,
    cause: 'No value can keep both.',
    cure: 'Correct one of the two.',
  }),
} satisfies Record<string, Definition<never>>;
