// What a command is to the program: data for the help and for the completion, and code that is loaded
// only when the command runs.

import type { ExitCode } from './exit.js';
import type { Options } from './options.js';
import type { Terminal } from './terminal.js';

export interface Invocation {
  readonly terminal: Terminal;
  /** Positional arguments, in order. */
  readonly args: readonly string[];
  readonly options: Options;
}

export type Run = (invocation: Invocation) => Promise<ExitCode>;

export interface CommandSpec {
  readonly name: string;
  readonly summary: string;
  /** As commander writes them: `<code>` is needed, `[version]` is not, `[objects...]` are many. */
  readonly args: readonly ArgumentSpec[];
  readonly options: readonly OptionSpec[];
  /** Shown below the command's own help. */
  readonly examples: readonly string[];
  readonly load: () => Promise<Run>;
}

export interface ArgumentSpec {
  readonly form: string;
  readonly about: string;
  /** What it begins with, for completion alone: the command itself says what it does not know. */
  readonly words?: readonly string[];
}

export interface OptionSpec {
  /** As commander writes them: `--format <kind>`. */
  readonly flags: string;
  readonly about: string;
  /** The only values it takes. */
  readonly choices?: readonly string[];
  /** May be given several times. */
  readonly isList?: boolean;
}
