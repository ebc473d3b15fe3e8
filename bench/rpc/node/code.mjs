// The project, as the order says where it was compiled.
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';

export async function projectIn(folder) {
  const load = (path) => import(pathToFileURL(join(folder, path)).href);
  const [rpc, generated] = await Promise.all([
    load('src/rpc/index.js'),
    load('generated/index.js'),
  ]);
  return { ...rpc, ...generated };
}

/** The keys that flavors are asked for by. */
export function keysOf(flavors) {
  return flavors.map((flavor) => flavor['versioned_object.data'].flavorid);
}
