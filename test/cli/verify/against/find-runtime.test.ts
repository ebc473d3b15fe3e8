// Which runtime a commit ran with, by the lock files of every package manager.

import { describe, expect, it } from 'vitest';
import { findRuntime } from '../../../../src/cli/verify/against/lock/find-runtime.js';
import type { LockAnswer } from '../../../../src/cli/verify/against/lock/wanted.js';
import { memoryHost } from '../../../support/memory-host.js';
import { json } from './packages.js';

const SRI = 'sha512-q83v';

function wanted(files: Readonly<Record<string, string>>, project = '.'): unknown {
  const answer = found(files, project);
  return answer.ok ? answer.wanted : answer;
}

function found(files: Readonly<Record<string, string>>, project = '.'): LockAnswer {
  return findRuntime(memoryHost(files), project);
}

const registry = (version: string, integrity?: string): object => ({
  kind: 'registry',
  name: 'backlevel',
  version,
  ...(integrity === undefined ? {} : { integrity }),
});

const npmEntry = {
  version: '1.2.3',
  resolved: 'https://registry.npmjs.org/backlevel/-/backlevel-1.2.3.tgz',
  integrity: SRI,
};

describe('package-lock.json', () => {
  it('names a version of a registry, which the user’s own settings choose', () => {
    const packages = { 'node_modules/backlevel': npmEntry };
    expect(wanted({ 'package-lock.json': json({ packages }) })).toEqual(registry('1.2.3', SRI));
  });

  it('of npm 6 is read too', () => {
    const lock = json({ lockfileVersion: 1, dependencies: { backlevel: npmEntry } });
    expect(wanted({ 'package-lock.json': lock })).toEqual(registry('1.2.3', SRI));
  });

  it('of the top of the repository says what a workspace has, its own copy before the shared one', () => {
    const packages = {
      'node_modules/backlevel': { ...npmEntry, version: '1.0.0' },
      'services/api/node_modules/backlevel': npmEntry,
      'services/web/node_modules/backlevel': { ...npmEntry, version: '0.9.0' },
    };
    const files = { '../../package-lock.json': json({ packages }), 'package.json': '{}' };
    expect(wanted(files, 'services/api')).toEqual(registry('1.2.3', SRI));
    const other = { 'node_modules/backlevel': npmEntry };
    expect(
      wanted({ '../../package-lock.json': json({ packages: other }) }, 'services/api'),
    ).toEqual(registry('1.2.3', SRI));
  });

  it('a shrinkwrap goes before it', () => {
    const of = (version: string): string =>
      json({ packages: { 'node_modules/backlevel': { ...npmEntry, version } } });
    const files = { 'npm-shrinkwrap.json': of('2.0.0'), 'package-lock.json': of('1.0.0') };
    expect(wanted(files)).toEqual(registry('2.0.0', SRI));
  });

  it('names a tarball of the repository by a path from where the lock stands', () => {
    const entry = { version: '0.1.0', resolved: 'file:vendor/backlevel.tgz', integrity: SRI };
    const lock = json({ packages: { 'node_modules/backlevel': entry } });
    expect(wanted({ '../package-lock.json': lock }, 'api')).toEqual({
      kind: 'file',
      path: '../vendor/backlevel.tgz',
      integrity: SRI,
    });
  });

  it('a tarball of somewhere else is asked for by its URL', () => {
    const url = 'https://files.example.org/backlevel-1.2.3.tgz';
    const lock = json({ packages: { 'node_modules/backlevel': { ...npmEntry, resolved: url } } });
    expect(wanted({ 'package-lock.json': lock })).toEqual({ kind: 'url', url, integrity: SRI });
  });

  it('a linked folder is not what was deployed, and the answer says what to do', () => {
    const entry = { resolved: 'packages/backlevel', link: true };
    const lock = json({ packages: { 'node_modules/backlevel': entry } });
    expect(found({ 'package-lock.json': lock })).toMatchObject({
      ok: false,
      message: expect.stringContaining('link:packages/backlevel') as unknown,
      cure: expect.stringContaining('npm pack') as unknown,
    });
  });

  it('a URL with a password is told without it', () => {
    const resolved = 'git+https://ada:secret@example.org/backlevel.git#abc';
    const lock = json({ packages: { 'node_modules/backlevel': { resolved } } });
    const answer = found({ 'package-lock.json': lock });
    expect(JSON.stringify(answer)).not.toContain('secret');
    expect(answer.ok).toBe(false);
  });
});

