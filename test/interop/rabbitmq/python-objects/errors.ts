// Errors that both languages know: one of the user's, and one of Python's own.

import { declareError, type DeclaredError } from '../../../../src/rpc/index.js';

export class NotFound extends Error {
  readonly uuid: string;

  constructor(uuid: string, message = 'there is no such server') {
    super(message);
    this.uuid = uuid;
  }
}

/** What Python calls a ValueError. */
export class BadValue extends Error {}

export const DECLARED: readonly DeclaredError[] = [
  declareError(NotFound, {
    name: 'NotFound',
    // The module in Python that has the class.
    module: 'compute',
    fields: ({ uuid }) => ({ uuid }),
    make: (message, { uuid }) => new NotFound(typeof uuid === 'string' ? uuid : '', message),
  }),
  declareError(BadValue, {
    name: 'ValueError',
    module: 'builtins',
    make: (message) => new BadValue(message),
  }),
];
