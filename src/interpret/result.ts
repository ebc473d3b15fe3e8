// What is asked of the interpreter, and what it answers.

import type { Loss, Manifest } from '../core/envelope.js';
import type { JsonValue } from '../core/json.js';
import type { Version } from '../core/version.js';

export type Direction = 'backport' | 'upgrade';

/** Where to: what a peer's manifest says, one version of the root, or the newest of everything. */
export type Goal = { readonly manifest: Manifest } | { readonly root: Version } | 'newest';

export interface Wire {
  /** What stands before the dot in an envelope's keys: `versioned_object`. */
  readonly prefix: string;
}

/** A nested object that stayed at its version, because only the root's version was asked for. */
export interface Newer {
  readonly object: string;
  readonly path: string;
  readonly version: string;
}

/** A rule's promise kept: this value does not cross. */
export interface Refusal {
  readonly kind: Direction;
  readonly object: string;
  /** In the names of the input. */
  readonly path: string;
  readonly why: string;
}

/** Why nothing could be interpreted; the codes are those of the runtime's errors. */
export interface Misfit {
  readonly code:
    | 'invalid-value'
    | 'unsupported-object'
    | 'incompatible-version'
    | 'invalid-target-version'
    | 'incomplete-manifest'
    /** The model says that a hook stands at a step, and none was given. */
    | 'missing-hook'
    /** A hook threw something else than a refusal that it admits to. */
    | 'failed-hook';
  readonly object: string;
  readonly path: string;
  readonly message: string;
}

export type Interpreted =
  | {
      readonly ok: true;
      readonly primitive: JsonValue;
      readonly losses: readonly Loss[];
      readonly newer: readonly Newer[];
    }
  | { readonly ok: false; readonly refused: Refusal }
  | { readonly ok: false; readonly error: Misfit };

/** An object's data as a hook sees it: own keys, no prototype. */
export type HookData = Record<string, JsonValue | undefined>;

/**
 * Finishes a crossing: `far` as the declared changes left it, `near` as it was. To refuse it throws an Error
 * named `HookRefusal`, whose `path` begins with a field of `near`.
 */
export type Hook = (far: HookData, near: Readonly<HookData>) => void;

/** The hook for the step that leads to or from `newer` of the object with this key. */
export type Hooks = (objectKey: string, newer: string, direction: Direction) => Hook | undefined;
