// What generated code tells the runtime of an object's rows.

import { compareVersions } from '../core/version.js';
import type { Doc } from './doc.js';
import { array, object, property, text } from './literals.js';
import type { ObjectPlan } from './plan.js';
import { moveDocs } from './storage-moves.js';
import { columnDocs, indexDocs, sideDocs } from './storage-rows.js';
import { carryDocs, fillDocs } from './storage-steps.js';
import { call } from './syntax.js';

/** The member `storage` of the type's description; none where the object is not stored. */
export function storageProperties(plan: ObjectPlan): readonly Doc[] {
  const { object: model, base } = plan;
  const now = model.storage?.at(-1);
  if (now === undefined) return [];
  const { unlabelled } = now;
  const before = unlabelled && model.versions.findIndex((one) => !compareVersions(one, unlabelled));
  const info = object([
    property('table', text(now.table)),
    property('key', text(now.key)),
    ...(before === undefined ? [] : [property('unlabelled', String(base + before))]),
    property('columns', array(columnDocs(plan))),
    ...rowsOf('sides', sideDocs(plan)),
    ...rowsOf('indexes', indexDocs(plan)),
    ...rowsOf('fills', fillDocs(plan)),
    ...rowsOf('moves', moveDocs(plan)),
    ...rowsOf('carries', carryDocs(plan)),
  ]);
  return [property('storage', call('rt.storage', [info]))];
}

function rowsOf(name: string, rows: readonly Doc[]): readonly Doc[] {
  return rows.length === 0 ? [] : [property(name, array(rows))];
}
