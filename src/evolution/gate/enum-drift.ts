// Enums at their newest released version against what the files say they were.

import { formatVersion, sameVersion } from '../../core/version.js';
import { diagnose } from '../../diagnostics/diagnose.js';
import type { Diagnostic } from '../../diagnostics/diagnostic.js';
import { tellValues } from '../tell-change.js';
import { entryOrVersion, nameOf, type Present } from './state.js';

export interface EnumDrift {
  readonly findings: readonly Diagnostic[];
  /** Those that changed: what their users show follows from it. */
  readonly keys: ReadonlySet<string>;
}

export function reportEnums(
  { drifts, things }: Pick<Present, 'drifts' | 'things'>,
  newest: ReadonlyMap<string, string>,
  /** Told with their entries. */
  told: ReadonlySet<string>,
  unsettled: ReadonlySet<string>,
): EnumDrift {
  const findings: Diagnostic[] = [];
  const keys = new Set(unsettled);
  for (const drift of drifts) {
    const { key, version } = drift;
    const declaration = things.enums.get(key);
    if (drift.kind !== 'enum' || declaration === undefined) continue;
    if (newest.get(key) !== formatVersion(version)) continue;
    keys.add(key);
    if (told.has(key)) continue;
    const name = nameOf(key, things);
    const changes = tellValues(drift);
    const details = {
      object: declaration.name.value,
      version: formatVersion(declaration.version.value),
      fix: { command: `backlevel bump ${name}` },
    };
    if (drift.isPresent && sameVersion(declaration.version.value, version)) {
      const at = declaration.version.span;
      findings.push(diagnose('history/missing-bump', at, { name, version, changes }, details));
    } else {
      const at = entryOrVersion(declaration);
      const now = declaration.version.value;
      const parameters = { name, version: now, before: version, changes };
      findings.push(diagnose('history/unrecorded-change', at, parameters, details));
    }
  }
  return { findings, keys };
}
