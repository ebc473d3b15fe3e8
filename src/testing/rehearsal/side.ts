// A release as a rehearsal has it: its code, the model that its code was made from, and its judges.

import type { JsonValue } from '../../core/json.js';
import type { Release } from '../../evolution/rollout/index.js';
import type { Goal, Hooks } from '../../interpret/index.js';
import { modelAt, type Model, type ObjectModel } from '../../model/index.js';
import type { DecodingOptions, Registry } from '../../runtime/index.js';
import { interpreter } from '../laws/lab.js';
import type { Outcome } from '../laws/outcome.js';
import { conductorOf } from '../peer/conductor.js';
import { Peer } from '../peer/peer.js';
import { createJudges, type Judges } from '../shape-schema.js';

export interface Side extends Release {
  /** The model as the release had it. */
  readonly model: Model;
  readonly registry: Registry;
  readonly judges: Judges;
  /** What its histories make of a primitive. */
  readonly oracle: (primitive: JsonValue, goal: Goal) => Outcome;
  /** A process with its code, which writes by a release's manifest or at its own newest. */
  readonly peer: (pin: Release | undefined) => Peer;
  /** What a conductor with its code answers. */
  readonly conductor: (request: Uint8Array) => Uint8Array;
}

export interface SideParts {
  readonly model: Model;
  readonly prefix: string;
  readonly hooks: Hooks;
  readonly reading: DecodingOptions;
  readonly registry: Registry;
}

/** @throws Error for a release with entries that the model does not know. */
export async function sideOf(release: Release, parts: SideParts): Promise<Side> {
  const { prefix, hooks, reading, registry } = parts;
  const at = modelAt(parts.model, release.manifest);
  if (!at.ok) {
    const unknown = at.unknown.map(({ name, version }) => `${name} ${version}`);
    throw new Error(`the schemas do not know what ${release.name} lists: ${unknown.join(', ')}`);
  }
  const { model, keyNow } = at;
  const hooksThen: Hooks = (key, newer, direction) =>
    hooks(keyNow.get(key) ?? key, newer, direction);
  const peers = new Map<string | undefined, Peer>();
  return {
    ...release,
    model,
    registry,
    judges: await createJudges(model, { prefix }),
    oracle: interpreter(model, prefix, hooksThen),
    conductor: conductorOf(registry, reading),
    peer: (pin) => {
      const parts = { release: release.name, registry, reading };
      const known = peers.get(pin?.name);
      const peer = known ?? new Peer(pin === undefined ? parts : { ...parts, pin: pin.manifest });
      peers.set(pin?.name, peer);
      return peer;
    },
  };
}

/** The newest major of a name in a release; undefined where it has none. */
export function objectOf({ model }: Pick<Side, 'model'>, key: string): ObjectModel | undefined {
  return model.objects.get(key);
}
