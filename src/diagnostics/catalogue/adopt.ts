// What `adopt` could not take over as it stood, and what it did instead.

import { error, note, type Definition } from '../diagnostic.js';

/** A property, and the object that it is of. */
export interface AdoptedProperty {
  readonly property: string;
  readonly object: string;
}

const named = ({ property, object }: AdoptedProperty): string => `\`${property}\` of ${object}`;

const listed = (names: readonly string[]): string => names.map((name) => `\`${name}\``).join(', ');

export const ADOPT = {
  'adopt/number': note({
    message: (p: { object: string; properties: readonly string[] }) =>
      `${listed(p.properties)} of ${p.object}: a number may be whole or not; written as float`,
    cause: 'TypeScript has one type for both, and a schema tells them apart.',
    cure: 'Where only whole numbers are meant, say `@integer` in the comment, or `integer` in the schema.',
  }),
  'adopt/optional': note({
    message: (p: { object: string; properties: readonly string[] }) =>
      `${listed(p.properties)} of ${p.object} may be absent; as a field it may be unset, and reading it then throws`,
    cause: 'A property that is absent reads as undefined; a field that is unset does not.',
    cure: 'Ask `objIsSet` before reading; or write `T?` with `default: null`, where null is as good.',
  }),
  'adopt/required': note({
    message: (p: { property: string; object: string }) =>
      `${named(p)}, and others in this file, must be there; not held, since any field may be unset`,
    cause: 'An object is filled bit by bit, so that its fields may be unset until they are needed.',
    cure: 'Nothing, where whoever makes an object fills it; reading what is unset throws.',
  }),
  'adopt/untyped': note({
    message: (p: AdoptedProperty & { found: string }) =>
      `${named(p)} is ${p.found}; written as json`,
    cause: 'The type has no counterpart in a schema, and `json` takes whatever JSON has.',
    cure: 'Give the field the type that is meant, or leave it: json crosses all versions as it is.',
  }),
  'adopt/left-out': note({
    message: (p: { what: string; object: string; why: string }) =>
      `${p.what} of ${p.object} ${p.why}; left out`,
    cause: 'A schema describes data that can go over the wire.',
    cure: 'Nothing, if it is no data; a method that a peer may call is written under `methods:`.',
  }),
  'adopt/not-held': note({
    message: (p: AdoptedProperty & { lost: string; written: string }) =>
      `${named(p)}: ${p.lost} is not held; written as ${p.written}`,
    cause: 'The type has a counterpart in a schema, but for this.',
    cure: 'Nothing, where that is enough; else check it where the value is set.',
  }),
  'adopt/other-form': note({
    message: (p: AdoptedProperty & { found: string; becomes: string }) =>
      `${named(p)} is ${p.found}; in the generated class it is ${p.becomes}`,
    cause: 'A type of the schema has one form in TypeScript.',
    cure: 'Convert it where it is set and read.',
  }),
  'adopt/renamed': note({
    message: (p: AdoptedProperty & { field: string; becomes: string }) =>
      `${named(p)} is the field \`${p.field}\` and, in TypeScript, the property \`${p.becomes}\``,
    cause: 'The name cannot be had, or would hide what every object has.',
    cure: 'Use the new name; `typescriptName` gives the property another one.',
  }),
  'adopt/renamed-type': note({
    message: (p: { name: string; becomes: string; why: string }) =>
      `${p.name} is ${p.becomes} here: ${p.why}`,
    cause: 'Names of types are in PascalCase, and some belong to TypeScript or to generated code.',
    cure: 'Use the new name; `typescriptName` gives the class another one.',
  }),
  'adopt/named': note({
    message: (p: AdoptedProperty & { kind: string; becomes: string }) =>
      `the type of ${named(p)} has no name; written as the ${p.kind} ${p.becomes}`,
    cause: 'On the wire an object is told by its name, and what stands in a list or a map has one.',
    cure: 'Give it a better name before it is released: on the wire it stays for ever.',
  }),
  'adopt/flattened': note({
    message: (p: { object: string; base: string }) =>
      `${p.object} extends ${p.base}; its fields are written out, and no ${p.object} may stand where ${p.base} is asked for`,
    cause: 'Objects do not inherit; what several share can be a mixin.',
    cure: (p) =>
      `Write \`(${p.base} | ${p.object})\` where both may stand; make a mixin of shared fields.`,
  }),
  'adopt/written-out': note({
    message: (p: { name: string; found: string }) =>
      `${p.name} is ${p.found}; it has no file, and is written out where it is used`,
    cause: 'Objects and enums have names in a schema, other types do not.',
    cure: 'Nothing.',
  }),
  'adopt/not-adopted': note({
    message: (p: { name: string; why: string }) => `${p.name} ${p.why}; left out`,
    cause: 'What can be adopted has a shape of its own that is plain data.',
    cure: 'Write its schema by hand, if it is data.',
  }),
  'adopt/refused': note({
    message: (p: { what: string; why: string; instead: string }) =>
      `${p.what} would not do in a schema: ${p.why}; ${p.instead}`,
    cause: 'What is written was read back as a schema, and this had a finding.',
    cure: 'Add by hand what fits, where it is missed.',
  }),
  'adopt/names-meet': error({
    message: (p: { first: string; second: string }) =>
      p.first === p.second
        ? `${p.second} is declared twice`
        : `${p.first} and ${p.second} would have the same name or file`,
    cause: 'The name of an object is told on the wire, and its file must be its own on every disk.',
    cure: 'Rename one of them, or adopt one of the files alone.',
  }),
  'adopt/declared': error({
    message: (p: { name: string; file: string }) => `${p.name} is declared in ${p.file} already`,
    cause: 'A schema has a history that adopting again would lose.',
    cure: 'Change the schema and run `backlevel bump`; or rename the type, if it is another one.',
  }),
  'adopt/file-exists': error({
    message: (p: { file: string; name: string }) =>
      `${p.file}, where ${p.name} would be written, is there already`,
    cause: 'Nothing is ever overwritten.',
    cure: 'Move the file, or name another folder with `--out`.',
  }),
  'adopt/nothing-here': note({
    message: () => 'nothing in this file can be adopted',
    cause:
      'Adopted are exported interfaces, object types and enums, and schemas with `properties`.',
    cure: 'Nothing, if it only passes on what others declare; else export what is to be adopted.',
  }),
  'adopt/nothing': error({
    message: () => 'nothing in this file can be adopted',
    cause:
      'Adopted are exported interfaces, object types and enums, and schemas with `properties`.',
    cure: 'Name the file that declares them; export what is to be adopted.',
  }),
} satisfies Record<string, Definition<never>>;
