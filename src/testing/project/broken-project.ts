// What is said of a project that a test cannot be run on.

import { render, type Diagnostic } from '../../diagnostics/index.js';
import type { Project } from '../../disk/project.js';

/** The findings as an error, for tests to fail with. */
export function brokenProject({ root }: Project, findings: readonly Diagnostic[]): Error {
  return new Error(
    `the project in ${root} has errors\n${render('text', findings, () => undefined)}`,
  );
}
