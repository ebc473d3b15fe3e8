// Drivers are the user's to install: where one is not, that is said. How to get it: test/core/missing-package.test.ts.

import { expect, it, vi } from 'vitest';
import { postgresDatabase, sqliteDatabase } from '../../src/db/index.js';

// Mocks are made before anything else here.
const missing = vi.hoisted(() => () => {
  throw Object.assign(new Error('Cannot find package'), { code: 'ERR_MODULE_NOT_FOUND' });
});
vi.mock('pg', missing);
vi.mock('libsql', missing);

it.each([
  ['pg', () => postgresDatabase('postgres://127.0.0.1/x')],
  ['libsql', () => sqliteDatabase(':memory:')],
])('%s', async (driver, open) => {
  await expect(open()).rejects.toMatchObject({
    code: 'driver-missing',
    driver,
    message: expect.stringContaining(`the package ${driver}, which`) as unknown,
  });
});
