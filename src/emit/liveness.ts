// A conversion is done only where something of the result depends on it: what the target does not have
// cannot refuse (docs/crossing.md, "Liveness").

import { type FieldLine, lineNamed } from './lines.js';
import type { Direction, ObjectPlan } from './plan.js';

/** The test that `x.to`, where the object goes in the end, must pass for a line of step `at`; undefined when it always does. */
export function isLive(
  plan: ObjectPlan,
  line: FieldLine,
  at: number,
  direction: Direction,
): string | undefined {
  return direction === 'backport' ? liveDown(plan, line, at) : liveUp(plan, line, at);
}

function liveDown(plan: ObjectPlan, line: FieldLine, at: number): string | undefined {
  const lowest = lowestUse(plan, line, at, new Set());
  return lowest <= plan.base ? undefined : `x.to >= ${lowest}`;
}

/** The oldest target for which the line matters, seen from step `at`; everything from there on has it. */
function lowestUse(plan: ObjectPlan, line: FieldLine, at: number, seen: Set<FieldLine>): number {
  const { born } = line;
  if (born === undefined || seen.has(line)) return born === undefined ? plan.base : Infinity;
  seen.add(line);
  const uses = [born.at];
  if (born.backport.kind === 'refuse' || born.backport.kind === 'hook') uses.push(plan.base);
  if (born.backport.kind === 'into') {
    const map = lineNamed(plan, born.backport.field, born.at - 1);
    if (map !== undefined) uses.push(lowestUse(plan, map, born.at, seen));
  }
  for (const copy of plan.lines) {
    const { died } = copy;
    // A copy reads the near side of its step, so at this one it is too early to need what comes of it.
    if (died === undefined || died.at >= at || died.at < born.at) continue;
    const { backport } = died;
    if (backport.kind !== 'copy' && backport.kind !== 'from') continue;
    if (lineNamed(plan, backport.field, died.at) === line) {
      uses.push(lowestUse(plan, copy, died.at, seen));
    }
  }
  const hooked = plan.hooks.some(
    (hook) => hook.direction === 'backport' && born.at <= hook.at && hook.at <= at,
  );
  return hooked ? plan.base : Math.min(...uses);
}

function liveUp(plan: ObjectPlan, line: FieldLine, at: number): string | undefined {
  const highest = highestUse(plan, line, at, new Set());
  return highest >= plan.newest ? undefined : `x.to <= ${highest}`;
}

/** The newest target for which the line matters, seen from step `at`. */
function highestUse(plan: ObjectPlan, line: FieldLine, at: number, seen: Set<FieldLine>): number {
  const { died } = line;
  if (died === undefined || seen.has(line)) return died === undefined ? plan.newest : -Infinity;
  seen.add(line);
  const uses = [died.at - 1];
  if (died.upgrade.kind === 'refuse' || died.upgrade.kind === 'hook') uses.push(plan.newest);
  if (died.upgrade.kind === 'into') {
    const map = lineNamed(plan, died.upgrade.field, died.at);
    if (map !== undefined) uses.push(highestUse(plan, map, died.at, seen));
  }
  for (const copy of plan.lines) {
    const { born } = copy;
    if (born === undefined || born.at <= at || born.at > died.at) continue;
    const { upgrade } = born;
    if (upgrade.kind !== 'copy' && upgrade.kind !== 'from') continue;
    if (lineNamed(plan, upgrade.field, born.at - 1) === line) {
      uses.push(highestUse(plan, copy, born.at, seen));
    }
  }
  const hooked = plan.hooks.some(
    (hook) => hook.direction === 'upgrade' && at <= hook.at && hook.at <= died.at,
  );
  return hooked ? plan.newest : Math.max(...uses);
}
