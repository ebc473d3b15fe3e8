// What a store's users import: databases, stores, and the steps that tables go through.

export {
  type Database,
  postgresDatabase,
  type PostgresOptions,
  sqliteDatabase,
} from './database.js';
export type { SqliteOptions } from './database.js';
export type { SqliteInstance } from './sqlite-instance.js';
export type { PostgresPool } from './postgres-pool.js';
export type { Engine } from './engine.js';
export { storeErrors, type CrossingError } from './declared-errors.js';
export * from './errors.js';
export { alone } from './migrate/alone.js';
export { expand, type Ground, planned } from './migrate/expand.js';
export { findTables, type FoundTable, type FoundTables, NOTHING } from './migrate/found-tables.js';
export { type Apart, isIn, keptBy, newerThan, storedTypesOf, tooOldFor } from './migrate/kept.js';
export { planContract, planExpand, type Step } from './migrate/plan.js';
export { tablesOfRelease } from './migrate/tables-of-release.js';
export { openStore, Store, type StoreOptions, type TransactionOptions } from './store.js';
export { persist, type Persistence } from './persist.js';
export {
  contract,
  type Contracted,
  type ContractOptions,
  type Obstacle,
  obstaclesOf,
  type Speaker,
} from './migrate/contract.js';
export {
  migrateOnline,
  type Migrated,
  type OnlineOptions,
  type Progress,
} from './migrate/online.js';
export type { StuckRow } from './migrate/batch.js';
export { statusOf, type TableStatus } from './migrate/status.js';
export {
  type LiveService,
  type Report,
  reportService,
  retireService,
  servicesIn,
  speakersOf,
} from './services.js';
