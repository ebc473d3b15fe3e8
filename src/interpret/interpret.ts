// The plain interpreter of histories (docs/crossing.md): a primitive in, what any backport or upgrade of
// it must give out. It judges the generated code, and so shares nothing with it.

import type { Loss } from '../core/envelope.js';
import { isList, type JsonValue } from '../core/json.js';
import { formatVersion, sameVersion } from '../core/version.js';
import type { Model, Type } from '../model/model.js';
import { isJsonObject, own, readEnvelope, writeEnvelope } from './envelope.js';
import { eachObject } from './nested.js';
import type { Walked } from './nested.js';
import { crossObject } from './object.js';
import type { Surroundings } from './object.js';
import { knownShape } from './objects.js';
import type { Goal, Interpreted, Newer } from './result.js';
import { findObject, findTarget } from './targets.js';

/** Interprets the histories of `model` on a valid primitive of any version that it knows. */
export function interpret(
  model: Model,
  primitive: JsonValue,
  goal: Goal,
  surroundings: Surroundings,
): Interpreted {
  // A copy, so that every nested object is one of its own and can be told by identity, even where one and
  // the same stands at two places.
  const input = copyOf(primitive);
  const journey: Journey = { model, goal, surroundings, paths: new Map(), losses: [], newer: [] };
  const name = readEnvelope(input, surroundings.wire.prefix)?.name ?? 'input';
  const walked = crossTree(journey, input, undefined, name);
  if (walked.kind === 'refused') return { ok: false, refused: walked.refused };
  if (walked.kind === 'error') return { ok: false, error: walked.error };
  return { ok: true, primitive: walked.value, losses: journey.losses, newer: journey.newer };
}

interface Journey {
  readonly model: Model;
  readonly goal: Goal;
  readonly surroundings: Surroundings;
  /** Where each nested object stood in the input. */
  readonly paths: Map<JsonValue, string>;
  readonly losses: Loss[];
  readonly newer: Newer[];
}

/**
 * An object and all in it: first itself, with its objects opaque, then what still stands in it.
 * `position` is the type it stands at; the root stands at none.
 */
function crossTree(
  journey: Journey,
  value: JsonValue,
  position: Type | undefined,
  path: string,
): Walked {
  const { model, goal, surroundings } = journey;
  const { prefix } = surroundings.wire;
  const envelope = readEnvelope(value, prefix);
  const found = findObject(model, envelope, position, path);
  if (!found.ok) return { kind: 'error', error: found.error };
  const { object, envelope: known } = found;
  const target = findTarget(model, goal, found, path, position === undefined);
  if (!target.ok) return { kind: 'error', error: target.error };
  if (target.stays) {
    journey.newer.push({ object: object.name, path, version: known.label });
  }

  for (const [name, field] of knownShape(object, known.version).fields) {
    const nested = own(known.data, name);
    if (nested !== undefined) remember(journey, nested, field.type, `${path}.${name}`);
  }
  const crossed = crossObject(object, known, target.version, path, surroundings);
  if (!crossed.ok) {
    if ('refused' in crossed) return { kind: 'refused', refused: crossed.refused };
    return { kind: 'error', error: crossed.error };
  }
  journey.losses.push(...crossed.losses);

  const entries: [string, JsonValue][] = [];
  for (const [name, field] of crossed.fields) {
    const walked = eachObject(field.value, field.type, `${path}.${name}`, (nested, type, at) =>
      crossTree(journey, nested, type, journey.paths.get(nested) ?? at),
    );
    if (walked.kind !== 'value') return walked;
    entries.push([name, walked.value]);
  }
  const hasMoved = !sameVersion(target.version, known.version);
  const label = hasMoved ? formatVersion(target.version) : known.label;
  // From entries: a field may be called `__proto__`.
  const data = Object.fromEntries(entries);
  const written = { ...known, label, data, changes: crossed.changes };
  return { kind: 'value', value: writeEnvelope(written, prefix) };
}

function remember(journey: Journey, value: JsonValue, type: Type, path: string): void {
  eachObject(value, type, path, (nested, _, at) => {
    journey.paths.set(nested, at);
    return { kind: 'value', value: nested };
  });
}

function copyOf(value: JsonValue): JsonValue {
  if (isList(value)) return value.map(copyOf);
  if (!isJsonObject(value)) return value;
  return Object.fromEntries(Object.entries(value).map(([key, item]) => [key, copyOf(item)]));
}
