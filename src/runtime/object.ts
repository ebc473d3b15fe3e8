// The base of every generated class: what is the same for all objects, said in terms of their type.

import type { Loss, Manifest } from '../core/envelope.js';
import { Changes } from './changes.js';
import { backport } from './convert.js';
import { Decoding, type DecodingOptions, decodeObject } from './decoding.js';
import { encodeObject } from './encoding.js';
import { ReadOnlyFieldError, UnknownFieldError } from './errors.js';
import { loadField } from './load-field.js';
import { inspectObject, plainObject, textOfObject } from './inspect.js';
import type { FieldInfo, ObjectType } from './object-type.js';
import { bitOf, childrenOf, copyChanges, hasChanged } from './tracking.js';
import type { Data, Primitive } from './wire.js';

/** The properties that generated code and users share: the fields of the schema. */
export type FieldOf<T extends VersionedObject> = Exclude<
  { [K in keyof T]: T[K] extends Method ? never : K }[keyof T],
  keyof VersionedObject | `$${string}`
> &
  string;

type Method = (...args: never[]) => unknown;

/** What `new` and `objNew` take: any of the fields. */
export type Init<T extends VersionedObject> = { -readonly [K in FieldOf<T>]?: Accepted<T[K]> };

/** What the setter of such a field takes: for a time its ISO 8601 text, too. */
export type Accepted<V> = Date extends V ? V | string : V;

/** Some of the fields with their values. */
export type ValuesOf<T extends VersionedObject> = { -readonly [K in FieldOf<T>]?: T[K] };

/** A generated class. */
export interface ClassOf<T extends VersionedObject> {
  new (values?: Init<T>): T;
  readonly $$type: ObjectType<T>;
}

/** For whom a primitive is made; without any of these, the newest version. */
export interface ToPrimitiveOptions {
  /** What the peer speaks, for every object in the tree. */
  readonly manifest?: Manifest;
  /** The version of this object alone. */
  readonly version?: string;
  /** Is given everything that the peer will not see. */
  readonly losses?: Loss[];
}

/**
 * An object of the newest version. Its fields are properties; reading one that is not set throws
 * `FieldUnsetError`, and every assignment is checked.
 */
export abstract class VersionedObject {
  /** Its name on the wire. */
  static readonly objName: string;
  /** The newest version, in which every instance is. */
  static readonly objVersion: string;

  /**
   * What is known of its changes; undefined while there is nothing to know. Each class keeps it in a private
   * field of its own: one of this class would be looked for anew in the objects of each. @internal
   */
  abstract $$changes: Changes | undefined;

  /** @internal */
  abstract get $$type(): ObjectType;

  /** Reads an object of any version that this class knows; the result is of the newest. */
  static objFromPrimitive<T extends VersionedObject>(
    this: ClassOf<T>,
    primitive: unknown,
    options: DecodingOptions = {},
  ): T {
    const { $$type: type } = this;
    return decodeObject(type, primitive, type.name, new Decoding(options));
  }

  /** Makes an object with these values, and the default of every other field that has one. */
  static objNew<T extends VersionedObject>(this: ClassOf<T>, values?: Init<T>): T {
    const object = new this(values);
    object.objSetDefaults();
    return object;
  }

  /**
   * Brings a primitive of this object, of any version, to an older version or to what a manifest says,
   * rules, hooks and `changes` included. The input stays as it is.
   */
  static objMakeCompatible<T extends VersionedObject>(
    this: ClassOf<T>,
    primitive: unknown,
    target: string | Manifest,
    losses?: Loss[],
  ): Primitive {
    const goal = typeof target === 'string' ? { to: target } : { manifest: target };
    const result = backport(this.$$type, primitive, goal);
    losses?.push(...result.losses);
    return result.primitive;
  }

  /** Plain data in an envelope that shares nothing with the object. */
  objToPrimitive(options: ToPrimitiveOptions = {}): Primitive {
    return encodeObject(this, options);
  }

  /**
   * Whether a field has a value, null included.
   *
   * @throws UnknownFieldError where there is no such field.
   */
  objIsSet(property: FieldOf<this>): boolean {
    return this.$$value(this.$$field(property)) !== undefined;
  }

