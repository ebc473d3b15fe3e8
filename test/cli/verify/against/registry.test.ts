// A runtime that a lock file names by its version: fetched once by the user's npm, held to the lock, kept.

import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { readdirSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it, onTestFinished } from 'vitest';
import { integrityOf, json, tarball } from './packages.js';
import { evolved, freshFolder, verified } from './story.js';
import type { Repository } from '../../git/repository.js';

interface Registry {
  readonly url: string;
  /** The paths that were asked for. */
  readonly asked: readonly string[];
}

/** A registry of one package, on this machine. */
async function registryWith(version: string, bytes: Buffer): Promise<Registry> {
  const asked: string[] = [];
  const server = createServer((request, response) => {
    asked.push(request.url ?? '');
    if (request.url?.endsWith('.tgz') === true) response.end(bytes);
    else response.end(json(packument(`http://127.0.0.1:${port}`)));
  });
  await new Promise<void>((done) => server.listen(0, '127.0.0.1', done));
  onTestFinished(() => {
    server.close();
    server.closeAllConnections();
  });
  const { port } = server.address() as AddressInfo;
  return { url: `http://127.0.0.1:${port}/`, asked };

  function packument(base: string): object {
    const dist = {
      tarball: `${base}/backlevel/-/backlevel-${version}.tgz`,
      integrity: integrityOf(bytes),
    };
    const manifest = { name: 'backlevel', version, dist };
    return {
      name: 'backlevel',
      'dist-tags': { latest: version },
      versions: { [version]: manifest },
    };
  }
}

/** A tag whose lock names version 0.0.1 of a registry. */
async function deployed(integrity: string): Promise<Repository> {
  const repository = await evolved({ runtime: tarball('0.0.1') });
  const resolved = 'https://registry.npmjs.org/backlevel/-/backlevel-0.0.1.tgz';
  const entry = { version: '0.0.1', resolved, integrity };
  repository.commit({
    'package-lock.json': json({ packages: { 'node_modules/backlevel': entry } }),
  });
  repository.git('tag', '--force', 'v1');
  return repository;
}

function env(registry: string, cache: string): NodeJS.ProcessEnv {
  return {
    ...process.env,
    XDG_CACHE_HOME: cache,
    npm_config_registry: registry,
    npm_config_cache: join(cache, 'npm'),
    npm_config_fetch_retries: '0',
  };
}

describe('a runtime of a registry', () => {
  it('is fetched once, and needs no network after that', async () => {
    const { bytes, integrity } = tarball('0.0.1');
    const registry = await registryWith('0.0.1', bytes);
    const repository = await deployed(integrity);
    const cache = freshFolder();
    const first = await verified(repository, { cases: 1, env: env(registry.url, cache) });
    expect(first.tags).toMatchObject([{ runtime: '0.0.1', failures: [] }]);
    const fetches = registry.asked.length;
    expect(registry.asked).toContain('/backlevel/-/backlevel-0.0.1.tgz');
    const again = await verified(repository, { cases: 1, env: env('http://127.0.0.1:9/', cache) });
    expect(again.tags).toEqual(first.tags);
    expect(registry.asked.length).toBe(fetches);
  });

  it('that is not what the lock says is not run, though the registry stands by it', async () => {
    const registry = await registryWith('0.0.1', tarball('0.0.6').bytes);
    const repository = await deployed(tarball('0.0.1').integrity);
    const run = verified(repository, { cases: 1, env: env(registry.url, freshFolder()) });
    await expect(run).rejects.toThrow(
      /^v1: its backlevel@0\.0\.1 is not the one that package-lock/,
    );
  });

  it('that cannot be had is told with tag, package and version, and without passwords', async () => {
    const repository = await deployed(tarball('0.0.1').integrity);
    const url = 'http://ada:secret@127.0.0.1:9/';
    const run = verified(repository, { cases: 1, env: env(url, freshFolder()) });
    const error = await run.then(
      () => undefined,
      (thrown: unknown) => thrown,
    );
    expect(String(error)).toMatch(/v1: its backlevel@0\.0\.1 cannot be had: .*ECONNREFUSED/s);
    expect(String(error)).not.toContain('secret');
  });

  it('of which only half is kept is fetched anew', async () => {
    const { bytes, integrity } = tarball('0.0.1');
    const registry = await registryWith('0.0.1', bytes);
    const repository = await deployed(integrity);
    const cache = freshFolder();
    const run = () => verified(repository, { cases: 1, env: env(registry.url, cache) });
    const first = await run();
    const kept = join(cache, 'backlevel/runtimes');
    const [folder = ''] = readdirSync(kept);
    rmSync(join(kept, folder, 'package/dist/runtime/index.js'));
    writeFileSync(join(kept, folder, 'package/dist/runtime/wire.js'), 'half');
    expect((await run()).tags).toEqual(first.tags);
  });

  it('is the same for two runs at once', async () => {
    const { bytes, integrity } = tarball('0.0.1');
    const registry = await registryWith('0.0.1', bytes);
    const repository = await deployed(integrity);
    const cache = freshFolder();
    const run = () => verified(repository, { cases: 1, env: env(registry.url, cache) });
    const [one, other] = await Promise.all([run(), run()]);
    expect(one.tags).toEqual(other.tags);
    expect(readdirSync(join(cache, 'backlevel/runtimes'))).toHaveLength(1);
  });
});
