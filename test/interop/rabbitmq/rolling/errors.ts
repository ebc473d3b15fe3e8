// What may come of a call without anything being wrong: both sides declare it, and it crosses as its class.

import { declareError, type DeclaredError } from '../../../../src/rpc/index.js';

/** Somebody else wrote first: nothing was written. */
export class Conflict extends Error {}

export class NotFound extends Error {}

export const DECLARED: readonly DeclaredError[] = [
  declareError(Conflict, { name: 'Conflict', make: (message) => new Conflict(message) }),
  declareError(NotFound, { name: 'NotFound', make: (message) => new NotFound(message) }),
];
