// Reading and crossing of whatever somebody hands in, by generated code.

import fc from 'fast-check';
import {
  type BacklevelError,
  type BackportGoal,
  type DecodingOptions,
  type Registry,
  VersionedObjectSerializer,
} from '../../../src/runtime/index.js';
import type { Random } from '../../../src/testing/values/index.js';
import type { Case, Target } from '../case.js';
import { anyManifest, type Domain } from '../domain.js';
import { KEYS, VERSIONS, hostileJson, own } from '../hostile.js';
import { mutated, put, type Kind } from '../mutate-value.js';
import { attempt, flawOf, flawOfObject, frozen } from '../runtime-laws.js';
import { shown, valueCase } from '../value-case.js';

const JSON_VALUES = fc.jsonValue({ stringUnit: 'binary' });
const ANY_VALUES = fc.anything({
  withBigInt: true,
  withDate: true,
  withMap: true,
  withSet: true,
  withNullPrototype: true,
  withBoxedValues: true,
  withSparseArray: true,
  withTypedArray: true,
  stringUnit: 'binary',
});

/** Anything at all, bare or where the data of an envelope stands. */
export function arbitraryTarget(domain: Domain): Target {
  return {
    name: 'arbitrary',
    share: 150,
    make(random) {
      const values: fc.Arbitrary<unknown> = random.once(2) ? JSON_VALUES : ANY_VALUES;
      const [value] = fc.sample(values, { seed: random.next() | 0, numRuns: 1 });
      const whole = random.once(4) ? value : enveloped(domain, value, random);
      return primitiveCase(domain, whole, random, 'code');
    },
  };
}

function enveloped({ registry }: Domain, value: unknown, random: Random): unknown {
  const type = registry.types[random.below(registry.types.length)];
  if (type === undefined) return value;
  const { rows, versions, wire } = type;
  const field = rows[random.below(rows.length)]?.name ?? 'id';
  const version = random.once(4) ? random.pick(VERSIONS) : versions[random.below(versions.length)];
  const data = random.once(2) ? value : own(field, value);
  return {
    [`${wire.prefix}.name`]: type.name,
    [`${wire.prefix}.namespace`]: type.namespace,
    [`${wire.prefix}.version`]: version,
    [`${wire.prefix}.data`]: data,
    ...(random.once(3) ? { [`${wire.prefix}.changes`]: value } : {}),
  };
}

/** Real primitives with some places changed. */
export function primitiveTarget(name: string, share: number, domain: Domain, kind: Kind): Target {
  return {
    name,
    share,
    make(random) {
      const value = mutated(domain.primitive(random), random, kind);
      return primitiveCase(domain, value, random, kind);
    },
  };
}

function primitiveCase(domain: Domain, value: unknown, random: Random, kind: Kind): Case {
  const { registry } = domain;
  switch (random.below(4)) {
    case 0:
      return valueCase(
        value,
        (v) => judgeEntity(registry, v),
        () => 'deserializeEntity',
      );
    case 1: {
      const options = random.pick<DecodingOptions>([
        {},
        { unknown: 'refuse' },
        { maxDepth: random.below(5) },
      ]);
      const about = (): string => `decode ${JSON.stringify(options)}`;
      return valueCase(value, (v) => judgeDecoding(registry, v, options, kind), about);
    }
    default: {
      const goal = anyGoal(domain, random);
      const about = (): string => `backport ${shown(goal)}`;
      return valueCase(value, (v) => judgeCrossing(registry, v, goal), about);
    }
  }
}

function anyGoal(domain: Domain, random: Random): BackportGoal {
  if (random.once(3)) return { to: random.pick(VERSIONS) };
  const manifest = anyManifest(domain, random);
  if (!random.once(4)) return { manifest };
  // What a peer says of itself has been seen by nobody.
  const wrong = hostileJson(random);
  for (const name of [random.pick(KEYS), 'Instance', 'compute/Port', 'Host', 'Flavor']) {
    if (random.once(2)) put(manifest, name, wrong);
  }
  return { manifest };
}

function judgeDecoding(
  registry: Registry,
  value: unknown,
  options: DecodingOptions,
  kind: Kind,
): string | undefined {
  frozen(value);
  const read = attempt(() => registry.decode(value, options));
  const raised = attempt(() => registry.upgrade(value, options));
  if (read.ok) {
    const flaw = flawOfObject(read.value, registry);
    if (flaw !== undefined) return flaw;
  }
  if (raised.ok) {
    const flaw = flawOf(raised.value.primitive);
    if (flaw !== undefined) return `upgraded: ${flaw}`;
  }
  // Something that code made may say something else the next time.
  if (kind === 'code') return undefined;
  if (!read.ok && raised.ok) return `upgrade reads, decode does not: ${read.error.message}`;
  if (read.ok && !raised.ok && !isOfOlderShape(registry, raised.error)) {
    return `decode reads, upgrade does not: ${raised.error.message}`;
  }
  return undefined;
}

/** Decoding passes over what no newest object has, while an upgrade looks at all that came. */
function isOfOlderShape(registry: Registry, { path }: BacklevelError): boolean {
  const names = new Set(path.match(/\w+/g));
  return registry.types.some(({ rows, newest }) =>
    rows.some(({ name, until }) => until < newest && names.has(name)),
  );
}

function judgeEntity(registry: Registry, value: unknown): string | undefined {
  frozen(value);
  const serializer = new VersionedObjectSerializer(registry);
  const one = attempt(() => serializer.deserializeEntity(value));
  attempt(() => serializer.deserializeEntity(value, { list: { map: 'any' } }));
  attempt(() => serializer.deserializeEntity(value, { map: 'plain' }));
  attempt(() => serializer.deserializeEntity([value], { list: 'any' }));
  if (!one.ok) return undefined;
  return flawOf(serializer.serializeEntity(one.value));
}

function judgeCrossing(registry: Registry, value: unknown, goal: BackportGoal): string | undefined {
  frozen(value);
  const object = attempt(() => registry.decode(value));
  const [version, manifest] = 'to' in goal ? [goal.to, undefined] : [undefined, goal.manifest];
  const options = { ...(version && { version }), ...(manifest && { manifest }) };
  const written = object.ok ? attempt(() => object.value.objToPrimitive(options)) : undefined;
  const wrong = written?.ok === true ? flawOf(written.value) : undefined;
  if (wrong !== undefined) return `encoded: ${wrong}`;
  const lowered = attempt(() => registry.backport(value, goal));
  if (!lowered.ok) return undefined;
  const { primitive, losses, newer } = lowered.value;
  const flaw = flawOf(primitive) ?? flawOf(losses) ?? flawOf(newer);
  if (flaw !== undefined) return flaw;
  // What a backport wrote is fit to be read, whatever it was made of.
  const raised = attempt(() => registry.upgrade(primitive));
  const read = attempt(() => registry.decode(primitive));
  for (const one of [raised, read]) {
    if (one.ok || one.error.code === 'upgrade-refused') continue;
    return `cannot be read again: ${one.error.message}`;
  }
  return undefined;
}
