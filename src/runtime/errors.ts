// Errors at run time: each has a stable `code` and typed fields. Tell them apart by `isError`, not by
// `instanceof`: two copies of the package may meet in one process.

import type { Manifest } from '../core/envelope.js';

/** Stable codes, one for each class of error. */
export type ErrorCode =
  | 'field-unset'
  | 'read-only'
  | 'invalid-value'
  | 'unknown-field'
  | 'incompatible-version'
  | 'unsupported-object'
  | 'invalid-target-version'
  | 'incomplete-manifest'
  | 'backport-refused'
  | 'upgrade-refused'
  | 'not-loadable'
  | 'orphaned-object'
  | 'not-comparable'
  | 'limit-exceeded';

/** What every error of the runtime is. */
export class BacklevelError extends Error {
  readonly code: ErrorCode;
  /** The object it is about, by its name on the wire. */
  readonly object: string;
  /** From the root of what was handed in: `Instance.block_devices[3].size`. */
  path: string;
  readonly #text: (path: string) => string;

  constructor(code: ErrorCode, object: string, path: string, text: (path: string) => string) {
    super(text(path));
    this.code = code;
    this.object = object;
    this.path = path;
    this.#text = text;
    this.name = new.target.name;
  }

  /** Moves the fault to where its object stands in a larger one. @internal */
  $relocate(path: string): this {
    const before = this.message;
    this.path = path;
    this.message = this.#text(path);
    if (this.stack !== undefined) this.stack = this.stack.replace(before, () => this.message);
    return this;
  }
}

/** A field was read that is not set. */
export class FieldUnsetError extends BacklevelError {
  declare readonly code: 'field-unset';
  readonly field: string;
  constructor(object: string, field: string) {
    super(
      'field-unset',
      object,
      `${object}.${field}`,
      (path) => `${path} is not set; ask objIsSet() first, or load it with objLoadAttr()`,
    );
    this.field = field;
  }
}

/** A read-only field was given another value. */
export class ReadOnlyFieldError extends BacklevelError {
  declare readonly code: 'read-only';
  readonly field: string;
  constructor(object: string, field: string) {
    super(
      'read-only',
      object,
      `${object}.${field}`,
      (path) => `${path} is read-only and has a value already`,
    );
    this.field = field;
  }
}

/** A value is not what the schema wants there. `found` is masked where the field is sensitive. */
export class InvalidValueError extends BacklevelError {
  declare readonly code: 'invalid-value';
  readonly wanted: string;
  readonly found: string;
  constructor(path: string, wanted: string, found: string) {
    super(
      'invalid-value',
      objectOf(path),
      path,
      (where) => `${where} must be ${wanted}, not ${found}`,
    );
    this.wanted = wanted;
    this.found = found;
  }
}

/** A name that the object does not have, given to a constructor or found in data. */
export class UnknownFieldError extends BacklevelError {
  declare readonly code: 'unknown-field';
  readonly field: string;
  constructor(object: string, field: string, known: readonly string[]) {
    super(
      'unknown-field',
      object,
      `${object}.${field}`,
      (path) => `${path} does not exist; ${object} has ${known.join(', ')}`,
    );
    this.field = field;
  }
}

/** Data of a version that this code does not know: newer, or of another major. */
export class IncompatibleObjectVersion extends BacklevelError {
  declare readonly code: 'incompatible-version';
  readonly version: string;
  readonly supported: string;
  constructor(path: string, object: string, version: string, supported: string) {
    super(
      'incompatible-version',
      object,
      path,
      (where) =>
        `${where} is ${object} ${version}, which is not supported here; supported is ${supported}`,
    );
    this.version = version;
    this.supported = supported;
  }
}

/** An object that this registry, or this place in a schema, does not know. */
export class UnsupportedObjectError extends BacklevelError {
  declare readonly code: 'unsupported-object';
  constructor(path: string, object: string, wanted: string) {
    super(
      'unsupported-object',
      object,
      path,
      (where) => `${where} is a ${object}, but here stands ${wanted}`,
    );
  }
}

/** A backport was asked for to a version that is no older version of the object. */
export class InvalidTargetVersion extends BacklevelError {
  declare readonly code: 'invalid-target-version';
  readonly target: string;
  constructor(object: string, target: string, why: string) {
    super(
      'invalid-target-version',
      object,
      object,
      (path) => `${path} cannot be brought to version ${target}: ${why}`,
    );
    this.target = target;
  }
}

