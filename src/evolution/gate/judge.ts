// The gate: the present held against a baseline. Each cause is one finding; what was found while reading and only
// follows from it is left out.

import { diagnose } from '../../diagnostics/diagnose.js';
import type { Diagnostic } from '../../diagnostics/diagnostic.js';
import { consequences, mixinsOnce, unreadable, unsettledEnums } from './consequences.js';
import { reportEnums } from './enum-drift.js';
import { reportUnmasked } from './masking.js';
import { reportReused } from './names-for-ever.js';
import { newestReleased } from './newest-released.js';
import { reportUnrecorded, unrecordedIn } from './present-drift.js';
import { editedEntries } from './released-entries.js';
import type { Baseline, Present } from './state.js';
import { reportStorage } from './stored.js';
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
  // With other settings nothing is what it was, and no history can be held to anything.
  if (wire.length > 0) {
    return [...present.findings.filter(({ code }) => !code.startsWith('history/')), ...wire];
  }
  const newest = newestReleased(baseline);
  const unrecorded = unrecordedIn(present, newest);
  const versions = reportVersions(present, baseline, needs, isUnread);
  const follow = consequences(present, baseline, versions, unrecorded);
  const told = mixinsOnce(present.findings.filter((finding) => !follow.has(finding)));
  const lowered = new Set(
    versions.flatMap(({ code, evidence }) =>
      code === 'history/version-lower' ? (evidence ?? []) : [],
    ),
  );
  const unsettled = new Set([...unsettledEnums(present), ...lowered]);
  const unheld = new Set([...lowered, ...unreadable(present)]);
  const settled = { findings: follow, enums: unsettled, unheld };
  const entries = editedEntries(present, baseline, unrecorded, settled);
  const enums = reportEnums(present, newest, entries.withPresent, unsettled);
  const apart = unrecorded.filter(({ key }) => !entries.withPresent.has(key));
  return [
    ...told.filter((finding) => !entries.echoes.has(finding)),
    ...versions,
    ...enums.findings,
    ...reportUnrecorded(apart, enums.keys, present.things, baseline),
    ...reportStorage(present, baseline, newest),
    ...reportUnmasked(present, newest, unrecorded),
    ...entries.findings,
    ...reportReused(present, baseline),
    ...reportTaken(present, baseline),
  ];
}

function reportWire({ wire }: Present, { records }: Baseline): readonly Diagnostic[] {
  return Object.entries(records.wire).flatMap(([setting, was]) => {
    const is = wire[setting] ?? '';
    return is === was ? [] : [diagnose('history/wire-changed', undefined, { setting, was, is })];
  });
}
