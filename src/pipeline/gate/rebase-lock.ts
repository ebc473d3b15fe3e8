// The lock of a rebase: the numbers that were pending here are others now, and what the baseline released stands fast.

import { parseLock, type Records, type ThingRecord } from '../../model/index.js';
import { hasErrors } from '../compile.js';
import type { Tree } from '../host.js';
import type { Overlay } from '../overlay.js';
import type { Settings } from '../settings.js';
import type { GateState } from './check.js';
import { lockPath, lockText, readLock } from './lock-file.js';
import { addToLock, presentRecords } from './write-lock.js';

/**
 * Takes the baseline's lock where this one holds a merge conflict and is sound otherwise: what was pending here is
 * added to it again. Whether it did.
 */
export function mendLock(tree: Overlay, tip: Tree, settings: Settings): boolean {
  const path = lockPath(settings);
  const [text, theirs] = [tree.read(path), tip.read(path)];
  const resolved = text?.replace(CONFLICT, '$1');
  if (theirs === undefined || resolved === undefined || resolved === text) return false;
  // Lines that both sides have alike may belong to either record: whether its digest fits says nothing.
  if (!parseLock(resolved).ok || readLock(tip, settings).records === undefined) {
    return false;
  }
  tree.set(path, theirs);
  return true;
}

/** Both sides, and between them what git may show of where both began; the second side is captured. */
const CONFLICT =
  /^<{7}[^\n]*\n(?:(?!\|{7}|={7}|>{7}).*\n)*(?:\|{7}[^\n]*\n(?:(?!={7}).*\n)*)?={7}[^\n]*\n((?:(?!>{7}).*\n)*)>{7}[^\n]*(?:\n|$)/gm;

/** Writes the lock anew; while there are errors it stays as it was. */
export function rewriteLock(
  tree: Overlay,
  below: Tree,
  state: GateState | undefined,
  tip: Tree,
  keys: ReadonlySet<string>,
): void {
  if (state === undefined) return;
  const path = lockPath(state.settings);
  const { records } = state.lock;
  if (records === undefined || hasErrors(state.snapshot.findings)) {
    tree.set(path, below.read(path));
    return;
  }
  const known = withReleased(records, readLock(tip, state.settings).records, keys);
  tree.set(path, lockText(addToLock(known, presentRecords(state.snapshot), 'pending')));
}

/** What the baseline's lock says is released of these is so, whatever was pending here under its number. */
function withReleased(lock: Records, tip: Records | undefined, keys: ReadonlySet<string>): Records {
  const each = (
    own: ReadonlyMap<string, ThingRecord>,
    theirs: ReadonlyMap<string, ThingRecord> | undefined,
  ): ReadonlyMap<string, ThingRecord> => {
    const things = new Map(own);
    for (const [key, { isExperimental, versions }] of theirs ?? []) {
      if (!keys.has(key)) continue;
      const fast = [...versions].filter(([, { status }]) => status === 'released');
      const all = new Map([...(own.get(key)?.versions ?? []), ...fast]);
      things.set(key, { isExperimental, versions: all });
    }
    return things;
  };
  return {
    wire: lock.wire,
    objects: each(lock.objects, tip?.objects),
    enums: each(lock.enums, tip?.enums),
  };
}
