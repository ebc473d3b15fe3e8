// An entry of a history read by itself, so that each of two with one version can be: its items, and the text with only
// some of them.

import type { MapNode, Node } from '../../load/index.js';
import { isMissing, valueOf } from '../../load/locate.js';
import { readYaml } from '../../load/read-yaml.js';
import { applyEdits } from '../entry/edits.js';
import { arranged, listingOf, type Piece } from './listing.js';
import { sayingOf } from './saying.js';

export interface Entry {
  readonly version: string;
  readonly piece: Piece;
  readonly items: readonly Item[];
}

/** A note or a change. */
export interface Item {
  readonly said: string;
  readonly isChange: boolean;
  /** The fields, methods or values that it speaks of. */
  readonly names: readonly string[];
}

/** Undefined where it cannot be read. */
export function entryOf(piece: Piece): Entry | undefined {
  const value = valueIn(piece.text);
  if (value === undefined) return undefined;
  const nodes = value.kind === 'sequence' ? value.items : isMissing(value) ? [] : [value];
  return { version: piece.name, piece, items: nodes.map(itemOf) };
}

/** The text of the entry with those items only; undefined where its list cannot be taken to pieces. */
export function withItems({ piece }: Entry, isWanted: (item: Item) => boolean): string | undefined {
  const value = valueIn(piece.text);
  if (value?.kind !== 'sequence') return undefined;
  const listing = listingOf(piece.text, value);
  if (listing === undefined) return undefined;
  const kept = listing.pieces.filter((_, index) => {
    const node = value.items[index];
    return node !== undefined && isWanted(itemOf(node));
  });
  return applyEdits(piece.text, [arranged(listing, kept)]);
}

function valueIn(text: string): Node | undefined {
  const { root, isDamaged } = readYaml('', text);
  return isDamaged ? undefined : root?.entries[0]?.value;
}

function itemOf(node: Node): Item {
  const isChange = node.kind === 'map';
  return { said: sayingOf(node), isChange, names: isChange ? namesIn(node) : [] };
}

/** The keys under which a change names what it is about. */
const NAMING = ['add', 'remove', 'rename', 'to', 'change', 'replace', 'with'];

function namesIn(change: MapNode): readonly string[] {
  const stored = storedPartsIn(change);
  if (stored !== undefined) return stored;
  return NAMING.flatMap((key) => {
    const value = valueOf(change, key);
    if (value === undefined) return [];
    if (value.kind === 'scalar') return [value.text];
    if (value.kind === 'map') return value.entries.map((entry) => entry.key.text);
    return value.items.flatMap((item) => (item.kind === 'scalar' ? [item.text] : []));
  });
}

/** A change of storage is about the parts of it that were others. */
function storedPartsIn(change: MapNode): readonly string[] | undefined {
  const [what, was] = [valueOf(change, 'change'), valueOf(change, 'was')];
  if (what?.kind !== 'scalar' || what.text !== 'storage' || was?.kind !== 'map') return undefined;
  if (valueOf(was, 'type') !== undefined || valueOf(was, 'enum') !== undefined) return undefined;
  return was.entries.flatMap(({ key, value }) =>
    value.kind === 'map'
      ? value.entries.map((entry) => `storage ${key.text} ${entry.key.text}`)
      : [`storage ${key.text}`],
  );
}
