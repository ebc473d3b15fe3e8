// Random values of a peer: primitives in which every object is at the version that the peer speaks.

import { formatVersion } from '../../../src/core/version.js';
import { sortedSet } from '../../../src/interpret/index.js';
import type { ObjectModel } from '../../../src/model/index.js';
import { createRandom, randomPrimitive } from '../../../src/testing/values/index.js';
import { spokenVersion, type Manifest } from './peer-shapes.js';
import { asObject, openEnvelope, rewrite, type JsonObject, type Reading } from './reading.js';

/** As many as asked for; in whole seconds, since Python writes no others. */
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
  return Array.from({ length: count }, () =>
    rewrite(reading, object, make(object, 3), {
      object: (primitive, place) => {
        const { version } = openEnvelope(reading, primitive);
        const isSpoken = version === formatVersion(spokenVersion(place, manifest));
        // Nested ones are made at any version: those that the peer would not send are made again, without others in them.
        return isSpoken ? primitive : make(place, 1);
      },
      scalar: ({ scalar }, value) =>
        scalar === 'datetime' ? String(value).replace(/\.\d+Z$/, 'Z') : value,
      set: sortedSet,
    }),
  );
}
