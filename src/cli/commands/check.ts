// `check`: the one step in CI. Schemas, history, releases and hooks held to a baseline; and generated code fresh.

import type { Diagnostic } from '../../diagnostics/index.js';
import { fingerprintOf, isExcusable } from '../../model/index.js';
import { hasErrors } from '../../pipeline/compile.js';
import type { GateReport } from '../../pipeline/gate/check.js';
import type { BaselineSource } from '../../pipeline/gate/baseline.js';
import type { Invocation } from '../command.js';
import type { ExitCode } from '../exit.js';
import { chooseBaseline } from '../baseline.js';
import { gateOn } from '../gate.js';
import { planProject } from '../plan-project.js';
import { openProject, type Project } from '../project.js';
import { report } from '../report.js';
import { print, tell } from '../terminal.js';

export async function check(invocation: Invocation): Promise<ExitCode> {
  const { terminal, options } = invocation;
  const project = openProject(terminal, options);
  const chosen = chooseBaseline(terminal, options, project);
  const gate = await gateOn(project, chosen.source);
  const known = [...chosen.findings, ...gate.findings];
  // While the schemas are not in order, nobody can say what the generated code should be.
  const stale = hasErrors(known) ? [] : await deviations(project);
  const findings = [...known, ...stale];
  if (options.has('printAllow')) {
    print(terminal, allowances(findings));
    return findings.some(({ severity }) => severity === 'error') ? 1 : 0;
  }
  const code = await report(terminal, options, findings, {
    tree: project.host,
    objects: gate.objects,
  });
  if (!options.has('quiet') && options.text('format') === undefined) {
    tell(terminal, summary(gate, chosen.source, code));
  }
  return code;
}

async function deviations(project: Project): Promise<readonly Diagnostic[]> {
  const { plan, remember } = await planProject(project);
  const found = plan?.deviations ?? [];
  if (found.length === 0) remember();
  return found;
}

function summary(gate: GateReport, source: BaselineSource, code: ExitCode): string {
  const { objects } = gate;
  const what = `${objects} ${objects === 1 ? 'object' : 'objects'}`;
  const isLock = source.kind === 'lock';
  const name = isLock ? 'the lock' : source.name;
  const isEmpty = isLock && !hasReleased(gate);
  const without =
    gate.without ?? (isEmpty ? 'the lock says of nothing that it is released' : undefined);
  const compared =
    without === undefined ? `compared with ${name}` : `${without}, so nothing was compared`;
  return code === 0 ? `${what} in order, ${compared}` : `${what}, ${compared}`;
}

/** Whether a version in the lock stands fast; in one that has only begun all are pending. */
function hasReleased({ state }: GateReport): boolean {
  if (state === undefined) return true;
  const { objects, enums } = state.baseline.records;
  return [...objects.values(), ...enums.values()].some(({ versions }) =>
    [...versions.values()].some(({ status }) => status === 'released'),
  );
}

/** What to write beside each thing whose finding may be excused. */
function allowances(findings: readonly Diagnostic[]): string {
  return findings
    .filter((finding) => finding.severity === 'error' && isExcusable(finding))
    .map((finding) => {
      const where = finding.span?.file ?? 'the config';
      return `# ${where}: ${finding.message}\nallow:\n  ${finding.code}: { reason: say why, for: "${fingerprintOf(finding)}" }\n`;
    })
    .join('\n');
}
