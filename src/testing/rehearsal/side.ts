// A release as a rehearsal has it: its code, the model that its code was made from, and its judges.

import type { Release } from '../../evolution/rollout/index.js';
import type { Hooks } from '../../interpret/index.js';
import { modelAt, type Model } from '../../model/index.js';
import type { DecodingOptions, Registry } from '../../runtime/index.js';
import { createLab, type Lab } from '../laws/lab.js';
import { generatedSubject } from '../laws/subject.js';
import { conductorOf } from '../peer/conductor.js';
import { Peer } from '../peer/peer.js';

export interface Side extends Release {
  /** The model as the release had it, its code, the interpreter of its histories and judges of its shapes. */
  readonly lab: Lab;
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
  const subject = generatedSubject(registry, reading);
  return {
    ...release,
    lab: await createLab({ model, prefix, hooks: hooksThen, subject }),
    conductor: conductorOf(registry, reading),
    peer: (pin) => {
      const pinned = pin === undefined ? {} : { pin: pin.manifest };
      const known = peers.get(pin?.name);
      const peer = known ?? new Peer({ release: release.name, registry, reading, ...pinned });
      peers.set(pin?.name, peer);
      return peer;
    },
  };
}
