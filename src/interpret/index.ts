// The door of this floor: what any crossing must give, and what it may lose.

export { interpret } from './interpret.js';
export { ledger, ledgerOf } from './ledger.js';
export type { Ledger, LedgerEntry } from './ledger.js';
export { sortedSet } from './types.js';
export type { Surroundings } from './object.js';
export type * from './result.js';
