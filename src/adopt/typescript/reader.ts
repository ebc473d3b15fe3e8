// What reading of TypeScript goes by: the files, the drafts, and which declarations have become which types.

import type { ts } from 'ts-morph';
import type { Span } from '../../diagnostics/index.js';
import type { At, Drafting } from '../drafting.js';
import type { NamedType, TypeScript, Unit } from './unit.js';

export interface Reader {
  readonly ts: TypeScript;
  readonly units: ReadonlyMap<string, Unit>;
  readonly drafting: Drafting;
  /** Names in the schemas of the types that become objects and enums of their own. */
  readonly adopted: Map<NamedType, string>;
  /** Types whose fields others have written out. */
  readonly extended: Set<NamedType>;
  /** What is still to be read; types join while others are read. */
  readonly queue: NamedType[];
}

/** Where a type stands: what is said about it names these. */
export interface Place extends At {
  readonly unit: Unit;
  /** Whether it is the type of the property itself, and not of something in it. */
  readonly isWhole: boolean;
  /** Aliases that are being written out: one that holds itself has no end. */
  readonly within: readonly NamedType[];
}

export function spanOf(node: ts.Node, { places }: Unit): Span {
  return places(node.getStart(), node.getEnd());
}
