// Which fields of different versions are one field: those that a step carries over, under whatever name.

import type { Shape, Step } from '../model.js';

type Lines = ReadonlyMap<string, ReadonlySet<number>>;

/** By version and field; two fields that share a number are one. `shapes` and `steps` oldest first, as is what is given. */
export function fieldLines(shapes: readonly Shape[], steps: readonly Step[]): readonly Lines[] {
  let next = 0;
  const fresh = (): ReadonlySet<number> => new Set([next++]);
  const found: Lines[] = [];
  for (const [back, shape] of [...shapes].reverse().entries()) {
    const step = steps[shapes.length - 1 - back];
    const newer = found.at(-1);
    const older = step === undefined || newer === undefined ? undefined : carriedOver(step, newer);
    const lines = [...shape.fields.keys()].map(
      (name) => [name, older === undefined ? fresh() : (older(name) ?? fresh())] as const,
    );
    found.push(new Map(lines));
  }
  return found.reverse();
}

/** The lines of older fields; undefined for those that no newer field goes on. */
function carriedOver(
  { changes }: Step,
  newer: Lines,
): (name: string) => ReadonlySet<number> | undefined {
  const lines = new Map<string, ReadonlySet<number> | undefined>();
  for (const change of changes) {
    if (change.kind === 'carry') lines.set(change.older.name, newer.get(change.newer.name));
    else if (change.kind === 'remove') lines.set(change.older.name, undefined);
    else if (change.kind === 'replace') {
      const all = change.newer.flatMap(({ name }) => [...(newer.get(name) ?? [])]);
      for (const { name } of change.older) lines.set(name, new Set(all));
    }
  }
  return (name) => (lines.has(name) ? lines.get(name) : newer.get(name));
}

export function isOneField(
  a: ReadonlySet<number> | undefined,
  b: ReadonlySet<number> | undefined,
): boolean {
  return a !== undefined && b !== undefined && [...a].some((line) => b.has(line));
}
