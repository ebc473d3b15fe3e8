// Loads schema files, each text once: a baseline that has a file as it is now does not have it parsed again.

import type { Diagnostic } from '../diagnostics/diagnostic.js';
import {
  load,
  type Declaration,
  type KnownNodes,
  type Loaded,
  type ReleasesDeclaration,
} from '../load/index.js';
import type { SourceText } from './sources.js';

/** Files that were loaded before, by path and text. */
export type KnownFiles = Map<string, Loaded>;

export interface LoadedSources {
  readonly declarations: readonly Declaration[];
  readonly releases?: ReleasesDeclaration;
  readonly findings: readonly Diagnostic[];
  /** Files that yielded nothing: what they declare is not unknown, and its users get no findings for it. */
  readonly unread: readonly string[];
}

export function loadSources(
  files: readonly SourceText[],
  known: KnownFiles,
  nodes?: KnownNodes,
): LoadedSources {
  const declarations: Declaration[] = [];
  const findings: Diagnostic[] = [];
  const unread: string[] = [];
  let releases: ReleasesDeclaration | undefined;
  for (const file of files) {
    const id = `${file.path}\n${file.text}`;
    const loaded = known.get(id) ?? load([file], nodes);
    known.set(id, loaded);
    declarations.push(...loaded.declarations);
    findings.push(...loaded.findings);
    releases ??= loaded.releases;
    if (loaded.declarations.length === 0 && loaded.releases === undefined) unread.push(file.path);
  }
  return { declarations, ...(releases === undefined ? {} : { releases }), findings, unread };
}