describe('other lock files', () => {
  it('pnpm-lock.yaml of version 9', () => {
    const lock = `lockfileVersion: '9.0'

importers:

  .:
    dependencies:
      yaml:
        specifier: ^2.0.0
        version: 2.0.0

  services/api:
    dependencies:
      backlevel:
        specifier: ^1.2.0
        version: 1.2.3(typescript@6.0.0)

packages:

  backlevel@1.2.3:
    resolution: {integrity: ${SRI}}
    engines: {node: '>=20.19'}
`;
    expect(wanted({ '../../pnpm-lock.yaml': lock }, 'services/api')).toEqual(
      registry('1.2.3', SRI),
    );
  });

  it('pnpm-lock.yaml of version 5, and a tarball in one of version 9', () => {
    const old = `lockfileVersion: 5.4
specifiers:
  backlevel: ^1.2.0
dependencies:
  backlevel: 1.2.3
packages:
  /backlevel/1.2.3:
    resolution: {integrity: ${SRI}}
    dev: false
`;
    expect(wanted({ 'pnpm-lock.yaml': old })).toEqual(registry('1.2.3', SRI));
    const tarball = `importers:
  .:
    dependencies:
      backlevel:
        specifier: file:vendor/backlevel-0.1.0.tgz
        version: file:vendor/backlevel-0.1.0.tgz
packages:
  backlevel@file:vendor/backlevel-0.1.0.tgz:
    resolution: {integrity: ${SRI}, tarball: file:vendor/backlevel-0.1.0.tgz}
    version: 0.1.0
`;
    expect(wanted({ 'pnpm-lock.yaml': tarball })).toEqual({
      kind: 'file',
      path: 'vendor/backlevel-0.1.0.tgz',
      integrity: SRI,
    });
  });

  it('yarn.lock of yarn 1, of several versions the one that package.json asks for', () => {
    const lock = `# yarn lockfile v1

backlevel@^0.9.0:
  version "0.9.4"
  resolved "https://registry.yarnpkg.com/backlevel/-/backlevel-0.9.4.tgz#${'a'.repeat(40)}"
  integrity sha512-other

"backlevel@^1.0.0", backlevel@^1.2.0:
  version "1.2.3"
  resolved "https://registry.yarnpkg.com/backlevel/-/backlevel-1.2.3.tgz#${'b'.repeat(40)}"
  integrity ${SRI}
`;
    const manifest = json({ dependencies: { backlevel: '^1.2.0' } });
    expect(wanted({ 'yarn.lock': lock, 'package.json': manifest })).toEqual(registry('1.2.3', SRI));
    expect(found({ 'yarn.lock': lock })).toMatchObject({ ok: false });
  });

  it('yarn.lock of its successors', () => {
    const lock = `__metadata:
  version: 8

"backlevel@npm:^1.2.0":
  version: 1.2.3
  resolution: "backlevel@npm:1.2.3"
  dependencies:
    yaml: "npm:^2.0.0"
  checksum: 10c0/abcdef
  languageName: node
  linkType: hard
`;
    const manifest = json({ devDependencies: { backlevel: '^1.2.0' } });
    expect(wanted({ 'yarn.lock': lock, 'package.json': manifest })).toEqual(registry('1.2.3'));
  });

  it('bun.lock', () => {
    const lock = `{
  "lockfileVersion": 1,
  "packages": {
    "backlevel": ["backlevel@1.2.3", "", { "bin": { "backlevel": "bin/backlevel.js" } }, "${SRI}"],
  },
}
`;
    expect(wanted({ 'bun.lock': lock })).toEqual(registry('1.2.3', SRI));
  });
});

describe('without a lock file', () => {
  it('an exact version of package.json is taken, of the nearest one', () => {
    const manifest = json({ dependencies: { backlevel: '1.2.3' } });
    const files = { 'package.json': '{}', '../package.json': manifest };
    expect(wanted(files, 'api')).toEqual(registry('1.2.3'));
  });

  it('a range is not enough, and the answer says where it stands', () => {
    const manifest = json({ dependencies: { backlevel: '^1.2.3' } });
    expect(found({ 'package.json': manifest })).toEqual({
      ok: false,
      message:
        'it has no lock file from the project up to the top of the repository, and package.json asks for ^1.2.3, which is no exact version',
      cure: 'verify against a commit that has the lock file, where backlevel is installed',
    });
  });

  it('a lock that does not have it is named', () => {
    const answer = found({ 'package-lock.json': '{ "packages": {} }' });
    expect(answer).toMatchObject({
      ok: false,
      message: 'package-lock.json does not name backlevel, and no package.json asks for backlevel',
    });
  });
});
