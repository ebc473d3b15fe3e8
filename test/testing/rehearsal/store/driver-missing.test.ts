// Without a database's packages the rest of an upgrade is rehearsed as ever, and nobody takes the store for proven.

import { expect, test, vi } from 'vitest';
import { formatRehearsal } from '../../../../src/cli/verify/rehearsal-report.js';
import { rehearsedStore } from './stored-story.js';

// Mocks are made before anything else here.
const missing = vi.hoisted(() => () => {
  throw Object.assign(new Error('Cannot find package'), { code: 'ERR_MODULE_NOT_FOUND' });
});
vi.mock('libsql', missing);

test('that the store was not rehearsed is said, and why', async () => {
  const report = await rehearsedStore('driver-missing', {});
  expect(report).toMatchObject({ states: 13, breaks: [], store: { isRehearsed: false } });
  expect(formatRehearsal(report)).toContain(
    'the store was not rehearsed: SQLite is opened with the package libsql, which ',
  );
});
