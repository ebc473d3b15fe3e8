// A schema file on one of the three sides of a rebase: where the branches part, at the baseline's tip, and here.

import type { Declaration, EnumDeclaration, ObjectDeclaration } from '../../load/index.js';

export interface Source {
  readonly text: string;
  readonly declaration: Declaration;
}

/** One that has a history. */
export interface Historied {
  readonly text: string;
  readonly declaration: ObjectDeclaration | EnumDeclaration;
}
