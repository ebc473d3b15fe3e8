// How large a soak is, and where it runs.

import type { Engine } from '../../../../src/db/index.js';

export interface SoakSettings {
  readonly engine: Engine;
  /** Where the compiled processes and the generated code are. */
  readonly code: string;
  /** `sqlite:FILE`, or a URL of PostgreSQL's; without tables. */
  readonly database: string;
  /** A folder for the ledgers. */
  readonly folder: string;
  readonly rows: number;
  /** How often the migration is killed. */
  readonly kills: number;
  /** Writers of each role. */
  readonly writers: number;
  /** Rows that the migration holds at once. */
  readonly batch: number;
  /** How long it rests between two batches; what is usual on the engine when absent. */
  readonly sleepMs?: number;
  /** How long a writer rests between two pieces of work. */
  readonly restMs: number;
  readonly seed: number;
  readonly say: (line: string) => void;
}
