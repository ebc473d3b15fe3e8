// How a field is checked: by a function for values that look the same everywhere, by a codec for the rest.
// What a field needs that the runtime does not have by name is declared at the head of its file.

import { propertyName } from '../core/names.js';
import type { Scalar } from '../core/type-expr.js';
import type { FieldShape, Limits, Model, Type } from '../model/index.js';
import type { Doc } from './doc.js';
import { array, number, text } from './literals.js';
import { arrow, assignment, assignmentBelow, call, functionOf } from './syntax.js';
import { literalType, named, typeArguments, unionIn } from './type-syntax.js';
import { type TypeNames, className, enumName } from './types.js';

const CHECKS: Partial<Record<Scalar, string>> = {
  string: 'rt.string',
  integer: 'rt.integer',
  bigint: 'rt.digits',
  float: 'rt.float',
  boolean: 'rt.boolean',
  datetime: 'rt.datetime',
  uuid: 'rt.uuid',
  ip: 'rt.ip',
  ipv4: 'rt.ipv4',
  ipv6: 'rt.ipv6',
  cidr: 'rt.cidr',
  mac: 'rt.mac',
};

const CODECS: Record<Scalar, string> = {
  string: 'rt.strings',
  integer: 'rt.integers',
  bigint: 'rt.bigints',
  float: 'rt.floats',
  boolean: 'rt.booleans',
  datetime: 'rt.datetimes',
  uuid: 'rt.uuids',
  ip: 'rt.ips',
  ipv4: 'rt.ipv4s',
  ipv6: 'rt.ipv6s',
  cidr: 'rt.cidrs',
  mac: 'rt.macs',
  bytes: 'rt.bytes',
  json: 'rt.jsons',
};

/** How generated code reads one field of one version. */
export type FieldCheck =
  /** `check(value, path)`; null is looked after outside. */
  | { readonly kind: 'plain'; readonly check: string; readonly scalar: Scalar | 'enum' }
  /** A codec that knows null. */
  | { readonly kind: 'codec'; readonly codec: string };

/** Collects what the head of one file declares. */
export class Declarations {
  readonly #model: Model;
  readonly #object: string;
  readonly #docs: Doc[] = [];
  readonly #names = new Set<string>();
  readonly #checks = new Map<string, FieldCheck>();
  readonly #ofField = new Map<FieldShape, FieldCheck>();
  readonly #contents = new Map<string, string>();
  /** Enums that the file imports, by their exported names; values are keys of the model. */
  readonly enums = new Map<string, string>();
  /** Classes that the file imports; values are keys of the model. */
  readonly classes = new Map<string, string>();

  constructor(model: Model, object: string) {
    this.#model = model;
    this.#object = object;
  }

  get docs(): readonly Doc[] {
    return this.#docs;
  }

  /** Adds a declaration under a name of its own, derived from the one wanted. */
  declare(wanted: string, make: (name: string) => Doc): string {
    let name = wanted;
    for (let n = 2; this.#names.has(name); n++) name = `${wanted}${n}`;
    this.#names.add(name);
    this.#docs.push(make(name));
    return name;
  }

  /** How to check this field; declared once, however often it is asked for. */
  checkOf(field: FieldShape): FieldCheck {
    const known = this.#ofField.get(field);
    if (known !== undefined) return known;
    const { name, type, limits, sensitive } = field;
    const content = JSON.stringify([name, type, limits, sensitive]);
    const check = this.#checks.get(content) ?? this.#make(field);
    this.#checks.set(content, check);
    this.#ofField.set(field, check);
    return check;
  }

  #make(field: FieldShape): FieldCheck {
    const { type } = field;
    const plain = this.#plainCheck(field, { ...type, nullable: false });
    if (plain !== undefined) {
      const scalar = type.kind === 'scalar' ? type.scalar : 'enum';
      if (!field.sensitive) return { kind: 'plain', check: plain, scalar };
      const hidden = this.declare(`check${capital(field.name)}`, (name) =>
        constant(name, call('rt.hiding', [plain])),
      );
      return { kind: 'plain', check: hidden, scalar };
    }
    const codec = this.codecOf(type, field);
    const wanted = `${propertyName(field.name, 'camelCase')}Codec`;
    const whole = field.sensitive ? call('rt.sensitive', [codec]) : codec;
    return { kind: 'codec', codec: this.declare(wanted, (name) => constant(name, whole)) };
  }

