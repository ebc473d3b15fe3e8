// The nodes of a file as plain JSON, small enough to be kept between runs: of places the offsets alone.

import type { MapNode, Node, ScalarNode } from './declarations.js';
import type { Places } from './places.js';
import type { SourceFile } from './read-file.js';

/** A scalar, quoted (1) or not (0); a sequence (2); a map (3), its keys and values in turn. Then its two offsets. */
export type PackedNode =
  PackedScalar | PackedMap | readonly [2, readonly PackedNode[], number, number];
type PackedScalar = readonly [0 | 1, string, number, number];
export type PackedMap = readonly [3, readonly PackedEntry[], number, number];
type PackedEntry = readonly [PackedScalar, PackedNode];

/** What earlier runs read, by path and text. Only files that are in order are in it. */
export interface KnownNodes {
  get(file: SourceFile): PackedMap | undefined;
  set(file: SourceFile, nodes: PackedMap): void;
}

export function packMap({ entries, span }: MapNode): PackedMap {
  const packed = entries.map(({ key, value }) => [packScalar(key), pack(value)] as const);
  return [3, packed, span.offset, span.endOffset];
}

function pack(node: Node): PackedNode {
  if (node.kind === 'scalar') return packScalar(node);
  if (node.kind === 'map') return packMap(node);
  return [2, node.items.map(pack), node.span.offset, node.span.endOffset];
}

function packScalar({ quoted, text, span }: ScalarNode): PackedScalar {
  return [quoted ? 1 : 0, text, span.offset, span.endOffset];
}

export function unpackMap([, packed, offset, end]: PackedMap, places: Places): MapNode {
  const entries = packed.map(([key, value]) => ({
    key: unpackScalar(key, places),
    value: unpack(value, places),
  }));
  return { kind: 'map', entries, span: places(offset, end) };
}

function unpack(node: PackedNode, places: Places): Node {
  if (node[0] === 3) return unpackMap(node, places);
  if (node[0] !== 2) return unpackScalar(node, places);
  const [, items, offset, end] = node;
  return {
    kind: 'sequence',
    items: items.map((item) => unpack(item, places)),
    span: places(offset, end),
  };
}

function unpackScalar([quoted, text, offset, end]: PackedScalar, places: Places): ScalarNode {
  return { kind: 'scalar', text, quoted: quoted === 1, span: places(offset, end) };
}
