// Single steps of a parcel's history, as the interpreter of histories takes them; and the objects inside, which cross
// after their parent.

import type { Manifest } from '../../../src/core/envelope.js';
import { isList, type JsonValue } from '../../../src/core/json.js';
import { formatVersion } from '../../../src/core/version.js';
import { hookName } from '../../../src/emit/index.js';
import { interpret, type Goal, type Surroundings } from '../../../src/interpret/index.js';
import { readEnvelope, isJsonObject } from '../../../src/interpret/envelope.js';
import { crossObject } from '../../../src/interpret/object.js';
import * as hooks from './hooks/parcel.js';
import { type Code, labelAt } from './parcels.js';

/** By field, on the wire; what is unset is not there. */
export type Data = Readonly<Record<string, JsonValue>>;

export type Crossed =
  { readonly ok: true; readonly data: Data } | { readonly ok: false; readonly code: string };

export const PREFIX = 'versioned_object';
const HOOKS: Readonly<Record<string, unknown>> = { ...hooks };

/** One step, up or down, with the objects inside left as they are; `goal` is where the way leads in the end. */
export function stepTo(code: Code, data: Data, from: number, to: number, goal: number): Crossed {
  const { object } = code;
  const [version, target] = [object.versions[from], object.versions[to]];
  if (target === undefined || version === undefined) throw new Error('there is no such step');
  const { name, namespace } = object;
  const envelope = { name, namespace, label: labelAt(object, from), version, data, changes: [] };
  const crossed = crossObject(object, envelope, target, name, surroundings(code));
  if (crossed.ok) {
    const fields = [...crossed.fields].map(([field, { value }]) => [field, value] as const);
    return { ok: true, data: Object.fromEntries(fields) };
  }
  if (!('refused' in crossed)) throw new Error(crossed.error.message);
  const refused = { ok: false, code: `${crossed.refused.kind}-refused` } as const;
  // What is not there in the end cannot refuse (docs/crossing.md, liveness).
  const culprit = /^[^.]*\.(?<field>[^.[]*)/.exec(crossed.refused.path)?.groups?.['field'] ?? '';
  if (!Object.hasOwn(data, culprit) || !goesAllTheWay(code, data, from, goal)) return refused;
  const rest = Object.entries(data).filter(([name]) => name !== culprit);
  return stepTo(code, Object.fromEntries(rest), from, to, goal);
}

function goesAllTheWay(code: Code, data: Data, from: number, goal: number): boolean {
  const to: Goal =
    goal > from ? 'newest' : { manifest: manifestOf(code, { Parcel: labelAt(code.object, goal) }) };
  return interpret(code.model, sealed(code, data, from), to, surroundings(code)).ok;
}

/** The data with each object inside brought to the newest; then down to what a manifest says, if there is one. */
export function withInside(code: Code, data: Data, manifest?: Manifest): Data {
  const cross = (nested: JsonValue, goal: Goal): JsonValue => {
    const crossed = interpret(code.model, nested, goal, surroundings(code));
    if (!crossed.ok) throw new Error('an object inside does not cross');
    return crossed.primitive;
  };
  const moved = (nested: JsonValue): JsonValue => {
    const newest = cross(nested, 'newest');
    return manifest === undefined
      ? newest
      : cross(newest, { manifest: manifestOf(code, manifest) });
  };
  const entries = Object.entries(data).map(([name, value]) => [name, eachInside(value, moved)]);
  return Object.fromEntries(entries) as Data;
}

/** The objects at any depth of a value, and their versions. */
export function insideOf(value: JsonValue | undefined): readonly (readonly [string, string])[] {
  if (value === undefined || value === null || typeof value !== 'object') return [];
  const envelope = readEnvelope(value, PREFIX);
  const deeper = Object.values(value).flatMap(insideOf);
  return envelope === undefined ? deeper : [[envelope.name, envelope.label], ...deeper];
}

/** The value with each outermost object in it as `move` has it. */
export function eachInside(value: JsonValue, move: (nested: JsonValue) => JsonValue): JsonValue {
  if (readEnvelope(value, PREFIX) !== undefined) return move(value);
  if (isList(value)) return value.map((item) => eachInside(item, move));
  if (!isJsonObject(value)) return value;
  return Object.fromEntries(
    Object.entries(value).map(([key, item]) => [key, eachInside(item, move)]),
  );
}

export function sealed({ object }: Code, data: Data, at: number): JsonValue {
  return {
    [`${PREFIX}.name`]: object.name,
    [`${PREFIX}.namespace`]: object.namespace,
    [`${PREFIX}.version`]: labelAt(object, at),
    [`${PREFIX}.data`]: data,
  };
}

/** Every object has an entry: the newest of this code where the manifest has none. */
export function manifestOf({ model }: Code, manifest: Manifest): Manifest {
  const newest = [...model.objects.values()]
    .filter(({ isNewestMajor }) => isNewestMajor)
    .map(({ name, version }) => [name, formatVersion(version)] as const);
  return { ...Object.fromEntries(newest), ...manifest };
}

function surroundings({ object }: Code): Surroundings {
  return {
    wire: { prefix: PREFIX },
    hooks: (_, newer, direction) => {
      const step = object.steps.find((one) => formatVersion(one.newer) === newer);
      const name = step && hookName(direction, direction === 'backport' ? step.older : step.newer);
      const hook = name === undefined ? undefined : HOOKS[name];
      if (typeof hook !== 'function') return undefined;
      return (far, near) => {
        Reflect.apply(hook, undefined, [far, near]);
      };
    },
  };
}
