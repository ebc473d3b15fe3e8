// What the baseline's new entries speak of: types, enums and mixins that it added or changed, and hooks. Without them a
// file that took those entries over would not hold.

import type { RebasedFile, Source } from '../../evolution/index.js';
import { withLf } from '../fingerprint.js';
import type { Tree } from '../host.js';
import type { Overlay } from '../overlay.js';
import type { Settings } from '../settings.js';
import { before, type Sides } from './side.js';

export interface TakingAlong {
  readonly settings: Settings;
  /** Puts together what both sides touched. */
  readonly rebase: (
    key: string,
    of: { readonly base: Source | undefined; readonly mine: Source; readonly tip: Source },
  ) => RebasedFile;
  readonly settle: (key: string, file: RebasedFile, mine: Source) => void;
  readonly isStuck: (key: string) => boolean;
}

export interface TakenAlong {
  readonly keys: readonly string[];
  readonly files: readonly string[];
}

/** `rebased` are the keys to begin with; nothing comes along where the two branches do not part. */
export function takeAlong(
  tree: Overlay,
  trees: { readonly base: Tree; readonly tip: Tree },
  sides: Sides,
  rebased: ReadonlySet<string>,
  taking: TakingAlong,
): TakenAlong {
  const changed = changedAt(sides);
  const seen = new Set(rebased);
  const taken = new Map<string, string>();
  const waiting = [...rebased];
  for (let key = waiting.pop(); key !== undefined; key = waiting.pop()) {
    for (const [other, tip] of changed) {
      if (seen.has(other) || !isNeeded(key, other, sides, taking.settings)) continue;
      seen.add(other);
      waiting.push(other);
      const file = take(tree, other, tip, sides, taking);
      if (file !== undefined) taken.set(other, file);
    }
  }
  const hooks = [...seen].some((key) => /\bhook\b/.test(changed.get(key)?.text ?? ''))
    ? takeHooks(tree, trees, taking.settings)
    : [];
  return { keys: [...taken.keys()], files: [...taken.values(), ...hooks].sort() };
}

/** What the baseline has made since the two branches parted. */
function changedAt({ base, tip }: Sides): ReadonlyMap<string, Source> {
  return new Map([...tip].filter(([key, { text }]) => !sameText(text, base.get(key)?.text)));
}

/** Whether one speaks of the other, or records what became of it. */
function isNeeded(key: string, other: string, { tip }: Sides, { children }: Settings): boolean {
  const [one, two] = [tip.get(key), tip.get(other)];
  if (one === undefined || two === undefined) return false;
  const isRecorded = one.declaration.kind !== 'object' || children === 'cascade';
  return mentions(one, two) || (isRecorded && mentions(two, one));
}

function mentions({ text }: Source, { declaration }: Source): boolean {
  return text.match(/[A-Z]\w*/g)?.includes(declaration.name.value) === true;
}

/** The path that was written; undefined where nothing was, or a person must. */
function take(
  tree: Overlay,
  key: string,
  tip: Source,
  { base, mine }: Sides,
  { rebase, settle, isStuck }: TakingAlong,
): string | undefined {
  const [own, was] = [mine.get(key), base.get(key)];
  const { file } = own?.declaration ?? tip.declaration;
  if (isStuck(key)) return undefined;
  if (own === undefined) {
    // What is gone here, or stands in the way, is for the merge to say.
    if (was !== undefined || tree.read(file) !== undefined) return undefined;
    tree.set(file, tip.text);
    return file;
  }
  if (sameText(own.text, tip.text)) return undefined;
  if (sameText(own.text, was?.text)) tree.set(file, withBreaksOf(own.text, tip.text));
  else settle(key, rebase(key, { base: was ?? before(base, key), mine: own, tip }), own);
  return tree.read(file) === own.text ? undefined : file;
}

function takeHooks(
  tree: Overlay,
  { base, tip }: { readonly base: Tree; readonly tip: Tree },
  { hooks }: Settings,
): readonly string[] {
  return tip.list(hooks).filter((path) => {
    const [was, is, theirs] = [base.read(path), tree.read(path), tip.read(path)];
    if (theirs === undefined || sameText(theirs, was) || !sameText(was, is)) return false;
    tree.set(path, is === undefined ? theirs : withBreaksOf(is, theirs));
    return true;
  });
}

function sameText(a: string | undefined, b: string | undefined): boolean {
  return a === undefined || b === undefined ? a === b : withLf(a) === withLf(b);
}

function withBreaksOf(text: string, other: string): string {
  return text.includes('\r\n') ? withLf(other).replaceAll('\n', '\r\n') : withLf(other);
}
