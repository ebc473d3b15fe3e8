// Tables of our own, beside those of objects: how old rows may still be, and what live services say that they speak.

import { TABLES } from '../layout.js';
import type { WantedTable } from './wanted-tables.js';

export const SERVICES = 'backlevel_services';

const OWN = { object: 'backlevel', isNumbered: false, owner: undefined, indexes: [] };
const ALWAYS = { since: undefined, until: undefined };

export const OWN_TABLES: readonly WantedTable[] = [
  {
    ...OWN,
    name: TABLES,
    // The oldest label that rows of the table may have.
    columns: [
      { name: 'name', type: 'text', ...ALWAYS },
      { name: 'oldest', type: 'text', ...ALWAYS },
      // The oldest that is still written, while a contracting looks at the rows.
      { name: 'closing', type: 'text', ...ALWAYS },
    ],
    primaryKey: ['name'],
  },
  {
    ...OWN,
    name: SERVICES,
    columns: [
      { name: 'service', type: 'text', ...ALWAYS },
      { name: 'manifest', type: 'json', ...ALWAYS },
      // Its pin; null where it writes the newest.
      { name: 'writes', type: 'json', ...ALWAYS },
      { name: 'reported_at', type: 'datetime', ...ALWAYS },
    ],
    primaryKey: ['service'],
  },
];
