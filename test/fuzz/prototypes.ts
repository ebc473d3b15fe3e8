// What every object of the process answers to. No input may ever change it.

const KEPT: readonly object[] = [
  Object,
  Function,
  Array,
  String,
  Number,
  Boolean,
  BigInt,
  Symbol,
  Date,
  RegExp,
  Map,
  Set,
  Promise,
  Error,
  Uint8Array,
].flatMap((one): object[] => [one, one.prototype as object]);

type Snapshot = ReadonlyMap<object, ReadonlyMap<PropertyKey, PropertyDescriptor>>;

/** All own properties of JavaScript's own prototypes and constructors. */
export function prototypes(): Snapshot {
  return new Map(KEPT.map((one) => [one, propertiesOf(one)]));
}

/** What has changed since; undefined when nothing has. */
export function prototypeWritten(before: Snapshot): string | undefined {
  for (const [one, properties] of before) {
    const now = propertiesOf(one);
    for (const key of new Set([...properties.keys(), ...now.keys()])) {
      const [was, is] = [properties.get(key), now.get(key)];
      const isSame =
        Object.is(was?.value, is?.value) && was?.get === is?.get && was?.set === is?.set;
      if (!isSame || was === undefined || is === undefined) {
        return `a prototype was written: ${String(key)} of ${nameOf(one)}`;
      }
    }
  }
  return undefined;
}

/** The cheap part, for each case: a prototype has nothing that every object would then be seen to have. */
export function isPolluted(): boolean {
  return Object.keys(Object.prototype).length > 0 || Object.keys(Array.prototype).length > 0;
}

function propertiesOf(one: object): ReadonlyMap<PropertyKey, PropertyDescriptor> {
  const found = new Map<PropertyKey, PropertyDescriptor>();
  for (const key of Reflect.ownKeys(one)) {
    const property = Object.getOwnPropertyDescriptor(one, key);
    if (property !== undefined) found.set(key, property);
  }
  return found;
}

function nameOf(one: object): string {
  return typeof one === 'function' ? one.name : `${one.constructor.name}.prototype`;
}
