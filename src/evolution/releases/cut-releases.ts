// A release that the baseline has was cut: it stays as it was, and stays here while it is supported.

import { formatVersion } from '../../core/version.js';
import { diagnose } from '../../diagnostics/diagnose.js';
import type { Diagnostic } from '../../diagnostics/diagnostic.js';
import type { ReleaseDeclaration, ReleasesDeclaration } from '../../load/index.js';
import { differingEntries } from './pair-entries.js';
import { supportedReleases } from './supported.js';

export interface CutReleases {
  /** Releases that were edited, as they were cut, by name. */
  readonly edited: ReadonlyMap<string, ReleaseDeclaration>;
  /** Cut releases that are not here any more. */
  readonly gone: ReadonlySet<string>;
  readonly findings: readonly Diagnostic[];
}

export function cutReleases(
  releases: ReleasesDeclaration,
  before: ReleasesDeclaration | undefined,
): CutReleases {
  const edited = new Map<string, ReleaseDeclaration>();
  const gone = new Set<string>();
  const findings: Diagnostic[] = [];
  const supported = new Set(before === undefined ? [] : supportedReleases(before));
  const present = new Map(releases.releases.map((release) => [release.name.value, release]));
  for (const was of before?.releases ?? []) {
    const name = was.name.value;
    const is = present.get(name);
    if (is === undefined) {
      gone.add(name);
      // A release that was retired before may go: nobody runs it.
      if (supported.has(was)) findings.push(goneFinding(name, releases));
      continue;
    }
    const finding = editedFinding(was, is);
    if (finding === undefined) continue;
    edited.set(name, was);
    findings.push(finding);
  }
  return { edited, gone, findings };
}

function editedFinding(was: ReleaseDeclaration, is: ReleaseDeclaration): Diagnostic | undefined {
  const entries = differingEntries(was.versions, is.versions);
  if (entries.length === 0) return undefined;
  const related = entries.flatMap(({ newer, was: before }) => {
    if (newer === undefined) return [];
    const message = before === undefined ? 'this is new' : `this was ${formatVersion(before)}`;
    return [{ message, span: newer.version.span }];
  });
  const parameters = { release: is.name.value, entries };
  return diagnose('release/cut-edited', is.name.span, parameters, { related });
}

function goneFinding(release: string, { node }: ReleasesDeclaration): Diagnostic {
  const key = node.entries.find((entry) => entry.key.text === 'releases')?.key;
  return diagnose('release/cut-edited', (key ?? node).span, { release, entries: 'gone' });
}
