// Random values of a peer: primitives in which every object is at the version that the peer speaks.

import type { JsonValue } from '../../../src/core/json.js';
import { formatVersion } from '../../../src/core/version.js';
import { sortedSet } from '../../../src/interpret/index.js';
import type { ObjectModel } from '../../../src/model/index.js';
import { createRandom, randomPrimitive } from '../../../src/testing/values/index.js';
import { spokenVersion, type Manifest } from './peer-shapes.js';
import { asObject, openEnvelope, rewrite, type JsonObject, type Reading } from './reading.js';

/**
 * As many as asked for; with the datetimes that Python can write: whole seconds, and no year before
 * 1000.
 */
export function randomOfPeer(
  reading: Reading,
  object: ObjectModel,
  manifest: Manifest,
  count: number,
  seed: number,
): JsonObject[] {
  const { model, prefix } = reading;
  const random = createRandom(seed);
  const make = (of: ObjectModel, depth: number): JsonObject => {
    const version = spokenVersion(of, manifest);
    return asObject(randomPrimitive(model, of, version, random, { prefix, depth })?.primitive);
  };
  const place = { object, isChanged: true };
  return Array.from({ length: count }, () =>
    rewrite(reading, place, make(object, 3), {
      object: (primitive, at) => {
        const { version } = openEnvelope(reading, primitive);
        const isSpoken = version === formatVersion(spokenVersion(at.object, manifest));
        // Nested ones are made at any version: those that the peer would not send are made again,
        // with none in them.
        const spoken = isSpoken ? primitive : make(at.object, 1);
        // On both sides an object whose child has changes is changed itself.
        return at.isChanged ? spoken : withoutChanges(reading, spoken);
      },
      scalar: ({ scalar }, value) => (scalar === 'datetime' ? writableByPython(value) : value),
      set: sortedSet,
    }),
  );
}

function writableByPython(datetime: JsonValue): JsonValue {
  if (typeof datetime !== 'string') throw new Error(`no datetime: ${JSON.stringify(datetime)}`);
  return datetime.replace(/\.\d+Z$/, 'Z').replace(/^0/, '2');
}

function withoutChanges({ prefix }: Reading, primitive: JsonObject): JsonObject {
  const parts = Object.entries(primitive).filter(([key]) => key !== `${prefix}.changes`);
  return Object.fromEntries(parts);
}
