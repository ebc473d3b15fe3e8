// A process that runs the code of a release and writes by a pin, as far as others can tell: bytes out,
// bytes in. It knows nothing but its own classes.

import type { Manifest } from '../../core/envelope.js';
import {
  isError,
  UnknownFieldError,
  UnsupportedObjectError,
  type DecodingOptions,
  type ObjectType,
  type Registry,
  type VersionedObject,
} from '../../runtime/index.js';
import { fromBytes, toBytes, type BackportRequest } from './bytes.js';
import type { Conductor } from './conductor.js';

/** An object of one of the peer's classes; its properties are those that the release had. */
export type PeerObject = VersionedObject & Record<string, unknown>;

/** Values by the property of that release, or by the field's name on the wire. */
export type PeerValues = Readonly<Record<string, unknown>>;

export interface PeerParts {
  readonly release: string;
  /** The code of the release. */
  readonly registry: Registry;
  /** What it writes by; without it at the newest versions that its code has. */
  readonly pin?: Manifest;
  readonly reading?: DecodingOptions;
}

/** What a peer made of a message. */
export type Received =
  | { readonly kind: 'read'; readonly object: PeerObject }
  /** It is too new; these bytes ask a conductor to bring it down. */
  | { readonly kind: 'too-new'; readonly error: Error; readonly request: Uint8Array };

/** A process of an older release, in this one: its code, its versions, its messages. */
export class Peer {
  readonly release: string;
  readonly registry: Registry;
  /** The versions that its code speaks. */
  readonly manifest: Manifest;
  readonly pin: Manifest | undefined;
  readonly #reading: DecodingOptions;

  constructor({ release, registry, pin, reading = {} }: PeerParts) {
    this.release = release;
    this.registry = registry;
    this.manifest = registry.manifest();
    this.pin = pin;
    this.#reading = reading;
  }

  /** A new object of the class that the release had under this name (`Flavor`, `compute/Flavor`, `Flavor@1`). */
  make(name: string, values: PeerValues = {}): PeerObject {
    const type = this.registry.find(name);
    if (type === undefined) {
      throw new UnsupportedObjectError(name, name, `an object of ${this.release}`);
    }
    // Generated classes have a property for each field, which is all that the name adds.
    return this.edit(type.create() as PeerObject, values);
  }

  /** Assigns fields as this peer's own code would, and gives the object. */
  edit(object: PeerObject, values: PeerValues): PeerObject {
    for (const [name, value] of Object.entries(values)) {
      Reflect.set(object, propertyOf(object.$$type, name), value);
    }
    return object;
  }

  /** The bytes of an object, or of a new one with these values, at the versions that this peer writes. */
  send(what: VersionedObject | string, values?: PeerValues): Uint8Array {
    const object = typeof what === 'string' ? this.make(what, values) : what;
    const { pin } = this;
    return toBytes(object.objToPrimitive(pin === undefined ? {} : { manifest: pin }));
  }

  /**
   * The object of a message, of this release's class.
   *
   * With a conductor, what is too new is sent to it with this peer's manifest, and its answer is read: as a
   * real node does. An answer that is too new again is an error, and nobody is asked twice.
   *
   * @throws IncompatibleObjectVersion where any object in it is newer than the release, and no conductor was given.
   */
  receive(bytes: Uint8Array): PeerObject;
  receive(bytes: Uint8Array, by: { readonly conductor: Conductor }): Promise<PeerObject>;
  receive(
    bytes: Uint8Array,
    by?: { readonly conductor: Conductor },
  ): PeerObject | Promise<PeerObject> {
    if (by === undefined) return this.#decode(fromBytes(bytes));
    return this.#receiveWith(bytes, by.conductor);
  }

  async #receiveWith(bytes: Uint8Array, conductor: Conductor): Promise<PeerObject> {
    const received = this.tryRead(bytes);
    if (received.kind === 'read') return received.object;
    return this.readAnswer(bytes, await conductor(received.request));
  }

  /** Reads a message, or says what to ask a conductor. */
  tryRead(bytes: Uint8Array): Received {
    const objinst = fromBytes(bytes);
    try {
      return { kind: 'read', object: this.#decode(objinst) };
    } catch (error) {
      if (!isError(error, 'incompatible-version')) throw error;
      const request: BackportRequest = { objinst, object_versions: this.manifest };
      return { kind: 'too-new', error, request: toBytes(request) };
    }
  }

  /** Reads what a conductor answered to the request for a message: the same object, no newer than asked. */
  readAnswer(bytes: Uint8Array, answer: Uint8Array): PeerObject {
    const asked = this.registry.typeOf(fromBytes(bytes));
    const object = this.#decode(fromBytes(answer));
    const { name, namespace } = object.$$type;
    if (name === asked.name && namespace === asked.namespace) return object;
    throw new UnsupportedObjectError(name, `${namespace}/${name}`, 'what was asked about');
  }

  #decode(primitive: unknown): PeerObject {
    return this.registry.decode(primitive, this.#reading) as PeerObject;
  }
}

function propertyOf(type: ObjectType, name: string): string {
  if (type.byProperty.has(name)) return name;
  const field = type.fields.find((one) => one.name === name);
  if (field !== undefined) return field.property;
  throw new UnknownFieldError(type.name, name, [...type.byProperty.keys()]);
}
