// releases.yaml: which versions each release speaks.

import type { Version } from '../core/version.js';
import type { At, MapNode, Node } from './declarations.js';
import { joined } from './places.js';
import { given, optional, orDrop, readEntries, readNames, readVersion } from './reading.js';
import type { Reading } from './reading.js';

export interface ReleasesDeclaration {
  readonly file: string;
  /** The releases still supported; absent: all are. */
  readonly supported?: readonly At<string>[];
  /** In the order of the file. */
  readonly releases: readonly ReleaseDeclaration[];
  readonly node: MapNode;
}

export interface ReleaseDeclaration {
  readonly name: At<string>;
  readonly versions: readonly { readonly name: At<string>; readonly version: At<Version> }[];
  readonly span: At<string>['span'];
}

export function readReleases(root: MapNode, reading: Reading): ReleasesDeclaration {
  const supported = optional(root, 'supported', readSupported, reading);
  const releases = optional(root, 'releases', readAll, reading) ?? [];
  return { file: reading.file, ...given('supported', supported), releases, node: root };
}

function readSupported(node: Node, reading: Reading): readonly At<string>[] | undefined {
  const names = node.kind === 'sequence' ? readNames(node, reading) : undefined;
  return orDrop(names, node, 'a list', reading);
}

function readAll(node: Node, reading: Reading): readonly ReleaseDeclaration[] {
  return readEntries(node, readRelease, reading);
}

function readRelease(name: At<string>, node: Node, reading: Reading): ReleaseDeclaration {
  return {
    name,
    versions: readEntries(node, readMember, reading),
    span: joined(name.span, node.span),
  };
}

function readMember(name: At<string>, node: Node, reading: Reading) {
  const version = readVersion(node, reading);
  return version && { name, version };
}