/** The manifest has no entry for an object that is still there at the peer's version. */
export class IncompleteManifestError extends BacklevelError {
  declare readonly code: 'incomplete-manifest';
  readonly manifest: Manifest;
  constructor(object: string, manifest: Manifest) {
    super(
      'incomplete-manifest',
      object,
      object,
      (path) =>
        `${path}: the manifest has no entry for ${object}, so nobody knows which version the peer reads`,
    );
    this.manifest = manifest;
  }
}

/** Which object was refused on its way from which version to which. */
export interface Refused {
  readonly object?: string;
  readonly from: string;
  readonly to: string;
}

const ASKED_ALONE: Refused = { from: '', to: '' };

/** A declared rule refuses to bring this value to an older version. */
export class BackportRefused extends BacklevelError {
  declare readonly code: 'backport-refused';
  readonly why: string;
  /** For people to read; masked where the field is sensitive. */
  readonly value: string;
  /** The object's version; empty where only a value was asked for. */
  readonly from: string;
  readonly to: string;
  constructor(path: string, value: string, why: string, crossing: Refused = ASKED_ALONE) {
    const { object = objectOf(path), from, to } = crossing;
    super('backport-refused', object, path, refusal('backported', value, why, from, to));
    this.why = why;
    this.value = value;
    this.from = from;
    this.to = to;
  }
}

/** A declared rule refuses to bring this value to the newest version. */
export class UpgradeRefused extends BacklevelError {
  declare readonly code: 'upgrade-refused';
  readonly why: string;
  /** For people to read; masked where the field is sensitive. */
  readonly value: string;
  /** The object's version; empty where only a value was asked for. */
  readonly from: string;
  readonly to: string;
  constructor(path: string, value: string, why: string, crossing: Refused = ASKED_ALONE) {
    const { object = objectOf(path), from, to } = crossing;
    super('upgrade-refused', object, path, refusal('upgraded', value, why, from, to));
    this.why = why;
    this.value = value;
    this.from = from;
    this.to = to;
  }
}

function refusal(verb: string, value: string, why: string, from: string, to: string) {
  const way = from === '' ? '' : ` from ${from} to ${to}`;
  return (path: string): string => `${path} = ${value} cannot be ${verb}${way}: ${why}`;
}

/** A field that nothing can load. */
export class NotLoadableError extends BacklevelError {
  declare readonly code: 'not-loadable';
  readonly field: string;
  constructor(object: string, field: string, why = 'nothing was said that could load it') {
    super('not-loadable', object, `${object}.${field}`, (path) => `${path} is not set, and ${why}`);
    this.field = field;
  }
}

/** A remotable method was called on an object that no context was bound to. */
export class OrphanedObjectError extends BacklevelError {
  declare readonly code: 'orphaned-object';
  readonly method: string;
  constructor(object: string, method: string) {
    super(
      'orphaned-object',
      object,
      object,
      (path) => `${path} has no context to call ${method}() through; bind it to one first`,
    );
    this.method = method;
  }
}

/** A query asks of a field what its column cannot answer. */
export class NotComparableError extends BacklevelError {
  declare readonly code: 'not-comparable';
  readonly field: string;
  readonly why: string;
  constructor(object: string, field: string, why: string) {
    super(
      'not-comparable',
      object,
      `${object}.${field}`,
      (path) => `${path} cannot be asked for in a query: ${why}`,
    );
    this.field = field;
    this.why = why;
  }
}

/** Input deeper or larger than the limits allow. */
export class LimitExceededError extends BacklevelError {
  declare readonly code: 'limit-exceeded';
  constructor(path: string, what: string) {
    super('limit-exceeded', objectOf(path), path, (where) => `${where}: ${what}`);
  }
}

/** Whether `error` is one of the runtime's, and of this code where one is given; works across copies of the package. */
export function isError<C extends ErrorCode>(
  error: unknown,
  code?: C,
): error is BacklevelError & { readonly code: C } {
  if (!(error instanceof Error) || !('code' in error) || !('object' in error)) return false;
  if (!('path' in error) || typeof error.path !== 'string') return false;
  return code === undefined ? typeof error.code === 'string' : error.code === code;
}

/** The object's name at the head of a path. */
function objectOf(path: string): string {
  return /^[^.[]*/.exec(path)?.[0] ?? path;
}
