// The code under test, as the laws call it.

import type { Manifest } from '../../core/envelope.js';
import type { JsonValue } from '../../core/json.js';
import { formatVersion } from '../../core/version.js';
import type { Goal } from '../../interpret/index.js';
import { convertTo, type DecodingOptions, type Registry } from '../../runtime/index.js';
import { attempt, type Outcome } from './outcome.js';

export interface Subject {
  /** Brings a primitive to a goal, never through an instance. */
  cross(primitive: JsonValue, goal: Goal): Outcome;
  /** Brings the root alone to a version, up or down. */
  step(primitive: JsonValue, version: string): Outcome;
  /** Reads it into an object and writes that: for a manifest, its root at a version, or at its newest. */
  rewrite(primitive: JsonValue, goal: Goal): Outcome;
  /** What an object says of itself before and after it was written for a manifest; undefined where it cannot be read. */
  around(primitive: JsonValue, manifest: Manifest): Around | undefined;
}

export interface Around {
  readonly before: string;
  readonly after: string;
}

/** Generated code, by its registry. */
export function generatedSubject(registry: Registry, reading: DecodingOptions): Subject {
  return {
    cross: (primitive, goal) =>
      attempt(() => {
        if (goal === 'newest') return registry.upgrade(primitive, reading);
        const wanted = 'root' in goal ? { to: formatVersion(goal.root) } : goal;
        return registry.backport(primitive, wanted, reading);
      }),
    step: (primitive, version) =>
      attempt(() => convertTo(registry.typeOf(primitive), primitive, version, reading)),
    rewrite: (primitive, goal) =>
      attempt(() => {
        const object = registry.decode(primitive, reading);
        const options =
          goal === 'newest' ? {} : 'root' in goal ? { version: formatVersion(goal.root) } : goal;
        return { primitive: object.objToPrimitive(options), losses: [] };
      }),
    around: (primitive, manifest) => {
      let before = '';
      let after = '';
      const outcome = attempt(() => {
        const object = registry.decode(primitive, reading);
        const write = (): string => JSON.stringify(object.objToPrimitive());
        before = write();
        const written = attempt(() => ({
          primitive: object.objToPrimitive({ manifest }),
          losses: [],
        }));
        after = write();
        return { primitive: written, losses: [] };
      });
      return outcome.kind === 'value' ? { before, after } : undefined;
    },
  };
}
