// One schema file as a careful merge would have left it: what the baseline has become, and on top of it what was made
// here, under numbers of its own.

import { formatVersion } from '../../core/version.js';
import type { Node } from '../../load/index.js';
import { valueOf } from '../../load/locate.js';
import { applyEdits, insertion, type Edit } from '../entry/edits.js';
import { versionEdit } from '../entry/version-text.js';
import { entryOf } from './entry.js';
import {
  adapted,
  arranged,
  historyListing,
  listingOf,
  usualSeparator,
  type Listing,
  type Piece,
} from './listing.js';
import {
  areEntangled,
  mergeHistory,
  type History,
  type HistorySides,
  type MergedHistory,
  type Renumbered,
} from './merge-history.js';
import { pieceOf, verdictsOn, withTaken, type Sides, type Verdicts } from './merge-names.js';
import type { Historied, Source } from './source.js';

export interface RebaseSides extends Sides<Source> {
  /** Whether a version stands fast in the baseline. */
  readonly isReleased: (version: string) => boolean;
}

export interface RebasedFile {
  /** Without what a person must decide; the file as it was, where there is any of that. */
  readonly text: string;
  readonly renumbered: readonly Renumbered[];
  /** What both sides changed, and not to the same: names of fields, methods, values or keys. */
  readonly both: readonly string[];
  /** Why a person must do it, besides. */
  readonly why: readonly string[];
}

/** Whether a version that the baseline has was written into here, or stands there twice. */
export function isEntangled(sides: RebaseSides): boolean {
  const histories = historiesOf(sides);
  return histories !== undefined && areEntangled(histories);
}

export function rebaseFile(sides: RebaseSides): RebasedFile {
  const { mine } = sides;
  const present = mergePresent(sides);
  const history = historyOf(sides);
  const both = [...new Set([...present.both, ...(history?.merged.both ?? [])])];
  const why = [...present.why, ...(history?.why ?? []), ...(history?.merged.why ?? [])];
  if (both.length + why.length > 0) return { text: mine.text, renumbered: [], both, why };
  const text = applyEdits(mine.text, [...present.edits, ...(history?.edits ?? [])]);
  return { text, renumbered: history?.merged.renumbered ?? [], both, why };
}

// ── What the file says now ──────────────────────────────────────────────────────────────────────

interface MergedPresent {
  readonly edits: readonly Edit[];
  readonly both: readonly string[];
  readonly why: readonly string[];
}

/** Keys whose parts are merged by name. */
const BY_NAME = ['fields', 'methods', 'values', 'storage'];

/** Keys that follow from the history, and those that made it the same thing. */
const APART: ReadonlySet<string> = new Set(['history', 'version', 'object', 'enum', 'mixin']);

function mergePresent({ base, mine, tip }: Sides<Source>): MergedPresent {
  const [own, theirs] = [wholeOf(mine), wholeOf(tip)];
  const was = base && wholeOf(base);
  if (own?.form !== 'block' || theirs?.form !== 'block') {
    return { edits: [], both: [], why: ['one of the two is written in braces'] };
  }
  const inner = BY_NAME.flatMap((key) => mergeInner(key, { base, mine, tip }) ?? []);
  const merged = new Set(inner.map(({ key }) => key));
  const verdicts = verdictsOn(
    { base: was?.pieces, mine: own.pieces, tip: theirs.pieces },
    (name) => !APART.has(name) && !merged.has(name),
  );
  return {
    edits: [...inner.flatMap(({ edits }) => edits), ...keyEdits(own, theirs, verdicts)],
    both: [...inner.flatMap(({ both }) => both), ...verdicts.both],
    why: [],
  };
}

function wholeOf({ text, declaration }: Source): Listing | undefined {
  return listingOf(text, declaration.node);
}

