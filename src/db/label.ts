// A row's label: the version of its root, and the highest of each object that is stored inside.

import { compareVersions, parseWireVersion } from '../core/version.js';
import { type AnyObjectType, ordinalOf } from '../runtime/object-type.js';

/** What is wrong with a label, or what it says. */
export type ReadLabel =
  | { readonly kind: 'known'; readonly ordinal: number }
  /** The root, or an object inside, is newer than this process knows. */
  | { readonly kind: 'newer'; readonly object: string; readonly version: string }
  | { readonly kind: 'damaged'; readonly why: string };

const PART = /^(?:(?<name>[^\s=]+)=)?(?<version>\d+\.\d+)$/;

/** Reads a label; objects inside are of the kinds that may stand in the root's tree. */
export function readLabel(
  type: AnyObjectType,
  tree: ReadonlyMap<string, AnyObjectType>,
  text: string | null,
): ReadLabel {
  const unlabelled = type.storage?.unlabelled;
  if (text === null) {
    return unlabelled === undefined
      ? {
          kind: 'damaged',
          why: 'it has no label, and the schema says of no version that such rows are of it',
        }
      : { kind: 'known', ordinal: unlabelled };
  }
  const [root = '', ...inside] = text.split(' ');
  const ordinal = PART.test(root) && !root.includes('=') ? ordinalOf(type, root) : undefined;
  if (ordinal === undefined) return unknownRoot(type, root);
  for (const part of inside) {
    const { name, version } = PART.exec(part)?.groups ?? {};
    if (name === undefined || version === undefined) {
      return {
        kind: 'damaged',
        why: `its label has ${JSON.stringify(part)}, which is no version of an object`,
      };
    }
    const child = tree.get(name);
    if (child !== undefined && isNewer(child, version)) {
      return { kind: 'newer', object: name, version };
    }
  }
  return { kind: 'known', ordinal };
}

/** So many labels are remembered: a table has few, unless somebody damages them. */
const KEPT = 256;

/** Labels of one type's rows, each read once. */
export class Labels {
  readonly #known = new Map<string | null, ReadLabel>();

  read(
    type: AnyObjectType,
    tree: ReadonlyMap<string, AnyObjectType>,
    text: string | null,
  ): ReadLabel {
    const known = this.#known.get(text);
    if (known !== undefined) return known;
    const read = readLabel(type, tree, text);
    if (this.#known.size >= KEPT) this.#known.clear();
    this.#known.set(text, read);
    return read;
  }
}

function unknownRoot(type: AnyObjectType, version: string): ReadLabel {
  const parsed = parseWireVersion(version);
  if (parsed === undefined || !PART.test(version)) {
    return { kind: 'damaged', why: 'its label is no version' };
  }
  return isNewer(type, version)
    ? { kind: 'newer', object: type.name, version }
    : { kind: 'damaged', why: `${type.name} has no version ${version} here` };
}

function isNewer(type: AnyObjectType, version: string): boolean {
  const [a, b] = [parseWireVersion(version), parseWireVersion(type.version)];
  return a !== undefined && b !== undefined && compareVersions(a, b) > 0;
}

/** A label for a row whose root is written at `root`, and whatever else is, or was, stored inside at these versions. */
export function formatLabel(root: string, inside: ReadonlyMap<string, string>): string {
  const parts = [...inside].sort(([a], [b]) => (a < b ? -1 : 1));
  return [root, ...parts.map(([name, version]) => `${name}=${version}`)].join(' ');
}

/** What a label says of objects inside. */
export function insideOf(label: string | null): Map<string, string> {
  const parts = (label ?? '').split(' ').slice(1);
  return new Map(
    parts.flatMap((part): [string, string][] => {
      const { name, version } = PART.exec(part)?.groups ?? {};
      return name === undefined || version === undefined ? [] : [[name, version]];
    }),
  );
}

/** Notes a version of an object inside, where it is higher than what is known. */
export function noteInside(inside: Map<string, string>, name: string, version: string): void {
  const [known, found] = [parseWireVersion(inside.get(name) ?? ''), parseWireVersion(version)];
  if (found === undefined) return;
  if (known === undefined || compareVersions(known, found) < 0) inside.set(name, version);
}
