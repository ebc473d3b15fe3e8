// One history out of two that went on from the same: the baseline's entries as they are, and above them those that
// nobody has released, under the numbers that follow.

import { compareVersions, formatVersion, parseVersion, type Version } from '../../core/version.js';
import { versionEdit } from '../entry/version-text.js';
import { applyEdits } from '../entry/edits.js';
import { withItems, type Entry, type Item } from './entry.js';
import { adapted, type Listing, type Placed } from './listing.js';

/** The entries of one file, newest first. */
export interface History {
  readonly listing: Listing;
  readonly entries: readonly Entry[];
}

export interface HistorySides {
  readonly mine: History;
  readonly tip: History;
  /** The versions that both had when they parted. */
  readonly known: ReadonlySet<string>;
  readonly isReleased: (version: string) => boolean;
}

export interface Renumbered {
  readonly from: Version;
  readonly to: Version;
}

export interface MergedHistory {
  readonly placed: readonly Placed[];
  readonly newest: Version;
  /** Entries of mine that have another number now. */
  readonly renumbered: readonly Renumbered[];
  /** Names that both speak of in entries of their own. */
  readonly both: readonly string[];
  /** Why a person must do it. */
  readonly why: readonly string[];
}

/** What becomes of an entry of mine: what stays where it is, and what goes up under another number. */
interface Fate {
  readonly stays?: Placed;
  readonly moves?: Placed & { readonly items: readonly Item[] };
  readonly why?: string;
}

export function mergeHistory(sides: HistorySides): MergedHistory {
  const { mine, tip, known } = sides;
  const added = tip.entries.filter(({ version }) => !known.has(version));
  const judged = mine.entries.map((entry, index) => ({
    entry,
    fate: fateOf(entry, index, added, sides),
  }));
  const staying = judged.flatMap(({ entry, fate: { stays } }) =>
    stays === undefined ? [] : [{ version: entry.version, placed: stays }],
  );
  const isHere = new Set(staying.map(({ version }) => version));
  const inserted = added
    .filter(({ version }) => !isHere.has(version))
    .map(({ version, piece }) => ({ version, placed: adapted(piece, tip.listing, mine.listing) }));
  const moving = judged.flatMap(({ entry, fate: { moves } }) =>
    moves === undefined ? [] : [{ ...moves, version: entry.version }],
  );
  const numbers = numbersFor(moving.length, [...tip.entries, ...staying]);
  const moved = moving.map((one, index) => ({
    from: parseVersion(one.version) ?? numbers[index] ?? NONE,
    to: numbers[index] ?? NONE,
    placed: { ...one, text: renumberedText(one.text, numbers[index] ?? NONE) },
  }));
  const theirs = new Set(added.flatMap(namesOf));
  return {
    placed: [
      ...moved.map(({ placed }) => placed),
      ...newestFirst(staying, inserted).map(({ placed }) => placed),
    ],
    newest: numbers[0] ?? newestOf([...staying, ...inserted]),
    renumbered: moved.filter(({ from, to }) => compareVersions(from, to) !== 0).reverse(),
    both: [...new Set(moving.flatMap(namesOf).filter((name) => theirs.has(name)))],
    why: [...new Set(judged.flatMap(({ fate }) => fate.why ?? []))],
  };
}

/** Whether an entry that stands fast was written into, or stands there beside another one. */
export function areEntangled({ mine, tip, isReleased }: HistorySides): boolean {
  return mine.entries.some((entry) => {
    const theirs = tip.entries.find(({ version }) => version === entry.version);
    if (theirs === undefined) return false;
    if (mine.entries.filter(({ version }) => version === entry.version).length > 1) return true;
    const own = new Set(theirs.items.map(({ said }) => said));
    const isMore = entry.items.some(({ isChange, said }) => isChange && !own.has(said));
    return isMore && holds(entry, theirs) && isReleased(entry.version);
  });
}

const NONE: Version = { major: 0, minor: 0 };

