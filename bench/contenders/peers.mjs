// Peers are installed on their own, below bench/peers: nobody who installs the project pays for them.
import { existsSync } from 'node:fs';
import { createRequire } from 'node:module';
import { join, resolve } from 'node:path';
import { pathToFileURL } from 'node:url';

export const PEERS = resolve(import.meta.dirname, '../peers');
const require = createRequire(join(PEERS, 'package.json'));

export function requirePeer(name) {
  assertInstalled();
  return require(name);
}

export async function importPeer(name) {
  assertInstalled();
  return import(pathToFileURL(require.resolve(name)).href);
}

/** The file of a peer's program. */
export function programOf(name) {
  assertInstalled();
  return join(PEERS, 'node_modules/.bin', name);
}

function assertInstalled() {
  if (existsSync(join(PEERS, 'node_modules'))) return;
  throw new Error('the peers are not installed: npm --prefix bench/peers ci');
}
