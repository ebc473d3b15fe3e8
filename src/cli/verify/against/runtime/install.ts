// The runtime that a tag ran with, unpacked once into the user's cache. It depends on no other package, so that
// its tarball is all there is to install.

import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { isUnwritable, userCache } from '../../../../disk/generated-code.js';
import { findKept, keepFolder, type KeptFile } from '../../../../disk/kept-folder.js';
import { readText } from '../../../../disk/disk-host.js';
import { fingerprint } from '../../../../pipeline/fingerprint.js';
import { CannotRun } from '../../../exit.js';
import {
  memberOf,
  PACKAGE,
  parsedJson,
  textOf,
  withoutSecrets,
  type WantedRuntime,
} from '../lock/wanted.js';
import { hasIntegrity } from './integrity.js';
import { npmPack, type Environment } from './npm-pack.js';
import { readTarball } from './tarball.js';

export interface InstalledRuntime {
  /** By the package itself. */
  readonly version: string;
  /** Of its module `backlevel/runtime`. */
  readonly url: string;
}

export interface InstallRequest {
  readonly tag: string;
  /** The lock file that names it. */
  readonly lock: string;
  readonly wanted: WantedRuntime;
  /** The project's folder, absolute. */
  readonly root: string;
  readonly env: Environment;
  /** A file of the tag. */
  readonly bytes: (path: string) => Buffer | undefined;
}

/** Installs it, or takes what an earlier run installed. */
export async function installRuntime(request: InstallRequest): Promise<InstalledRuntime> {
  const { wanted, env } = request;
  const cache = join(userCache(env), 'runtimes');
  // A tarball of the repository is there in any case, and is known by its bytes.
  const local = wanted.kind === 'file' ? tarballOf(request, wanted.path) : undefined;
  const key = keyOf(wanted, local);
  const folder = findKept(cache, key) ?? (await install(request, cache, key, local));
  const manifest = parsedJson(readText(join(folder, INSIDE, 'package.json')) ?? '');
  const entry = entryOf(memberOf(memberOf(manifest, 'exports'), './runtime'));
  const version = textOf(manifest, 'version');
  if (entry === undefined || version === undefined) {
    throw cannot(
      request,
      `has no module ${PACKAGE}/runtime`,
      'is it another package of that name?',
    );
  }
  return { version, url: pathToFileURL(join(folder, INSIDE, entry)).href };
}

/** Where the package stands in its folder of the cache. */
const INSIDE = 'package';

async function install(
  request: InstallRequest,
  cache: string,
  key: string,
  local: Buffer | undefined,
): Promise<string> {
  const { wanted, lock } = request;
  const bytes = local ?? (await fetched(request));
  if (wanted.integrity !== undefined && !hasIntegrity(bytes, wanted.integrity)) {
    throw cannot(
      request,
      `is not the one that ${lock} names: its integrity is another`,
      'find out which of the two was changed before anything of it is run',
    );
  }
  const files = unpacked(request, bytes);
  try {
    return keepFolder(cache, key, files);
  } catch (error) {
    if (!isUnwritable(error)) throw error;
    throw cannot(request, `cannot be kept in ${cache}`, 'let XDG_CACHE_HOME name another folder');
  }
}

function unpacked(request: InstallRequest, bytes: Buffer): readonly KeptFile[] {
  try {
    return readTarball(bytes).map(({ path, text }) => ({ path: `${INSIDE}/${path}`, text }));
  } catch (error) {
    const why = error instanceof Error ? error.message : String(error);
    throw cannot(request, `cannot be unpacked: ${why}`, 'pack it again');
  }
}

function tarballOf(request: InstallRequest, path: string): Buffer {
  const bytes = request.bytes(path);
  if (bytes === undefined) {
    throw cannot(request, `is not in the commit: there is no ${path}`, 'commit the tarball too');
  }
  if (bytes.subarray(0, 40).toString('latin1').startsWith('version https://git-lfs')) {
    throw cannot(request, `is kept by git LFS (${path})`, 'keep it in git itself');
  }
  return bytes;
}

async function fetched(request: InstallRequest): Promise<Buffer> {
  const { wanted, root, env } = request;
  const packed = await npmPack(specOf(wanted), root, env);
  if (packed.ok) return packed.bytes;
  throw cannot(
    request,
    `cannot be had: ${packed.why}`,
    'once it has been fetched it is kept, and no network is needed again',
  );
}

/** What npm is asked for. */
function specOf(wanted: WantedRuntime): string {
  switch (wanted.kind) {
    case 'registry':
      return `${wanted.name}@${wanted.version}`;
    case 'url':
      return wanted.url;
    case 'file':
      return wanted.path;
  }
}

function keyOf(wanted: WantedRuntime, local: Buffer | undefined): string {
  const mark = [specOf(wanted), wanted.integrity ?? '', local?.toString('base64') ?? ''];
  const version = wanted.kind === 'registry' ? `-${wanted.version}` : '';
  return `${PACKAGE}${version}-${fingerprint(JSON.stringify(mark)).slice(0, 24)}`;
}

function cannot({ tag, wanted }: InstallRequest, what: string, cure: string): CannotRun {
  return new CannotRun(`${tag}: its ${withoutSecrets(specOf(wanted))} ${what}; ${cure}`);
}

const CONDITIONS = ['node', 'import', 'module-sync', 'default'];

/** What node takes of a package's `exports`: https://nodejs.org/api/packages.html#conditional-exports */
function entryOf(target: unknown): string | undefined {
  if (typeof target === 'string') return target.startsWith('./') ? target : undefined;
  if (typeof target !== 'object' || target === null) return undefined;
  for (const [condition, nested] of Object.entries(target)) {
    const found = CONDITIONS.includes(condition) ? entryOf(nested) : undefined;
    if (found !== undefined) return found;
  }
  return undefined;
}
