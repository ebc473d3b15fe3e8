// Wrong use of generated classes must not compile, and right use must: the compiler is what most users
// hear first. The files beside this one are the cases.

import { expect, test } from 'vitest';
import { typeErrorsOf } from '../support/type-check.js';

test('what should compile does, and what should not does not', () => {
  expect(typeErrorsOf('test/types')).toEqual([]);
});
