// One question to a value: does this law hold for it on this way?

import type { Manifest } from '../../core/envelope.js';
import type { Version } from '../../core/version.js';
import type { ObjectModel } from '../../model/model.js';
import type { LawName } from './law.js';
import type { Trial } from './trial.js';

export interface Check {
  readonly law: LawName;
  /** Where it leads: a version, `newest`, or a manifest. */
  readonly to: Destination;
  /**
   * Whether it is put to values with many fields alone: what it would show of a single field's edge, a
   * check that every value meets shows as well.
   */
  readonly isForWholes?: boolean;
  /** Undefined where the law holds. */
  readonly run: (trial: Trial) => Violation | undefined;
}

export type Destination =
  | { readonly kind: 'version'; readonly version: Version }
  | { readonly kind: 'newest' }
  | { readonly kind: 'manifest'; readonly manifest: Manifest };

export interface Violation {
  readonly expected: string;
  readonly got: string;
  /** Where in the result, or in the value, as far as that is known. */
  readonly path?: string;
  /** The object and the field that is wrong, as far as that is known. */
  readonly object?: ObjectModel;
  readonly field?: string;
}
