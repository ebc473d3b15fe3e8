// The gate: the present held against a baseline. Each cause is one finding; what was found while reading and only
// follows from it is left out.

import { diagnose } from '../../diagnostics/diagnose.js';
import type { Diagnostic } from '../../diagnostics/diagnostic.js';
import { recordsOf } from '../../model/index.js';
import { newestReleased } from './newest-released.js';
import { reportEnums } from './enum-drift.js';
import { reportUnrecorded, unrecordedIn } from './present-drift.js';
import { editedEntries } from './released-entries.js';
import type { Baseline, Present } from './state.js';
import { reportTaken, reportVersions, type Needs } from './versions.js';

export interface GateQuestions {
  readonly needs: Needs;
  /** Whether a name may be declared in a file that could not be read. */
  readonly isUnread: (key: string) => boolean;
}

/** All findings about the schemas: those made while reading them, and the gate's own. */
export function judge(
  present: Present,
  baseline: Baseline,
  { needs, isUnread }: GateQuestions,
): readonly Diagnostic[] {
  const wire = reportWire(present, baseline);
  // Under other names on the wire nothing is what it was.
  if (wire.length > 0) return [...present.findings, ...wire];
  const newest = newestReleased(baseline);
  const unrecorded = unrecordedIn(present, newest);
  const entries = editedEntries(present, baseline, unrecorded);
  const apart = unrecorded.filter(({ key }) => !entries.withPresent.has(key));
  const enums = reportEnums(present, newest, entries.withPresent);
  const now = recordsOf(present.model, present.wire, present.digestOf);
  const versions = reportVersions(present, baseline, needs, isUnread);
  const gone = new Set(
    versions.flatMap(({ code, evidence }) => (code === 'history/removed' ? evidence : [])),
  );
  return [
    ...present.findings.filter(
      (finding) => !entries.echoes.has(finding) && !isEchoOf(gone, finding),
    ),
    ...versions,
    ...enums.findings,
    ...reportUnrecorded(apart, enums.keys, present.things),
    ...entries.findings,
    ...reportTaken(present, now, baseline),
  ];
}

/** What names a thing that is gone follows from its being gone. */
function isEchoOf(
  gone: ReadonlySet<string | undefined>,
  { code, evidence = '' }: Diagnostic,
): boolean {
  if (code !== 'model/unknown-type') return false;
  return [...gone].some((key) => key?.replace(/@\d+$/, '') === evidence);
}

function reportWire({ wire }: Present, { records }: Baseline): readonly Diagnostic[] {
  return Object.entries(records.wire).flatMap(([setting, was]) => {
    const is = wire[setting] ?? '';
    return is === was ? [] : [diagnose('history/wire-changed', undefined, { setting, was, is })];
  });
}
