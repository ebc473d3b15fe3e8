// The gate run on a project, as the commands that need it do.

import { render } from '../diagnostics/index.js';
import type { BaselineSource } from '../pipeline/gate/baseline.js';
import { runGate, type GateReport } from '../pipeline/gate/check.js';
import { CannotRun } from './exit.js';
import { memoryOf } from './memory.js';
import type { Project } from './project.js';

/** Runs it; a baseline that cannot be read is the end of the run, and never "clean". */
export async function gateOn(project: Project, source: BaselineSource): Promise<GateReport> {
  const { host: tree, config } = project;
  const report = await runGate({ tree, config, source, memory: memoryOf(project) });
  if (report.broken === undefined) return report;
  const { name, findings } = report.broken;
  const told = render('text', findings, () => undefined, {
    colour: false,
    objects: 0,
    toolVersion: '',
  });
  throw new CannotRun(
    `the baseline ${name} cannot be read, so that nothing was compared:\n${told}`,
  );
}
