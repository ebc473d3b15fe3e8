// The working record `r` of a crossing: one entry for each line, whatever its name is at a version.

import type { FieldLine } from './lines.js';
import { text } from './literals.js';

/** A line as its row in the working record. */
export function row(line: FieldLine): string {
  return `r[${text(line.id)}]`;
}
