// Calls of methods, as far as they can be told without calling: whether the conductor has what is called.

import type { FleetState } from '../../evolution/rollout/index.js';
import { shapeAt } from '../../model/index.js';
import type { BrokenCall } from './report.js';
import type { Side } from './side.js';

/** Methods that a node's code has, and a conductor of the state has neither now nor at the node's version. */
export function brokenCalls(
  { processes }: FleetState,
  sideOf: (release: string) => Side,
): readonly BrokenCall[] {
  const nodes = processes.filter(({ role }) => role === 'node');
  const conductors = processes.filter(({ role }) => role === 'conductor');
  return nodes.flatMap((caller) =>
    conductors.flatMap((conductor) =>
      unknownMethods(sideOf(caller.code), sideOf(conductor.code)).map((method) => ({
        kind: 'call' as const,
        caller: caller.name,
        conductor: conductor.name,
        ...method,
      })),
    ),
  );
}

function unknownMethods(
  caller: Side,
  conductor: Side,
): readonly { readonly object: string; readonly method: string }[] {
  if (caller === conductor) return [];
  return [...caller.lab.model.objects.values()]
    .filter(({ isNewestMajor }) => isNewestMajor)
    .flatMap(({ key, name, version, shape }) => {
      const served = conductor.lab.model.objects.get(key);
      const known = served && [served.shape, shapeAt(served, version)];
      return [...shape.methods.keys()]
        .filter((method) => known?.some((one) => one?.methods.has(method) === true) !== true)
        .map((method) => ({ object: name, method }));
    });
}
