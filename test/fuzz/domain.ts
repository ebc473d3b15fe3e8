// Two sets of objects with their generated code, and primitives of them to begin with.

import { registry as computeRegistry } from '../../generated/index.js';
import type { Registry } from '../../src/runtime/index.js';
import { randomPrimitive, type Random } from '../../src/testing/values/index.js';
import { computeModel } from '../compute/compute-model.js';
import { novaVectors } from '../corpus/nova-corpus.js';
import { copyOf } from './mutate-value.js';

export interface Domain {
  readonly registry: Registry;
  /** A valid primitive, which shares nothing with anything. */
  primitive(random: Random): unknown;
}

/** The worked domain: any object at any version. */
export function computeDomain(): Domain {
  const { model, findings } = computeModel();
  const [first, ...rest] = model.objects.values();
  if (first === undefined || findings.length > 0) throw new Error('the worked domain has findings');
  return {
    registry: computeRegistry,
    primitive(random) {
      const object = random.pick([first, ...rest]);
      const version = object.versions[random.below(object.versions.length)] ?? object.version;
      const depth = random.pick([1, 2, 2, 3]);
      return copyOf(randomPrimitive(model, object, version, random, { depth })?.primitive);
    },
  };
}

/** Nova's objects, as Nova itself made them. */
export function novaDomain(registry: Registry): Domain {
  const [first, ...rest] = novaVectors();
  if (first === undefined) throw new Error('there are no vectors');
  return { registry, primitive: (random) => copyOf(random.pick([first, ...rest]).input) };
}

/** Versions that a peer may say that it speaks: near the oldest, or any. */
export function anyManifest({ registry }: Domain, random: Random): Record<string, string> {
  const manifest: Record<string, string> = {};
  const isOld = random.once(3);
  for (const type of registry.types) {
    if (random.once(40)) continue;
    const index = isOld ? random.below(2) : random.below(type.versions.length);
    const name = random.once(10) ? `${type.namespace}/${type.name}` : type.name;
    manifest[name] = type.versions[index] ?? type.version;
  }
  return manifest;
}
