// The versions in a tree that a caller sent: what it speaks, as far as its message tells.

import type { Manifest } from '../core/envelope.js';
import { isList, type JsonValue } from '../core/json.js';
import { compareVersions, parseWireVersion } from '../core/version.js';
import type { AnyObjectType } from '../runtime/object-type.js';
import { treeOf } from '../runtime/target.js';

/** The oldest label of each object that may stand in the tree; by `namespace/Name`. */
export function labelsIn(root: AnyObjectType, primitive: JsonValue): Manifest {
  const { prefix } = root.wire;
  const names = new Set([...treeOf(root)].map(({ namespace, name }) => `${namespace}/${name}`));
  const found = new Map<string, string>();
  visit(primitive);
  return Object.fromEntries(found);

  function visit(value: JsonValue): void {
    if (isList(value)) {
      value.forEach(visit);
      return;
    }
    if (typeof value !== 'object' || value === null) return;
    note(value);
    Object.values(value).forEach(visit);
  }

  function note(value: { readonly [key: string]: JsonValue }): void {
    const part = (name: string): JsonValue | undefined => {
      const key = `${prefix}.${name}`;
      return Object.hasOwn(value, key) ? value[key] : undefined;
    };
    const [namespace, bare] = [part('namespace'), part('name')];
    if (typeof namespace !== 'string' || typeof bare !== 'string') return;
    const name = `${namespace}/${bare}`;
    const label = part('version');
    const version = typeof label === 'string' ? parseWireVersion(label) : undefined;
    if (version === undefined || !names.has(name)) return;
    const known = parseWireVersion(found.get(name) ?? '');
    if (known !== undefined && compareVersions(known, version) <= 0) return;
    found.set(name, `${version.major}.${version.minor}`);
  }
}
