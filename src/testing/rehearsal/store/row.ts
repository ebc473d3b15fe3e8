// A row of a rehearsal: the value that it was made of, and what code of each release has read of it last.

import type { JsonValue } from '../../../core/json.js';
import type { Version } from '../../../core/version.js';
import type { ObjectModel } from '../../../model/model.js';
import type { PeerObject } from '../../peer/peer.js';
import type { RehearsedValue } from '../values.js';

/** What is done to a row, in this order. */
export type StoreLeg =
  | 'create'
  | 'read'
  | 'find'
  | 'save'
  | 'reread'
  | 'migrate'
  | 'migrate-back'
  | 'migrate-again'
  | 'contract'
  | 'destroy';

export interface RowFault {
  readonly leg: StoreLeg;
  readonly expected: string;
  readonly got: string;
}

/** What stands in the store for a value. */
export interface StoredValue extends RehearsedValue {
  /** As its writer has it. */
  readonly object: ObjectModel;
}

export interface Row extends StoredValue {
  /** As its writer made it. */
  readonly held: PeerObject;
  /** On the wire. */
  readonly key: string | number;
  /** What its writer wrote: a primitive of the version that it writes. */
  readonly content: JsonValue;
  /** The version of that, which was the row's first label. */
  readonly label: Version;
  /** The version that the row has now. */
  now: Version;
  /** By release: what its code has read last, at its newest version. */
  readonly readings: Map<string, JsonValue>;
  /** What its reader did to it: `name = "x"`. */
  edit?: string;
  fault?: RowFault;
  /** Whether a rule has refused it, which ends its way. */
  isRefused?: boolean;
}
