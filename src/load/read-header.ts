// What every declaration begins with.

import type { At, MapNode } from './declarations.js';
import { given, optional, readText, type Reading } from './reading.js';

interface Header {
  readonly file: string;
  readonly name: At<string>;
  readonly namespace?: At<string>;
  readonly doc?: string;
  readonly node: MapNode;
}

/** The name under the key that says what is declared, and what else all kinds have in common. */
export function readHeader(
  root: MapNode,
  kind: 'object' | 'enum' | 'mixin',
  reading: Reading,
): Header | undefined {
  const name = optional(root, kind, readText, reading);
  if (name === undefined) return undefined;
  return {
    file: reading.file,
    name,
    ...given('namespace', optional(root, 'namespace', readText, reading)),
    ...given('doc', optional(root, 'doc', readText, reading)?.value),
    node: root,
  };
}
