// Says which line of a schema a loss comes from. What is needed of the model for that is kept as plain
// data with the compiled code, so that a run from the cache need not read the schemas.

import type { Loss } from '../core/envelope.js';
import { formatVersion } from '../core/version.js';
import type { FieldChange, Model } from '../model/index.js';

/** By name of the object; objects of one name in several namespaces or majors stand behind each other. */
export type LossTrail = Readonly<Record<string, readonly TrailStep[]>>;

export interface TrailStep {
  readonly older: string;
  readonly newer: string;
  readonly line: number;
  readonly changes: readonly {
    readonly older: readonly string[];
    readonly newer: readonly string[];
    readonly line: number;
  }[];
}

/** All that losses can be traced to. */
export function lossTrail(model: Model): LossTrail {
  const trail: Record<string, TrailStep[]> = Object.create(null) as Record<string, never>;
  for (const { name, steps } of model.objects.values()) {
    const known = (trail[name] ??= []);
    for (const step of steps) {
      known.push({
        older: formatVersion(step.older),
        newer: formatVersion(step.newer),
        line: step.source.line,
        changes: step.changes.map((change) => ({ ...namesOf(change), line: change.source.line })),
      });
    }
  }
  return trail;
}

function namesOf(change: FieldChange): { older: readonly string[]; newer: readonly string[] } {
  switch (change.kind) {
    case 'add':
      return { older: [], newer: [change.newer.name] };
    case 'remove':
      return { older: [change.older.name], newer: [] };
    case 'carry':
      return { older: [change.older.name], newer: [change.newer.name] };
    case 'replace':
      return {
        older: change.older.map(({ name }) => name),
        newer: change.newer.map(({ name }) => name),
      };
  }
}

/** The line of the change that a loss comes from; undefined when nothing is known of it. */
export function lineOfLoss(trail: LossTrail, loss: Loss): number | undefined {
  const steps = Object.hasOwn(trail, loss.object) ? (trail[loss.object] ?? []) : [];
  const order = new Map(
    steps.flatMap(({ older, newer }, i) => [[older, i] as const, [newer, i + 1] as const]),
  );
  const at = steps.findIndex(({ newer }) => newer === loss.since);
  const step = steps[at];
  if (step === undefined) return undefined;
  const isBackport = (order.get(loss.from) ?? 0) >= (order.get(loss.to) ?? 0);

  // The path names the field as the input did; on the way to the step it may have been renamed.
  const start = order.get(loss.from) ?? at;
  const way = isBackport ? steps.slice(at + 1, start).reverse() : steps.slice(start, at);
  let field = fieldOf(loss.path);
  for (const passed of way) {
    const [near, far] = isBackport ? (['newer', 'older'] as const) : (['older', 'newer'] as const);
    field = passed.changes.find((change) => change[near][0] === field)?.[far][0] ?? field;
  }
  const side = isBackport ? 'newer' : 'older';
  return step.changes.find((change) => change[side].includes(field))?.line ?? step.line;
}

/** The field that a path ends in: `size` in `Instance.block_devices[3].size` and in `Volume.size["a.b"]`. */
function fieldOf(path: string): string {
  const parts = path.match(/\[(?:\d+|"(?:[^"\\]|\\.)*")\]|[^.[\]]+/g) ?? [];
  return parts.findLast((part) => !part.startsWith('[')) ?? '';
}
