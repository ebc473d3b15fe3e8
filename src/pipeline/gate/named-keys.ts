// Which objects and enums a user means who names some behind a command.

import { diagnose } from '../../diagnostics/diagnose.js';
import type { Diagnostic } from '../../diagnostics/diagnostic.js';
import { nearest } from '../../diagnostics/nearest.js';
import type { GateState } from './check.js';

/** The keys of the objects and enums that are meant. */
export function namedKeys(
  names: readonly string[],
  state: GateState | undefined,
): ReadonlySet<string> {
  const keys = new Set<string>();
  for (const key of keysOf(state)) {
    if (names.some((name) => isCalled(key, name))) keys.add(key);
  }
  return keys;
}

export function unknownNames(
  names: readonly string[],
  state: GateState | undefined,
): readonly Diagnostic[] {
  if (state === undefined) return [];
  const keys = keysOf(state);
  const known = keys.map((key) => key.slice(key.lastIndexOf('/') + 1).replace(/@\d+$/, ''));
  return names
    .filter((name) => !keys.some((key) => isCalled(key, name)))
    .map((name) => {
      const near = nearest(name, known);
      const parameters = near === undefined ? { name } : { name, near };
      return diagnose('bump/unknown-name', undefined, parameters);
    });
}

function keysOf(state: GateState | undefined): readonly string[] {
  if (state === undefined) return [];
  const { objects, enums } = state.present.things;
  return [...objects.keys(), ...enums.keys()];
}

/** `Flavor`, `compute/Flavor`, `Flavor@1`. */
function isCalled(key: string, name: string): boolean {
  const bare = key.slice(key.lastIndexOf('/') + 1);
  return [key, bare, key.replace(/@\d+$/, ''), bare.replace(/@\d+$/, '')].includes(name);
}
