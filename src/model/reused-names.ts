// A name on the wire means one thing for ever: peers of the version that had it first still send it.

import { formatVersion, type Version } from '../core/version.js';
import type { FieldChange, FieldShape, Step } from './model.js';
import { sameData } from './same-field.js';
import { report, type Scope } from './scope.js';

/** `steps` newest first. Of names that an older major used again itself, its own file tells. */
export function reportReused(steps: readonly Step[], major: number, scope: Scope): void {
  // On the way back: names that are not there any more, with what they meant when they last were.
  const gone = new Map<string, { readonly field: FieldShape; readonly since: Version }>();
  for (const step of steps) {
    const moved = step.changes.map(movedNames);
    for (const field of moved.flatMap((names) => names.taken)) {
      gone.set(field.name, { field, since: step.newer });
    }
    for (const field of moved.flatMap((names) => names.given)) {
      const later = gone.get(field.name);
      gone.delete(field.name);
      if (later?.since.major !== major || sameData(field, later.field)) continue;
      const related = [{ message: 'what it stood for before', span: field.source }];
      const parameters = { field: field.name, until: step.older, since: later.since };
      const version = formatVersion(later.since);
      report(scope, 'history/name-reused', later.field.source, parameters, { version, related });
    }
  }
}

/** Names that only the newer side has by this change, and those that only the older side has. */
export function movedNames(change: FieldChange): {
  readonly taken: readonly FieldShape[];
  readonly given: readonly FieldShape[];
} {
  switch (change.kind) {
    case 'add':
      return { taken: [change.newer], given: [] };
    case 'remove':
      return { taken: [], given: [change.older] };
    case 'carry':
      return change.older.name === change.newer.name
        ? { taken: [], given: [] }
        : { taken: [change.newer], given: [change.older] };
    case 'replace':
      return { taken: change.newer, given: change.older };
  }
}
