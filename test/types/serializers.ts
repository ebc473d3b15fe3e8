// What must compile of registries, serializers and errors, and what must not. Nothing here is ever run.

/* eslint-disable @typescript-eslint/no-unsafe-class-instance-assignment -- wrong use is what this file is about */

import { Flavor, Instance, InstanceState, registry, Tag } from '../../generated/index.js';
import {
  type BacklevelError,
  type Converted,
  isError,
  Registry,
  type VersionedObject,
  VersionedObjectSerializer,
} from '../../src/runtime/index.js';

/** Takes what the compiler should look at. */
declare function use(...values: readonly unknown[]): void;

const serializer = new VersionedObjectSerializer(registry, {
  pin: { Flavor: '1.0' },
  unknown: 'refuse',
  onLoss: ({ path, kind }) => {
    use(path, kind);
  },
});

export function parsing(text: string): void {
  const flavor: Flavor = serializer.parse(text, Flavor);
  // @ts-expect-error What is parsed is what was asked for.
  const instance: Instance = serializer.parse(text, Flavor);
  // @ts-expect-error An instance says not what to expect.
  serializer.parse(text, new Flavor());
  // @ts-expect-error A name is no class.
  serializer.parse(text, 'Flavor');
  // @ts-expect-error Any class of the language is none of ours.
  serializer.parse(text, Date);
  // @ts-expect-error Bytes are no text.
  serializer.parse(new Uint8Array(), Flavor);
  use(flavor, instance);
}

export function receiving(entity: unknown): void {
  serializer.deserializeEntity(entity);
  serializer.deserializeEntity(entity, 'plain');
  serializer.deserializeEntity(entity, { list: Flavor });
  serializer.deserializeEntity(entity, { map: { list: 'any' } });
  // @ts-expect-error What comes in is not known until somebody looks.
  const flavor: Flavor = serializer.deserializeEntity(entity, { list: Flavor });
  // @ts-expect-error No such expectation.
  serializer.deserializeEntity(entity, { set: Flavor });
  // @ts-expect-error There is no such word.
  serializer.deserializeEntity(entity, 'objects');
  use(flavor);
}

export function sending(): void {
  serializer.serializeEntity([new Flavor(), { deep: new Tag() }], { Flavor: '1.0' });
  const text: string = serializer.stringify(new Flavor());
  // @ts-expect-error Plain data has no text of an object.
  serializer.stringify({ name: 'x' });
  // @ts-expect-error An option that does not exist.
  new VersionedObjectSerializer(registry, { pins: {} });
  // @ts-expect-error A registry is an argument, never left out.
  new VersionedObjectSerializer();
  use(text);
}

export function registries(primitive: unknown): void {
  const object: VersionedObject = registry.decode(primitive);
  // @ts-expect-error Which object it is, is not known before.
  const flavor: Flavor = registry.decode(primitive);
  const result: Converted = registry.backport(primitive, { to: '1.0' });
  registry.backport(primitive, { manifest: registry.manifest('Instance') });
  // @ts-expect-error It needs a goal.
  registry.backport(primitive);
  // @ts-expect-error There is no such goal.
  registry.backport(primitive, { release: '2026.1' });
  // @ts-expect-error A registry is made of types, not of classes.
  new Registry([Flavor]);
  // @ts-expect-error A result is there to be read.
  result.primitive = {};
  use(object, flavor);
}

export function telling(error: unknown): string {
  if (isError(error, 'backport-refused')) {
    const code: 'backport-refused' = error.code;
    return `${code} ${error.object} ${error.path}`;
  }
  // @ts-expect-error There is no such code.
  if (isError(error, 'refused')) return '';
  if (!isError(error)) return '';
  const known: BacklevelError = error;
  // @ts-expect-error A message may hold anything; the code is what to compare.
  return known.code === 'no-such-code' ? '' : known.message;
}

export function enums(value: unknown): void {
  const values: readonly InstanceState[] = InstanceState.values;
  if (InstanceState.is(value)) {
    const state: InstanceState = value;
    new Instance({ vmState: state });
  }
  // @ts-expect-error Text is no state until somebody looks.
  const state: InstanceState = String(value);
  // @ts-expect-error The values are fixed.
  const open: InstanceState[] = values;
  use(state, open);
}