function fateOf(
  entry: Entry,
  index: number,
  added: readonly Entry[],
  { mine, tip, known, isReleased }: HistorySides,
): Fate {
  const { version, items, piece } = entry;
  const stays = { text: piece.text, above: piece.above };
  const theirs = tip.entries.find((one) => one.version === version);
  const recent = new Set(added.flatMap((one) => one.items.map(({ said }) => said)));
  // What the baseline lacks is mine, or was cut off there.
  if (theirs === undefined) return known.has(version) ? { stays } : moving(entry, recent);
  const twins = mine.entries.filter((one) => one.version === version);
  if (isSame(entry, theirs)) {
    const first = mine.entries.findIndex((one) => one.version === version && isSame(one, theirs));
    return first === index ? { stays } : {};
  }
  const without = new Set([...recent, ...theirs.items.map(({ said }) => said)]);
  if (twins.length > 1) {
    return twins.some((one) => isSame(one, theirs))
      ? moving(entry, without)
      : { why: `neither of the entries ${version} is the one that is taken` };
  }
  if (holds(entry, theirs)) {
    const isMore = items.some(({ isChange, said }) => isChange && !without.has(said));
    return isMore && (!known.has(version) || isReleased(version))
      ? splitting(entry, theirs, without)
      : { stays };
  }
  return known.has(version) ? { stays } : moving(entry, without);
}

/** The entry without what the baseline says already; nothing where that is all. */
function moving(entry: Entry, without: ReadonlySet<string>): Fate {
  const { text, above } = entry.piece;
  const items = entry.items.filter(({ said }) => !without.has(said));
  if (items.length === 0) return {};
  const written = items.length === entry.items.length ? text : onlyItems(entry, items);
  return written === undefined ? cannotPart(entry) : { moves: { text: written, above, items } };
}

/** An entry that two branches wrote into: each of the two takes what is its own. */
function splitting(entry: Entry, theirs: Entry, without: ReadonlySet<string>): Fate {
  const items = entry.items.filter(({ said }) => !without.has(said));
  const text = onlyItems(entry, theirs.items);
  const more = onlyItems(entry, items);
  if (text === undefined || more === undefined) return cannotPart(entry);
  return {
    stays: { text, above: entry.piece.above },
    moves: { text: withoutOwnComments(more), items },
  };
}

function onlyItems(entry: Entry, items: readonly Item[]): string | undefined {
  const wanted = new Set(items.map(({ said }) => said));
  return withItems(entry, ({ said }) => wanted.has(said));
}

function cannotPart({ version }: Entry): Fate {
  return { why: `the list of ${version} is laid out so that it cannot be parted` };
}

/** They stay with the entry that was there first. */
function withoutOwnComments(text: string): string {
  return text.replace(/^(?:[ \t]*#[^\n]*\n)+/, '');
}

function renumberedText(text: string, to: Version): string {
  const key = KEY.exec(text);
  if (key === null) throw new Error('an entry without a key');
  const offset = key.index + (key[1]?.length ?? 0);
  return applyEdits(text, versionEdit(text, { offset, endOffset: key.index + key[0].length }, to));
}

/** Of the first line that is neither blank nor a comment. */
const KEY = /^([ \t]*)(?:"[^"\n]*"|'[^'\n]*'|[^\s:#][^\s:]*)/m;

/** As many as there are to be numbered, newest first. */
function numbersFor(
  count: number,
  below: readonly { readonly version: string }[],
): readonly Version[] {
  const { major, minor } = newestOf(below);
  return Array.from({ length: count }, (_, index) => ({ major, minor: minor + count - index }));
}

function newestOf(entries: readonly { readonly version: string }[]): Version {
  const versions = entries.flatMap(({ version }) => parseVersion(version) ?? []);
  return [...versions].sort(compareVersions).at(-1) ?? NONE;
}

interface At {
  readonly version: string;
  readonly placed: Placed;
}

/** Each one that is put in stands above the first that is older. */
function newestFirst(staying: readonly At[], inserted: readonly At[]): readonly At[] {
  const all = [...staying];
  for (const one of inserted) {
    const below = all.findIndex(({ version }) => isOlder(version, one.version));
    all.splice(below < 0 ? all.length : below, 0, one);
  }
  return all;
}

function isOlder(a: string, b: string): boolean {
  const [one, other] = [parseVersion(a), parseVersion(b)];
  return one !== undefined && other !== undefined && compareVersions(one, other) < 0;
}

function isSame(a: Entry, b: Entry): boolean {
  return a.items.length === b.items.length && holds(a, b);
}

function holds({ items }: Entry, { items: others }: Entry): boolean {
  return others.every(({ said }) => items.some((one) => one.said === said));
}

function namesOf({ items }: { readonly items: readonly Item[] }): readonly string[] {
  return items.flatMap(({ names }) => names);
}

/** What is told of a number: `1.3 is 1.5 now`. */
export function tellRenumbered({ from, to }: Renumbered): string {
  return `${formatVersion(from)} is ${formatVersion(to)} now`;
}
