// One file from text to what it says: as YAML, then against its JSON Schema, then by its readers.

import { diagnose } from '../diagnostics/diagnose.js';
import type { Diagnostic } from '../diagnostics/diagnostic.js';
import { checkStructure } from './check-structure.js';
import type { MapNode } from './declarations.js';
import { packMap, unpackMap, type KnownNodes } from './known-nodes.js';
import { placesOf } from './places.js';
import { readYaml } from './read-yaml.js';
import type { Reading } from './reading.js';
import type { Validator } from './validators/structure.js';

export interface SourceFile {
  /** Relative to the project, with `/`. */
  readonly path: string;
  readonly text: string;
}

/** How a file of one kind is held against its form and read. */
export interface FileKind<T> {
  readonly validate: Validator;
  readonly read: (root: MapNode, reading: Reading) => T | undefined;
}

export interface FileRead<T> {
  readonly value?: T;
  /** Whether something is missing from `value` that the file may well say. */
  readonly isIncomplete: boolean;
  readonly findings: readonly Diagnostic[];
}

/** Reads a file whose kind its root tells, or a finding if it tells none. */
export function readFile<T>(
  file: SourceFile,
  kindOf: (root: MapNode) => FileKind<T> | Diagnostic,
  known?: KnownNodes,
): FileRead<T> {
  const { path, text } = file;
  const before = known?.get(file);
  if (before !== undefined) return readAgain(unpackMap(before, placesOf(path, text)), path, kindOf);
  const { root, isDamaged, findings: found } = readYaml(path, text);
  if (root === undefined) return { isIncomplete: true, findings: inOrder(found) };
  const kind = kindOf(root);
  if ('code' in kind) {
    return { isIncomplete: true, findings: isDamaged ? inOrder(found) : inOrder([...found, kind]) };
  }
  const reading: Reading = { file: path, findings: [], dropped: [] };
  const value = kind.read(root, reading);
  const structure = checkStructure(root, kind.validate);
  // Where YAML itself was broken, what seems wrong with the form is only an echo.
  const findings = isDamaged ? found : [...found, ...structure, ...tellReading(reading, structure)];
  const isIncomplete = isDamaged || structure.length > 0 || reading.dropped.length > 0;
  if (!isIncomplete && findings.length === 0) known?.set(file, packMap(root));
  return { ...(value === undefined ? {} : { value }), isIncomplete, findings: inOrder(findings) };
}

/** A file that was in order when it was read before. */
function readAgain<T>(
  root: MapNode,
  path: string,
  kindOf: (root: MapNode) => FileKind<T> | Diagnostic,
): FileRead<T> {
  const kind = kindOf(root);
  const reading: Reading = { file: path, findings: [], dropped: [] };
  const value = 'code' in kind ? undefined : kind.read(root, reading);
  return { ...(value === undefined ? {} : { value }), isIncomplete: false, findings: [] };
}

/** What the readers found; what they had to leave out is told only where nothing else tells it. */
function tellReading(reading: Reading, structure: readonly Diagnostic[]): readonly Diagnostic[] {
  if (structure.length > 0 || reading.findings.length > 0) return reading.findings;
  return reading.dropped.map(({ span, expected, found }) =>
    diagnose('schema/wrong-kind', span, { expected, found }),
  );
}

/** By place, and only the first of several at the same place: they have one cause. */
function inOrder(findings: readonly Diagnostic[]): readonly Diagnostic[] {
  const places = new Set<string>();
  return findings
    .filter(({ span }) => {
      const place = `${span?.offset ?? ''}:${span?.endOffset ?? ''}`;
      if (places.has(place)) return false;
      places.add(place);
      return true;
    })
    .toSorted((a, b) => (a.span?.offset ?? 0) - (b.span?.offset ?? 0));
}
