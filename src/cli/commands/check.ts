// `check`: the one step in CI. Schemas, history, releases and hooks held to a baseline; and generated code fresh.

import { amount } from '../../core/amount.js';
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
import { uncompared } from '../uncompared.js';

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
  const what = amount(objects, 'object');
  const missing = uncompared(gate, source);
  const compared =
    missing === undefined
      ? `compared with ${source.kind === 'lock' ? 'the lock' : source.name}`
      : `${missing.why}, so nothing was compared${missing.cure === undefined ? '' : `; ${missing.cure}`}`;
  return code === 0 ? `${what} in order, ${compared}` : `${what}, ${compared}`;
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