  #plainCheck(field: FieldShape, type: Type): string | undefined {
    if (type.kind === 'enum') return `${this.enumOf(type, field)}.check`;
    const check = type.kind === 'scalar' ? CHECKS[type.scalar] : undefined;
    if (check === undefined || type.kind !== 'scalar') return undefined;
    return isEmpty(field.limits) ? check : this.#limited(field, type.scalar, check);
  }

  /** A function that checks a scalar and then its limits. */
  #limited(field: FieldShape, scalar: Scalar, check: string): string {
    const { min, max, minLength, maxLength, pattern } = field.limits;
    const result = scalar === 'integer' || scalar === 'float' ? 'number' : 'string';
    const body: Doc[] = [`const checked = ${check}(value, path);`];
    if (min !== undefined || max !== undefined) {
      const [lower, upper] =
        scalar === 'bigint'
          ? [bigint(min), bigint(max)]
          : [bound(min, '-Infinity'), bound(max, 'Infinity')];
      const limit = scalar === 'bigint' ? 'rt.digitsBetween' : 'rt.between';
      body.push([call(limit, ['checked', lower, upper, 'path']), ';']);
    }
    if (minLength !== undefined || maxLength !== undefined) {
      const bounds = [String(minLength ?? 0), String(maxLength ?? 'Infinity')];
      body.push([call('rt.lengthBetween', ['checked', ...bounds, 'path']), ';']);
    }
    if (pattern !== undefined) {
      const wanted = `${propertyName(field.name, 'camelCase')}Pattern`;
      const name = this.declare(wanted, (n) => constant(n, regex(pattern)));
      body.push([call('rt.matching', ['checked', name, 'path']), ';']);
    }
    body.push('return checked;');
    return this.declare(`check${capital(field.name)}`, (name) =>
      functionOf(name, ['value: unknown', 'path: string'], result, body),
    );
  }

  /** The codec of a type, as an expression. */
  codecOf(type: Type, field: FieldShape): Doc {
    const inner = this.#codec({ ...type, nullable: false }, field);
    return type.nullable ? call('rt.nullable', [inner]) : inner;
  }

  #codec(type: Type, field: FieldShape): Doc {
    switch (type.kind) {
      case 'scalar':
        return this.#scalarCodec(type.scalar, field);
      case 'enum':
        return call('rt.oneOf', [this.enumOf(type, field)]);
      case 'object':
        return this.#objects([type.object.key]);
      case 'union':
        return this.#objects(type.members.map((member) => member.key));
      case 'list':
      case 'map':
        return call(`rt.${type.kind}`, [this.codecOf(type.element, field)]);
      case 'set': {
        const big = type.element.kind === 'scalar' && type.element.scalar === 'bigint';
        return call(big ? 'rt.digitSet' : 'rt.setOf', [this.codecOf(type.element, field)]);
      }
    }
  }

  #scalarCodec(scalar: Scalar, field: FieldShape): Doc {
    const check = CHECKS[scalar];
    if (isEmpty(field.limits) || check === undefined) return CODECS[scalar];
    const limited = this.#limited(field, scalar, check);
    return scalar === 'bigint'
      ? call('rt.bigintsWithin', [limited])
      : call('rt.checked', [limited]);
  }

  #objects(keys: readonly string[]): Doc {
    const names = keys.map((key) => this.classOf(key));
    const types = array(names.map((name) => `${name}.$$type`));
    return call(['rt.objects', typeArguments([names.map(named)])], [arrow(types)]);
  }

  /** The name of a class, which the file then imports. */
  classOf(key: string): string {
    const name = className(this.#model, key);
    this.classes.set(name, key);
    return name;
  }

  /** The name of an enum's constant; an inline one is declared here. */
  enumOf(type: Extract<Type, { kind: 'enum' }>, field: FieldShape): string {
    const name = enumName(this.#model, type);
    if (name !== undefined && type.key !== undefined) {
      this.enums.set(name, type.key);
      return name;
    }
    const wanted = `${propertyName(field.name, 'camelCase')}Values`;
    const label = text(`${this.#object}.${field.name}`);
    const values = array(type.values.map(text));
    return this.#once(JSON.stringify([wanted, type.values]), () =>
      this.declare(wanted, (n) => constant(n, call('rt.enumType', [label, values]))),
    );
  }

  /** How this field's types are named: an inline enum gets an alias, declared at its first use. */
  namesFor(field: FieldShape): TypeNames {
    return {
      model: this.#model,
      inline: (values) =>
        this.#once(JSON.stringify(values), () =>
          this.declare(this.#aliasName(`${capital(field.name)}Value`), (name) =>
            literalsType(name, values),
          ),
        ),
    };
  }

  /** Not the name of a type of the schemas, which the file may import. */
  #aliasName(wanted: string): string {
    return typeNames(this.#model).has(wanted) ? this.#aliasName(`Inline${wanted}`) : wanted;
  }

  /** What was declared before for the same thing is used again. */
  #once(content: string, declare: () => string): string {
    const known = this.#contents.get(content) ?? declare();
    this.#contents.set(content, known);
    return known;
  }
}

/** Reckoned once for each model, as every object's file asks. */
const NAMES_OF = new WeakMap<Model, ReadonlySet<string>>();

function typeNames(model: Model): ReadonlySet<string> {
  const known = NAMES_OF.get(model);
  if (known !== undefined) return known;
  const { objects, enums } = model;
  const all = [...objects.values(), ...enums.values()].map(({ typescriptName }) => typescriptName);
  const names = new Set(all);
  NAMES_OF.set(model, names);
  return names;
}

/** Whether a value of this type is the same in memory and on the wire, at every depth. */
export function looksTheSame(type: Type): boolean {
  if (type.kind === 'enum') return true;
  if (type.kind === 'list' || type.kind === 'map') return looksTheSame(type.element);
  if (type.kind !== 'scalar') return false;
  return !['bigint', 'datetime', 'bytes'].includes(type.scalar);
}

export function isEmpty(limits: Limits): boolean {
  return Object.values(limits).every((limit) => limit === undefined);
}

function bigint(bound: number | string | undefined): string {
  return bound === undefined ? 'undefined' : `${bound}n`;
}

function bound(limit: number | string | undefined, otherwise: string): string {
  return typeof limit === 'number' ? number(limit) : otherwise;
}

/** A pattern for the whole value, as a literal. */
export function regex(pattern: string): string {
  return `/${new RegExp(`^(?:${pattern})$`, 'u').source}/u`;
}

/** `type Name = "a" | "b";` */
export function literalsType(name: string, values: readonly string[]): Doc {
  const types = values.map((value) => literalType(text(value)));
  return assignmentBelow(`type ${name}`, unionIn(types));
}

/** `const name = value;` */
export function constant(name: string, value: Doc): Doc {
  return assignment(`const ${name}`, value);
}

export function capital(field: string): string {
  const name = propertyName(field, 'camelCase').replace(/^_+/, '');
  return name.charAt(0).toUpperCase() + name.slice(1);
}
