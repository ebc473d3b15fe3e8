// Tests and programs that the documents show are run as a reader would run them.

import { expect, test } from 'vitest';
import { runExamples } from './support/documented.js';

test.each([
  ['docs/testing.md', { 'laws.ts': 1, 'peer.ts': 3 }],
  ['docs/rpc.md', { 'calls.ts': 2 }],
  ['docs/database.md', { 'store.ts': 1 }],
])('a reader can copy the examples of %s', async (path, wanted) => {
  const printed = await runExamples(path);
  const passed = [...printed].map(([name, out]) => [name, Number(/pass (\d+)/.exec(out)?.[1])]);
  expect(Object.fromEntries(passed)).toEqual(wanted);
});
