/** A plausible bug, and the tests that must show it. */
export interface Fault {
  readonly area: string;
  /** What a user would lose. */
  readonly name: string;
  readonly file: string;
  /** A text that stands in the file once. */
  readonly find: string;
  /** What stands there in its place. */
  readonly put: string;
  readonly tests: readonly string[];
  /** A part of the names of the tests that are run, where the others of the file need long. */
  readonly only: string | undefined;
  /** Whether it is one of the few that every CI run seeds. */
  readonly short: boolean;
}

export function readFaults(root: string): readonly Fault[];
export function problemsOf(root: string, faults: readonly Fault[]): readonly string[];
export function mutated(text: string, fault: Fault): string;
