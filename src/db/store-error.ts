// What every error of a store is, told apart by its code: also where two copies of the package meet.

/** What went wrong, the same on both engines. */
export type StoreErrorCode =
  | 'row-not-found'
  | 'lost-race'
  | 'unique-violation'
  | 'foreign-key'
  | 'damaged-row'
  | 'value-not-storable'
  | 'label-too-old'
  | 'not-expanded'
  | 'duplicate-rows'
  | 'database-unavailable'
  | 'locked'
  | 'statement-timeout'
  | 'serialization'
  | 'database-full'
  | 'not-permitted'
  | 'driver-missing';

/** What every error of a store is; tell them apart by `isStoreError`. */
export class StoreError extends Error {
  readonly code: StoreErrorCode;
  /** The object, by its name on the wire; empty where it is about the database as a whole. */
  readonly object: string;

  constructor(code: StoreErrorCode, object: string, message: string, cause?: unknown) {
    super(message, cause === undefined ? undefined : { cause });
    this.code = code;
    this.object = object;
    this.name = new.target.name;
  }
}

/** Whether it is an error of a store, of this code where one is given; two copies of the package may meet. */
export function isStoreError<C extends StoreErrorCode>(
  error: unknown,
  code?: C,
): error is StoreError & { readonly code: C } {
  if (!(error instanceof Error) || !('code' in error) || !('object' in error)) return false;
  return isCode(error.code) && (code === undefined || error.code === code);
}

const CODES = {
  'row-not-found': true,
  'lost-race': true,
  'unique-violation': true,
  'foreign-key': true,
  'damaged-row': true,
  'value-not-storable': true,
  'label-too-old': true,
  'not-expanded': true,
  'duplicate-rows': true,
  'database-unavailable': true,
  locked: true,
  'statement-timeout': true,
  serialization: true,
  'database-full': true,
  'not-permitted': true,
  'driver-missing': true,
} satisfies Record<StoreErrorCode, true>;

function isCode(code: unknown): code is StoreErrorCode {
  return typeof code === 'string' && Object.hasOwn(CODES, code);
}
