// What a rehearsal found, as data.

import type { JsonValue } from '../../core/json.js';
import type { FleetState, Guard, Step } from '../../evolution/rollout/index.js';
import type { Leg } from './exchange.js';
import type { Stage } from './message.js';
import type { StoreLeg } from './store/row.js';

/** Something that breaks in a state of the rollout. */
export interface Break {
  /** The step that led to the state; absent where it breaks before the first. */
  readonly step?: Step;
  /** All steps up to there, a shortest way. */
  readonly path: readonly Step[];
  readonly state: FleetState;
  readonly what: BrokenMessage | BrokenCall | BrokenRow | Unsupported;
  /** In how many further values, rows, calls and processes of this state the same was seen. */
  readonly others: number;
}

/** An object that did not arrive as it must. */
export interface BrokenMessage {
  readonly kind: 'message';
  /** Names of processes. */
  readonly sender: string;
  readonly receiver: string;
  /** The object's name on the wire. */
  readonly object: string;
  /** The versions of it that the codes of the two have. */
  readonly versions: readonly [sender: string, receiver: string];
  /** Whether it was on its way to the receiver, on its way back, or on its way back after the receiver edited it. */
  readonly leg: Leg;
  readonly stage: Stage;
  /** Where the value came from: `name = ""`, `random 3`. */
  readonly about: string;
  /** The smallest value that was found, at the sender's newest version. */
  readonly value: JsonValue;
  readonly expected: string;
  readonly got: string;
}

/** A method that a process calls and the conductor does not have. */
export interface BrokenCall {
  readonly kind: 'call';
  readonly caller: string;
  readonly conductor: string;
  readonly object: string;
  readonly method: string;
}

/** A row that is not what it must be. */
export interface BrokenRow {
  readonly kind: 'row';
  /** Code and pin of whoever made the row: `2026.1 pinned to 2025.2`. It may be gone by now. */
  readonly writer: string;
  /** The name of the process that reads and edits it. */
  readonly reader: string;
  readonly object: string;
  /** The version that the row was written at, and the one that the reader's code has. */
  readonly versions: readonly [written: string, reader: string];
  /** What was done to the row when it broke. */
  readonly leg: StoreLeg;
  /** Where the value came from: `name = ""`, `random 3`. */
  readonly about: string;
  /** The smallest value that was found, at the newest version of its writer. */
  readonly value: JsonValue;
  /** What the reader did to it before it broke: `name = "x"`. */
  readonly edit?: string;
  readonly expected: string;
  readonly got: string;
}

/** A process that runs or writes what is retired, or rows of it. */
export interface Unsupported {
  readonly kind: 'unsupported';
  /** Absent for rows. */
  readonly process?: string;
  readonly release: string;
}

/** A value that a declared rule does not let through: no break, but somebody has to know. */
export interface DeclaredRefusal {
  readonly object: string;
  /** The release that the object had, and the one that it was to be brought to. */
  readonly from: string;
  readonly to: string;
  readonly field: string;
  readonly why: string;
  readonly times: number;
}

/** What a guard is there for, shown by the states that it forbids. */
export interface GuardShown {
  readonly guard: Guard;
  /** States that only one step which it forbids leads to. */
  readonly states: number;
  /** Of these, where something breaks; */
  readonly breaking: number;
  /** and where nothing does only because a conductor answers for what is too new. */
  readonly leaning: number;
  /** What breaks in the first of them. */
  readonly example?: Break;
}

/** What was rehearsed of the store. */
export type RehearsedStore =
  | {
      readonly isRehearsed: true;
      /** Different mixes of a writer, a reader and tables. */
      readonly mixes: number;
      readonly rows: number;
    }
  /** Why nothing was. */
  | { readonly isRehearsed: false; readonly why: string };

export interface RehearsalReport {
  readonly seed: number;
  /** By name, oldest first. */
  readonly releases: readonly string[];
  readonly states: number;
  /** Different meetings of two processes. */
  readonly meetings: number;
  /** Values that went there and back. */
  readonly exchanges: number;
  /** Exchanges in which a conductor was asked. */
  readonly asked: number;
  /** Absent where no object is stored. */
  readonly store?: RehearsedStore;
  /** The first thing of each state that breaks, the states in the order in which they can be come to. */
  readonly breaks: readonly Break[];
  readonly refusals: readonly DeclaredRefusal[];
  readonly guards: readonly GuardShown[];
}
