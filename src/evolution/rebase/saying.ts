// What a part of a file says, as one text to compare: without comments, and however it is laid out.

import type { Node } from '../../load/index.js';

export function sayingOf(node: Node): string {
  return JSON.stringify(plain(node));
}

type Plain = readonly (string | boolean | Plain)[];

/** Order counts: that of arguments is part of what they are. */
function plain(node: Node): Plain {
  if (node.kind === 'scalar') return ['scalar', node.text, node.quoted];
  if (node.kind === 'sequence') return ['sequence', ...node.items.map(plain)];
  return ['map', ...node.entries.map(({ key, value }) => [key.text, plain(value)])];
}
