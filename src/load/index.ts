// The door of this floor: schema texts in, declarations and findings out.

import { diagnose } from '../diagnostics/diagnose.js';
import type { Diagnostic } from '../diagnostics/diagnostic.js';
import { nearest } from '../diagnostics/nearest.js';
import type { Declaration, MapNode } from './declarations.js';
import type { KnownNodes } from './known-nodes.js';
import { readConfig, type ConfigValues } from './read-config.js';
import { readEnum } from './read-enum.js';
import { readFile, type FileKind, type SourceFile } from './read-file.js';
import { readMixin, readObject } from './read-object.js';
import { given } from './reading.js';
import { readReleases, type ReleasesDeclaration } from './read-releases.js';
import {
  validateConfig,
  validateEnum,
  validateMixin,
  validateObject,
  validateReleases,
} from './validators/structure.js';

export type * from './declarations.js';
export type { ConfigValues } from './read-config.js';
export type { KnownNodes, PackedMap } from './known-nodes.js';
export type { SourceFile } from './read-file.js';
export type { ReleaseDeclaration, ReleasesDeclaration } from './read-releases.js';

export interface Loaded {
  readonly declarations: readonly Declaration[];
  /** The releases, where a file of them was among the schemas. */
  readonly releases?: ReleasesDeclaration;
  readonly findings: readonly Diagnostic[];
}

/** Reads every file; a broken one yields findings and what could be read of it. A text that is known is not parsed again. */
export function load(files: readonly SourceFile[], known?: KnownNodes): Loaded {
  const declarations: Declaration[] = [];
  const findings: Diagnostic[] = [];
  let releases: ReleasesDeclaration | undefined;
  for (const file of files) {
    const { value, isIncomplete, findings: found } = readFile(file, kindOf, known);
    const object = value !== undefined && 'kind' in value ? value.name.value : undefined;
    for (const finding of found) findings.push({ ...finding, ...given('object', object) });
    if (value === undefined) continue;
    if (!('kind' in value)) releases ??= value;
    else declarations.push(isIncomplete ? { ...value, isIncomplete } : value);
  }
  return { declarations, ...given('releases', releases), findings };
}

/** The settings a config file says; no values where it cannot be read or has a finding. */
export function loadConfig(
  file: SourceFile,
  known?: KnownNodes,
): {
  readonly values?: ConfigValues;
  readonly findings: readonly Diagnostic[];
} {
  const { value, findings } = readFile(file, () => CONFIG, known);
  return value === undefined || findings.length > 0 ? { findings } : { values: value, findings };
}

const CONFIG: FileKind<ConfigValues> = { validate: validateConfig, read: readConfig };

/** The releases of a file that is known to hold them. */
export function loadReleases(file: SourceFile): {
  readonly releases?: ReleasesDeclaration;
  readonly findings: readonly Diagnostic[];
} {
  const { value, findings } = readFile(file, () => RELEASES);
  return value === undefined ? { findings } : { releases: value, findings };
}

const RELEASES: FileKind<ReleasesDeclaration> = { validate: validateReleases, read: readReleases };

/** The kinds of schema files, by the key that says what a file declares. */
const KINDS: ReadonlyMap<string, FileKind<Declaration | ReleasesDeclaration>> = new Map<
  string,
  FileKind<Declaration | ReleasesDeclaration>
>([
  ['object', { validate: validateObject, read: readObject }],
  ['enum', { validate: validateEnum, read: readEnum }],
  ['mixin', { validate: validateMixin, read: readMixin }],
  ['releases', RELEASES],
]);

function kindOf(root: MapNode): FileKind<Declaration | ReleasesDeclaration> | Diagnostic {
  for (const { key } of root.entries) {
    const kind = KINDS.get(key.text);
    if (kind !== undefined) return kind;
  }
  const first = root.entries[0]?.key;
  const near = first === undefined ? undefined : nearest(first.text, KINDS.keys());
  return diagnose('schema/unknown-kind', first?.span ?? root.span, { near });
}
