// Where a major goes on from the one before: what its first entry takes back to must be what that one was.

import { formatVersion, type Version } from '../core/version.js';
import type { HistoryEntry } from '../load/index.js';
import { formatType } from './format-type.js';
import type { FieldShape, ObjectModel } from './model.js';
import { sameField } from './same-field.js';
import { report, type Scope } from './scope.js';
import { shapeAt } from './shape-at.js';

export function checkJoin(
  entry: HistoryEntry,
  from: Version,
  taken: ReadonlyMap<string, FieldShape>,
  before: ObjectModel,
  scope: Scope,
): void {
  const declared = shapeAt(before, from)?.fields;
  const span = entry.from?.span;
  if (declared === undefined || span === undefined) return;
  for (const name of new Set([...declared.keys(), ...taken.keys()])) {
    const [was, is] = [declared.get(name), taken.get(name)];
    const why = difference(was, is, scope);
    if (why === undefined) continue;
    const source = is?.source ?? was?.source;
    report(
      scope,
      'history/from-differs',
      span,
      { field: name, from, why },
      {
        version: formatVersion(entry.version.value),
        related:
          source === undefined ? [] : [{ message: `\`${name}\` is declared here`, span: source }],
      },
    );
  }
}

function difference(
  was: FieldShape | undefined,
  is: FieldShape | undefined,
  { namespace }: Scope,
): string | undefined {
  if (was === undefined) return 'it was not there yet';
  if (is === undefined) return 'nothing says what became of it';
  if (sameField(was, is)) return undefined;
  const [before, after] = [was, is].map(({ type }) => formatType(type, namespace));
  if (before !== after) return `it was ${before ?? ''} and is ${after ?? ''} without a change`;
  return 'its default, limits or marks differ without a change';
}
