// What the files could not tell. A name that was not found may stand in one that could not be read, and what a
// declaration lacks may be what was lost from it.

import type { Declaration } from '../load/index.js';

/** Whether a name may be declared in one of the files: by custom they are called after what they declare. */
export function nameMayStandIn(unread: readonly string[]): (name: string) => boolean {
  const names = new Set(unread.map((path) => squeezed(stemOf(path))));
  return (name) => names.has(squeezed(name.slice(name.indexOf('/') + 1)));
}

/** Of `schemas/disk_bus.enum.yaml` the `disk_bus`. */
function stemOf(path: string): string {
  return path.slice(path.lastIndexOf('/') + 1).replace(/\..*$/s, '');
}

function squeezed(name: string): string {
  return name.replace(/[^a-zA-Z0-9]/g, '').toLowerCase();
}

/** Whether nothing was lost from the declaration in reading. */
export function isWhole(declaration: Declaration): boolean {
  return declaration.isIncomplete !== true;
}
