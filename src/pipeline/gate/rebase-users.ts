// An enum that has another number now is another one to its users: each records it above what the baseline has.

import type { RebasedFile } from '../../evolution/index.js';
import { recordKey, refsOf, type ObjectModel, type Type } from '../../model/index.js';
import type { Overlay } from '../overlay.js';
import { bump } from './bump.js';
import { runGate, type GateRequest, type GateState } from './check.js';
import type { Branch } from './side.js';

export async function recordInUsers(
  request: GateRequest,
  { name, base, tip = base }: Branch,
  tree: Overlay,
  rebased: ReadonlyMap<string, RebasedFile>,
): Promise<void> {
  const keys = new Set(
    [...rebased].flatMap(([key, file]) => (file.renumbered.length > 0 ? key : [])),
  );
  if (keys.size === 0) return;
  const merged = { ...request, source: { kind: 'trees', name, base: tip } as const };
  const { state } = await runGate(merged);
  const names = state === undefined ? [] : usersOf(keys, state);
  if (names.length === 0) return;
  const choices = { renames: new Map<string, string>(), noRenames: false };
  const { edits } = await bump({ ...merged, names, choices, isMajor: false });
  for (const { path, after } of edits) tree.set(path, after);
}

function usersOf(keys: ReadonlySet<string>, { present, settings }: GateState): readonly string[] {
  const uses = (type: Type): boolean => {
    if ('element' in type) return uses(type.element);
    if (type.kind === 'enum') return keys.has(type.key ?? '');
    const isRecorded = settings.children === 'cascade';
    return (
      isRecorded &&
      refsOf(type).some((ref) => keys.has(recordKey(ref.namespace, ref.name, ref.major)))
    );
  };
  return [...present.model.objects.values()]
    .filter(({ shape }) => [...shape.fields.values()].some(({ type }) => uses(type)))
    .map(keyOf);
}

function keyOf({ namespace, name, major }: ObjectModel): string {
  return recordKey(namespace, name, major);
}
