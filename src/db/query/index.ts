// Queries in SQL: which rows, in which order, and how much of each.

export { conditionOf } from './conditions.js';
export { type Wanted, wantedFor } from './columns.js';
export { type Asked } from './expressions.js';
export { behind, orderBy, type Ordering, orderingsOf } from './order.js';
export { type Row, selectRows, selectWhere, type Selection } from './select.js';
