// What the processes of a soak and the one that started them say to each other.

import type { Manifest } from '../../../src/core/envelope.js';

export const RELEASES = ['a', 'b'] as const;
export type ReleaseName = (typeof RELEASES)[number];

/** What each release speaks. */
export const MANIFESTS: Readonly<Record<ReleaseName, Manifest>> = {
  a: { Locker: '1.0', Door: '1.0' },
  b: { Locker: '1.3', Door: '1.1' },
};

/** Code of the older release; of the newer, pinned to the older; of the newer, pinned to nothing. */
export const ROLES = ['old', 'pinned', 'new'] as const;
export type Role = (typeof ROLES)[number];

/** Where a process finds its code and the database: `sqlite:FILE`, or a URL of PostgreSQL's. */
export interface Place {
  /** Of the generated code of both releases. */
  readonly code: string;
  readonly database: string;
}

export interface WriterOrder extends Place {
  readonly name: string;
  readonly role: Role;
  /** Which of so many writers of its role it is: some fields of a row are changed by one of them alone. */
  readonly place: number;
  readonly peers: number;
  /** Rows that there are from the beginning: keys from 1 to that. */
  readonly rows: number;
  readonly seed: number;
  /** How long it rests between two pieces of work, in milliseconds. */
  readonly restMs: number;
  /** The file of what it was told is written. */
  readonly ledger: string;
}

/** One step of whoever runs the fleet. */
export type Task =
  | { readonly task: 'expand'; readonly release: ReleaseName }
  /** Rows with these numbers are created through the store. */
  | { readonly task: 'create'; readonly numbers: readonly number[] }
  | { readonly task: 'migrate'; readonly batch: number; readonly sleepMs?: number }
  | { readonly task: 'contract' };

export type OperatorOrder = Place & Task;

/** Calls of one kind: how long each took, in milliseconds, and how they failed, by code. */
export interface CallFigures {
  readonly ms: readonly number[];
  readonly errors: Readonly<Record<string, number>>;
}

export type Told =
  | { readonly kind: 'ready' }
  | { readonly kind: 'breach'; readonly what: string }
  /** A batch of the migration is kept. */
  | { readonly kind: 'batch'; readonly done: number; readonly heldMs: number }
  | { readonly kind: 'done'; readonly left: number; readonly what: string }
  | { readonly kind: 'calls'; readonly get: CallFigures; readonly save: CallFigures };

export type Command =
  | { readonly kind: 'leave' }
  /** Where the migration is, about, by key: writers look for trouble there. */
  | { readonly kind: 'frontier'; readonly key: number };
