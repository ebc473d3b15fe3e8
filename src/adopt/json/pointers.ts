// Where a `$ref` leads, in its own file or in another that is adopted with it.

import { beside } from '../beside.js';
import type { JsonNode } from './parse-json.js';
import type { JsonUnit } from './reader.js';

export interface Target {
  readonly unit: JsonUnit;
  readonly node: JsonNode;
}

/** Undefined where nothing stands, in the files that there are. */
export function followRef(
  ref: string,
  from: JsonUnit,
  units: ReadonlyMap<string, JsonUnit>,
): Target | undefined {
  const [file = '', pointer = ''] = ref.split('#', 2);
  const unit = file === '' ? from : unitOf(file, from, units);
  if (unit === undefined) return undefined;
  let node: JsonNode | undefined = unit.root;
  for (const part of pointer.split('/').slice(1)) {
    const key = unescaped(part);
    if (node?.kind === 'map') node = node.entries.get(key)?.value;
    else node = node?.kind === 'list' ? node.items[Number(key)] : undefined;
  }
  // Anything but a pointer is an anchor, which is not looked for.
  if (node === undefined || (pointer !== '' && !pointer.startsWith('/'))) return undefined;
  return { unit, node };
}

/** By the `$id` that a file has, or by its place beside the other. */
function unitOf(
  file: string,
  from: JsonUnit,
  units: ReadonlyMap<string, JsonUnit>,
): JsonUnit | undefined {
  const all = [...units.values()];
  return all.find(({ root }) => idOf(root) === file) ?? units.get(beside(from.path, file));
}

function idOf(root: JsonNode): string | undefined {
  const id = root.kind === 'map' ? root.entries.get('$id')?.value : undefined;
  return id?.kind === 'plain' && typeof id.value === 'string' ? id.value : undefined;
}

function unescaped(part: string): string {
  const plain = part.replaceAll('~1', '/').replaceAll('~0', '~');
  try {
    return decodeURIComponent(plain);
  } catch (problem) {
    if (!(problem instanceof URIError)) throw problem;
    return plain;
  }
}
