// What both readers fill while they read: drafts under names that are all different, and notes.

import type { PropertyNames } from '../core/names.js';
import type { Span } from '../diagnostics/index.js';
import type { TypeExpr } from '../core/type-expr.js';
import type { Draft, EnumValueDraft, ReadProperty, Typed } from './draft.js';
import { meetingKeys, nameFields, pascalCase } from './names.js';
import type { Notes } from './notes.js';
import { isScalar, leafOf, named, plain, scalar } from './types.js';

/** A type that a schema declares already. */
export interface PresentType {
  readonly name: string;
  readonly typescriptName: string;
  readonly kind: 'object' | 'enum';
  readonly file: string;
}

/** The property whose type is looked at, of an object by its name in the schema. */
export interface At {
  readonly object: string;
  readonly property: string;
  readonly source: Span;
}

export class Drafting {
  readonly notes: Notes;
  readonly #style: PropertyNames;
  readonly #present: readonly PresentType[];
  readonly #drafts: Draft[] = [];
  /** By all names that would meet. */
  readonly #claimed = new Map<string, string>();
  readonly #enums = new Set<string>();
  /** Of types without a name, by what they are in their file: seen again, each has its name. */
  readonly #invented = new Map<object, string>();
  readonly #requiring = new Set<string>();
  readonly #nothing: Span[] = [];

  constructor(notes: Notes, style: PropertyNames, present: readonly PresentType[]) {
    this.notes = notes;
    this.#style = style;
    this.#present = present;
    for (const { name, kind } of present) if (kind === 'enum') this.#enums.add(name);
  }

  get drafts(): readonly Draft[] {
    return this.#drafts;
  }

  /** The name in a schema for a type that has one; what would meet another is an error. */
  claim(original: string, source: Span): string {
    const name = pascalCase(original);
    if (name !== original) {
      const why = 'names of types are in PascalCase';
      this.notes.say('adopt/renamed-type', source, { name: original, becomes: name, why });
    }
    const present = this.#present.find(
      (one) => meet(one.name, name) || meet(one.typescriptName, name),
    );
    if (present !== undefined) {
      this.notes.say('adopt/declared', source, { name, file: present.file });
    }
    const first = meetingKeys(name).flatMap((key) => this.#claimed.get(key) ?? [])[0];
    if (first !== undefined) {
      this.notes.say('adopt/names-meet', source, { first, second: original });
    }
    this.#hold(name, original);
    return name;
  }

  /** The name of a type that has none, after the property that it is of; `add` drafts it the first time. */
  invent(
    key: object,
    kind: 'object' | 'enum',
    { object, property, source }: At,
    add: (name: string) => void,
  ): TypeExpr {
    const known = this.#invented.get(key);
    if (known !== undefined) return named(known);
    const name = this.#freeName(`${object}${pascalCase(property)}`);
    this.#hold(name, name);
    this.#invented.set(key, name);
    this.notes.say('adopt/named', source, { property, object, kind, becomes: name });
    add(name);
    return named(name);
  }

  /** What may stand in a list, a set or a map: values of an enum have a name there. */
  element(key: object, type: TypeExpr, at: At): TypeExpr {
    if (type.kind !== 'values') return type;
    const { values, nullable } = type;
    const enumeration = this.invent(key, 'enum', at, (name) => {
      this.addEnum(
        { name, source: at.source },
        values.map((value) => ({ value })),
      );
    });
    return { ...enumeration, nullable };
  }

  /** A type that a schema has no word for is json, and that is said. */
  untyped({ object, property, source }: At, found: string): Typed {
    this.notes.say('adopt/untyped', source, { property, object, found });
    return plain(scalar('json'));
  }

  /** That a file has nothing to adopt is a mistake only where no other has. */
  noteNothing(source: Span): void {
    this.#nothing.push(source);
  }

  tellNothing(): void {
    const isAll = this.#drafts.length === 0;
    for (const source of this.#nothing) {
      if (isAll) this.notes.say('adopt/nothing', source, {});
      else this.notes.say('adopt/nothing-here', source, {});
    }
  }

  /** Says what of a type is not held, and as what it is written. */
  noteLost({ object, property, source }: At, lost: string, written: string): void {
    this.notes.say('adopt/not-held', source, { property, object, lost, written });
  }

  /** Says that the generated class has another form of it. */
  noteForm({ object, property, source }: At, found: string, becomes: string): void {
    this.notes.say('adopt/other-form', source, { property, object, found, becomes });
  }

  /** The name of a type that a schema declares already. */
  presentName(name: string): string | undefined {
    return this.#present.find((one) => one.name === name || one.typescriptName === name)?.name;
  }

  isEnum(name: string): boolean {
    return this.#enums.has(name);
  }

  /** Says that a name will be an enum's, before the enum is read. */
  markEnum(name: string): void {
    this.#enums.add(name);
  }

  /** Drafts an object; `namesAre` those of properties in TypeScript, or keys of data. */
  addObject(
    object: { readonly name: string; readonly doc?: string; readonly source: Span },
    read: readonly ReadProperty[],
    namesAre: 'properties' | 'keys',
  ): void {
    this.#noteAll(object.name, read, namesAre);
    const rules = { style: this.#style, areProperties: namesAre === 'properties' };
    const properties = read.map(({ property }) => property);
    const fields = nameFields(object.name, properties, rules, this.notes);
    this.#drafts.push({ kind: 'object', ...object, fields });
  }

  addEnum(
    head: { readonly name: string; readonly doc?: string; readonly source: Span },
    values: readonly EnumValueDraft[],
  ): void {
    this.markEnum(head.name);
    const seen = new Set<string>();
    const once = values.filter(({ value }) => !seen.has(value) && seen.add(value));
    this.#drafts.push({ kind: 'enum', ...head, values: once });
  }

  /** What is true of many properties is said once for an object, or for a file. */
  #noteAll(object: string, read: readonly ReadProperty[], namesAre: 'properties' | 'keys'): void {
    const numbers = read.filter(({ property: { type } }) => isScalar(leafOf(type), 'float'));
    const optional = read.filter(({ isOptional }) => isOptional);
    const required = read.find(({ isOptional }) => !isOptional)?.property;
    // JSON Schema has a word for whole numbers, so that one without it is meant.
    if (namesAre === 'properties') this.#noteSome('adopt/number', object, numbers);
    this.#noteSome('adopt/optional', object, optional);
    if (required === undefined || this.#requiring.has(required.source.file)) return;
    this.#requiring.add(required.source.file);
    const { property, source } = required;
    this.notes.say('adopt/required', source, { property, object });
  }

  #noteSome(
    code: 'adopt/number' | 'adopt/optional',
    object: string,
    read: readonly ReadProperty[],
  ): void {
    const [first] = read;
    if (first === undefined) return;
    const properties = read.map(({ property }) => property.property);
    this.notes.say(code, first.property.source, { object, properties });
  }

  #freeName(base: string): string {
    for (let count = 1; ; count++) {
      const name = count === 1 ? base : `${base}${count}`;
      const isTaken =
        meetingKeys(name).some((key) => this.#claimed.has(key)) ||
        this.#present.some((one) => meet(one.name, name) || meet(one.typescriptName, name));
      if (!isTaken) return name;
    }
  }

  #hold(name: string, original: string): void {
    for (const key of meetingKeys(name)) this.#claimed.set(key, original);
  }
}

function meet(a: string, b: string): boolean {
  const keys = meetingKeys(b);
  return meetingKeys(a).some((key) => keys.includes(key));
}
