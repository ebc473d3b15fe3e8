// The errors of a store as both sides of a call declare them, so that they cross as what they are.

import type { JsonValue } from '../core/json.js';
import { isStoreError, StoreError, type StoreErrorCode } from './errors.js';

type Fields = { readonly [key: string]: JsonValue };

/** In the form that `serveConductor` and `conductorPort` of `backlevel/rpc` take. */
export interface CrossingError {
  readonly name: string;
  readonly module: string;
  readonly fieldsOf: (error: unknown) => Fields | undefined;
  readonly make: (message: string, fields: Fields) => Error;
}

/** Give it to both sides: `errors: [...storeErrors]`. */
export const storeErrors: readonly CrossingError[] = [
  {
    name: 'StoreError',
    module: 'backlevel.db',
    fieldsOf: (error) => {
      if (!isStoreError(error)) return undefined;
      const fields = 'fields' in error && Array.isArray(error.fields) ? error.fields : [];
      return { code: error.code, object: error.object, fields: fields.map(String) };
    },
    make: (message, { code, object, fields }) => {
      const error = new StoreError(
        // Checked by who reads it: `isStoreError` knows the codes.
        String(code) as StoreErrorCode,
        String(object),
        message,
      );
      return Object.assign(error, { fields: Array.isArray(fields) ? fields : [] });
    },
  },
];
