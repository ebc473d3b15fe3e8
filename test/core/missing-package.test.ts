// Who lacks a package is told which, what for, and what to type.

import { expect, it } from 'vitest';
import manifest from '../../package.json' with { type: 'json' };
import { OPTIONAL_PACKAGES, tellMissing } from '../../src/core/missing-package.js';

it('says which package is missing, for what, and the command that brings it', () => {
  const error = failure('ERR_MODULE_NOT_FOUND', "Cannot find package 'pg' imported from /x.js");
  expect(tellMissing('PostgreSQL is reached with', 'pg', error)).toBe(
    'PostgreSQL is reached with the package pg, which is not installed: `npm install pg@8`',
  );
});

it('nobody is told to install what is there but lacks its own binding', () => {
  const error = failure('MODULE_NOT_FOUND', "Cannot find module '@libsql/linux-x64-gnu'");
  expect(tellMissing('SQLite is opened with', 'libsql', error)).toBe(
    "SQLite is opened with the package libsql, which is installed but cannot be loaded: Cannot find module '@libsql/linux-x64-gnu'",
  );
});

it('the versions to install are those that the package is made for', () => {
  const peers = Object.entries(manifest.peerDependencies);
  expect(peers.map(([name]) => name)).toEqual(Object.keys(OPTIONAL_PACKAGES));
  for (const [name, range] of peers) {
    expect(range.startsWith(`^${Reflect.get(OPTIONAL_PACKAGES, name) as string}.`)).toBe(true);
  }
  expect(Object.keys(manifest.peerDependenciesMeta)).toEqual(Object.keys(OPTIONAL_PACKAGES));
});

function failure(code: string, message: string): Error {
  return Object.assign(new Error(message), { code });
}