/** Undefined where it is not written in one form on both sides, so that only the whole of it can be taken. */
function mergeInner(
  key: string,
  { base, mine, tip }: Sides<Source>,
):
  | { readonly key: string; readonly edits: readonly Edit[]; readonly both: readonly string[] }
  | undefined {
  const [own, theirs] = [partOf(mine, key), partOf(tip, key)];
  if (own === undefined || theirs === undefined || own.form !== theirs.form) return undefined;
  const was = base && partOf(base, key);
  const verdicts = verdictsOn({ base: was?.pieces, mine: own.pieces, tip: theirs.pieces });
  const placed = verdicts.taken.size === 0 ? undefined : withTaken(own, theirs, verdicts);
  // The last one gone, the key would stand alone.
  if (placed?.length === 0) return undefined;
  return {
    key,
    edits: placed === undefined ? [] : [arranged(own, placed)],
    both: verdicts.both,
  };
}

function partOf({ text, declaration }: Source, key: string): Listing | undefined {
  const node: Node | undefined = valueOf(declaration.node, key);
  return node && listingOf(text, node);
}

/** Whole keys of the file, each on its own: those between them may be edited within. */
function keyEdits(mine: Listing, tip: Listing, { taken }: Verdicts): readonly Edit[] {
  const edits: Edit[] = [];
  for (const [name, theirs] of taken) {
    const own = pieceOf(mine.pieces, name);
    if (own === undefined) continue;
    const { offset, endOffset, above } = own;
    edits.push(
      theirs === undefined
        ? { offset: offset - above.length, endOffset, text: '' }
        : { offset, endOffset, text: adapted(theirs, tip, mine).text },
    );
  }
  for (const [index, piece] of tip.pieces.entries()) {
    if (!taken.has(piece.name) || pieceOf(mine.pieces, piece.name) !== undefined) continue;
    const neighbour = neighbourOf(tip.pieces.slice(0, index), mine);
    const { text, above = '' } = adapted(piece, tip, mine);
    const apart = above === '' ? usualSeparator(mine) : above;
    edits.push(insertion(neighbour?.endOffset ?? 0, apart + text));
  }
  return edits;
}

function neighbourOf(before: readonly Piece[], { pieces }: Listing): Piece | undefined {
  const name = before.findLast((one) => pieceOf(pieces, one.name) !== undefined)?.name;
  return name === undefined ? undefined : pieceOf(pieces, name);
}

// ── Its history ─────────────────────────────────────────────────────────────────────────────────

interface HistoryEdits {
  readonly merged: MergedHistory;
  readonly edits: readonly Edit[];
  readonly why: readonly string[];
}

/** Undefined for a mixin, which has none. */
function historyOf(sides: RebaseSides): HistoryEdits | undefined {
  const own = historied(sides.mine);
  if (own === undefined) return undefined;
  const histories = historiesOf(sides);
  if (histories === undefined || histories.mine.listing.form !== histories.tip.listing.form) {
    const why = ['the two histories are not written in one form'];
    return { merged: NOTHING, edits: [], why };
  }
  const merged = mergeHistory(histories);
  const edits = [
    arranged(histories.mine.listing, merged.placed),
    ...versionEdit(own.text, own.declaration.version.span, merged.newest),
  ];
  return { merged, edits, why: [] };
}

/** Undefined where one side has none that can be read. */
function historiesOf({ base, mine, tip, isReleased }: RebaseSides): HistorySides | undefined {
  const [own, theirs] = [readHistory(mine), readHistory(tip)];
  if (own === undefined || theirs === undefined) return undefined;
  const before = base && historied(base);
  const known = before?.declaration.history.map(({ version }) => formatVersion(version.value));
  return { mine: own, tip: theirs, known: new Set(known), isReleased };
}

const NOTHING: MergedHistory = {
  placed: [],
  newest: { major: 0, minor: 0 },
  renumbered: [],
  both: [],
  why: [],
};

function historied({ text, declaration }: Source): Historied | undefined {
  if (declaration.kind === 'mixin') return undefined;
  const node = valueOf(declaration.node, 'history');
  return node?.kind === 'map' && node.entries.length > 0 ? { text, declaration } : undefined;
}

function readHistory(side: Source): History | undefined {
  const own = historied(side);
  const listing = own && historyListing(own);
  const entries = listing?.pieces.map(entryOf);
  if (listing === undefined || entries === undefined) return undefined;
  const read = entries.flatMap((entry) => entry ?? []);
  return read.length === entries.length ? { listing, entries: read } : undefined;
}
