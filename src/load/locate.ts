// From a JSON pointer, in which the validators speak, to the node it means.

import type { Span } from '../diagnostics/diagnostic.js';
import type { MapNode, Node, ScalarNode } from './declarations.js';

export interface Located {
  readonly node: Node;
  /** The key that the node stands under, if it stands in a map. */
  readonly key?: ScalarNode;
  /** The map that it stands in. */
  readonly parent?: MapNode;
}

type Entry = MapNode['entries'][number];

export interface Locator {
  /** The node at the pointer; the validators only point at what was there. */
  readonly at: (pointer: string) => Located;
  readonly entry: (map: Node, name: string) => Entry | undefined;
}

/** Indexes each map when it is first looked into: a hostile file may have many keys and many errors. */
export function locatorOf(root: MapNode): Locator {
  const indexes = new Map<MapNode, ReadonlyMap<string, Entry>>();
  const entry = (map: Node, name: string): Entry | undefined => {
    if (map.kind !== 'map') return undefined;
    const index = indexes.get(map) ?? new Map(map.entries.map((each) => [each.key.text, each]));
    indexes.set(map, index);
    return index.get(name);
  };
  const stepInto = (node: Node, name: string): Located | undefined => {
    if (node.kind === 'sequence') {
      const item = node.items[Number(name)];
      return item && { node: item };
    }
    const found = entry(node, name);
    return found && node.kind === 'map'
      ? { node: found.value, key: found.key, parent: node }
      : undefined;
  };
  const at = (pointer: string): Located => {
    let located: Located = { node: root };
    for (const part of pointer.split('/').slice(1)) {
      const next = stepInto(located.node, part.replaceAll('~1', '/').replaceAll('~0', '~'));
      if (next === undefined) throw new Error(`Nothing stands at ${pointer}.`);
      located = next;
    }
    return located;
  };
  return { at, entry };
}

/** The value under a key of a map. */
export function valueOf(map: MapNode, key: string): Node | undefined {
  return map.entries.find((entry) => entry.key.text === key)?.value;
}

/** Whether nothing was written where the value should stand: `doc:`. */
export function isMissing(node: Node): boolean {
  return node.kind === 'scalar' && node.text === '' && !node.quoted;
}

/** What stands there, in a word, for "not …". */
export function describeNode(node: Node): string {
  if (node.kind === 'sequence') return 'a list';
  if (node.kind === 'map') return 'a map';
  if (isMissing(node)) return 'nothing';
  return node.text.trim() === '' ? 'an empty text' : `\`${shortened(node.text)}\``;
}

/** A text short enough to stand in a message. */
export function shortened(text: string): string {
  const line = text.replaceAll(/\s+/g, ' ').trim();
  return line.length > 60 ? `${line.slice(0, 57)}…` : line;
}

/** Where to point when something about the whole node is wrong: at its key, or where it begins. */
export function headOf({ node, key }: Located): Span {
  if (key !== undefined) return key.span;
  const first = node.kind === 'map' ? node.entries[0]?.key : undefined;
  return first?.span ?? node.span;
}
