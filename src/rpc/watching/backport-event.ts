// A backport as watchers are told it: which object, and from which version to which, by labels that schemas have.

import type { Registry } from '../../runtime/index.js';
import { isData } from '../../runtime/wire.js';
import { OTHER } from './call-names.js';
import type { CallEvent } from './events.js';

/** What is told of a tree that was brought down. */
export function backportEvent(
  registry: Registry,
  before: unknown,
  after: unknown,
  losses: number,
): CallEvent {
  const { name: object } = registry.typeOf(before);
  const [from, to] = [labelOf(registry, before), labelOf(registry, after)];
  return { kind: 'backported', object, from, to, losses };
}

function labelOf(registry: Registry, primitive: unknown): string {
  const type = registry.typeOf(primitive);
  const label = isData(primitive) ? type.wire.open(primitive).version : undefined;
  return typeof label === 'string' && type.ordinals.has(label) ? label : OTHER;
}
