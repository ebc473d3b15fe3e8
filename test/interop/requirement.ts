// Tests that talk to something the machine may lack. They are skipped where it is missing, and say
// so; where `CI` is set a skip would be a hole that nobody sees, so there it is a failure.

import { describe, test } from 'vitest';

/**
 * `describe` for tests that need a peer: `missing` says what is not there and how to get it, or is
 * undefined.
 */
export function describeWith(missing: string | undefined, name: string, tests: () => void): void {
  if (missing === undefined) {
    describe(name, tests);
  } else if (process.env['CI']) {
    test(name, () => {
      throw new Error(`not tested: ${missing}`);
    });
  } else {
    process.stderr.write(`\nSKIPPED ${name}: ${missing}\n`);
    describe.skip(name, tests);
  }
}
