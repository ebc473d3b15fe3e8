// The door: rows of every mix of readers and writers, in a real store.

export { loadDriver } from './driver.js';
export { storeMixesIn } from './mix.js';
export type { StoreLeg } from './row.js';
export { StoreMixes, type HeldRows } from './store-mixes.js';
