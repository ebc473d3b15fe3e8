// What the store keeps, and what can be asked of it.

/** A machine as it is stored: a primitive, at the version that somebody wrote it in. */
export interface Row {
  readonly id: string;
  readonly home: string;
  /** Rises with every write. */
  readonly revision: number;
  readonly primitive: unknown;
}

export type Question =
  | { readonly ask: 'get'; readonly id: string }
  /** The latest machine of every home. */
  | { readonly ask: 'current' }
  /** Written only where the stored row has the revision expected; 0 where there is none yet. */
  | { readonly ask: 'put'; readonly row: Row; readonly expected: number }
  /** Somebody begins to carry out the call of this token. */
  | { readonly ask: 'ran'; readonly token: string; readonly by: string };

/** Rows that were asked for; for `put`, whether it was written. */
export interface Reply {
  readonly rows: readonly Row[];
  readonly isWritten: boolean;
}

/** A line of the store's file: all that was ever written, in its order. */
export type Entry = { readonly put: Row } | { readonly ran: string; readonly by: string };