  /** Makes a field unset; it is no change that peers see. */
  objUnset(property: FieldOf<this>): void {
    const field = this.$$field(property);
    if (this.$$value(field) === undefined) return;
    if (field.readOnly) throw new ReadOnlyFieldError(this.$$type.name, field.name);
    this.$$put(field, undefined);
    const bit = bitOf(this, field);
    this.$$changes?.unmark(bit);
    this.$$changes?.forget(bit);
  }

  /** The value of a field, loaded first when it is not set and the class says how (see `objLoad`). */
  async objLoadAttr<K extends FieldOf<this>>(property: K): Promise<this[K]> {
    if (!this.objIsSet(property)) await this.objLoad(property);
    return this[property];
  }

  /**
   * Loads an unset field by setting it: of a stored object from its row. Classes whose fields can be loaded otherwise
   * override it.
   */
  protected objLoad(property: string): Promise<void> {
    return loadField(this, this.$$field(property));
  }

  /** The properties that were assigned, edited in place, or whose objects have changed. */
  objWhatChanged(): string[] {
    return this.$$type.fields
      .filter((field, bit) => hasChanged(this, field, bit))
      .map((field) => field.property);
  }

  /** The changed properties with their values. */
  objGetChanges(): ValuesOf<this> {
    const changes: ValuesOf<this> = {};
    for (const property of this.objWhatChanged()) {
      // Names of fields come from the type, and so do the properties.
      const key = property as FieldOf<this>;
      changes[key] = this[key];
    }
    return changes;
  }

  /** Forgets every change that `objWhatChanged` sees, in nested objects too. */
  objResetChanges(): void {
    this.$$changes?.reset(this.$$type.fields, (field) => this.$$value(field));
    for (const child of childrenOf(this)) child.objResetChanges();
  }

  /** Gives every unset field its default, or only the fields named. */
  objSetDefaults(...properties: FieldOf<this>[]): void {
    const fields =
      properties.length === 0 ? this.$$type.fields : properties.map((name) => this.$$field(name));
    for (const field of fields) {
      if (field.default === undefined || this.$$value(field) !== undefined) continue;
      const path = `${this.$$type.name}.${field.name}`;
      const value = field.codec?.decode(field.default, path, new Decoding());
      this.$$put(field, value === undefined ? field.default : value);
      this.$$tracked().mark(bitOf(this, field));
    }
  }

  /** A deep copy, changes included. */
  objClone(): this {
    const copy = this.$$type.create();
    for (const field of this.$$type.fields) {
      const value = this.$$value(field);
      if (value === undefined) continue;
      copy.$$put(field, field.codec === undefined ? value : field.codec.copy(value));
    }
    copyChanges(this, copy);
    // `create` makes an object of this very class.
    return copy as this;
  }

  /** Whether the data is the same: the same fields set, to equal values. Changes do not count. */
  objEquals(other: unknown): boolean {
    if (!(other instanceof VersionedObject) || other.$$type !== this.$$type) return false;
    return this.$$type.fields.every((field) => {
      const [a, b] = [this.$$value(field), other.$$value(field)];
      if (a === undefined || b === undefined) return a === b;
      return field.codec === undefined ? a === b : field.codec.equals(a, b);
    });
  }

  /** Plain data by property, without envelopes; what is sensitive is masked. */
  toJSON(): Record<string, unknown> {
    return plainObject(this);
  }

  /** Its name and the fields that are set, sensitive ones masked: for logs. */
  toString(): string {
    return textOfObject(this);
  }

  [Symbol.for('nodejs.util.inspect.custom')](
    _depth: number,
    options: unknown,
    inspect: (value: unknown, options: unknown) => string,
  ): string {
    return inspectObject(this, (value) => inspect(value, options));
  }

  // ── For generated code and the rest of the runtime ──────────────────────────────────────────

  /** @internal */
  $$field(property: string): FieldInfo {
    const field = this.$$type.byProperty.get(property);
    if (field !== undefined) return field;
    throw new UnknownFieldError(this.$$type.name, property, [...this.$$type.byProperty.keys()]);
  }

  /** @internal */
  $$value(field: FieldInfo): unknown {
    // The slot is one that generated code declared; hostile names cannot meet it, it begins with `$`.
    return (this as unknown as Data)[field.slot];
  }

  /** @internal */
  $$put(field: FieldInfo, value: unknown): void {
    (this as unknown as Record<string, unknown>)[field.slot] = value;
  }

  /** The same, made when it is not there yet. @internal */
  $$tracked(): Changes {
    this.$$changes ??= new Changes();
    return this.$$changes;
  }
}
