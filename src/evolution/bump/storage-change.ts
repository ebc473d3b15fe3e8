// A change of storage that no entry records, as the entry that is to be written will lead back to it.

import { storageWas, type Drift, type Moved } from '../../model/index.js';
import type { PlannedChange } from '../entry/entry-plan.js';

/** What the changes that are planned already do not say; none where either side is not stored. */
export function storageChange(
  { was, is }: Extract<Drift, { readonly kind: 'object' }>,
  planned: readonly PlannedChange[],
): readonly PlannedChange[] {
  const { fields, storage } = was;
  if (storage === undefined || is.storage === undefined) return [];
  const moved = planned.flatMap((change): readonly Moved[] => {
    if (change.kind === 'add') {
      return change.names.map((name) => ({ kind: 'add', newer: { name } }));
    }
    return change.kind === 'rename' ? [{ kind: 'carry', older: change.was, newer: change.is }] : [];
  });
  const different = storageWas({ fields, storage }, is.storage, moved);
  return different === undefined ? [] : [{ kind: 'change-storage', different }];
}
