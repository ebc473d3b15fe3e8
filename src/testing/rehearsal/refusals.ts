// Refusals as they are reported: each once, with how often it was met.

import type { Exchanged } from './exchange.js';
import type { DeclaredRefusal } from './report.js';

/** By field and reason, in the order of the objects. */
export function refusalsOf(all: Exchanged['refusals']): readonly DeclaredRefusal[] {
  const found = new Map<string, DeclaredRefusal>();
  for (const { path, why, from, to } of all) {
    // Which element it was does not matter.
    const field = path.replace(/\[[^\]]*\]/g, '');
    const object = /^[^.]*/.exec(field)?.[0] ?? field;
    const key = JSON.stringify([field, why, from, to]);
    const times = (found.get(key)?.times ?? 0) + 1;
    found.set(key, { object, field, why, from, to, times });
  }
  return [...found.values()].sort((a, b) => (a.field < b.field ? -1 : a.field > b.field ? 1 : 0));
}
