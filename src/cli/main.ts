// The program's door: quick answers first, then the command; whatever is thrown ends here.

import { CannotRun, type ExitCode } from './exit.js';
import { programVersion } from './program-version.js';
import { tell, type Terminal } from './terminal.js';

/** Runs the program with the arguments and streams of this process. */
export async function start(): Promise<void> {
  const { stdin, stdout, stderr, env, argv } = process;
  // Whoever reads our output may stop reading (`| head`): that is no failure of ours.
  stdout.on('error', (error: NodeJS.ErrnoException) => {
    if (error.code !== 'EPIPE') throw error;
    process.exit(0);
  });
  const isInteractive = stdout.isTTY;
  const terminal = { stdin, stdout, stderr, cwd: process.cwd(), env, isInteractive };
  process.exitCode = await main(argv.slice(2), terminal);
}

/** Runs the program; a throw from within is a bug of ours, and says so. */
export async function main(argv: readonly string[], terminal: Terminal): Promise<ExitCode> {
  try {
    return await dispatch(argv, terminal);
  } catch (error) {
    if (error instanceof CannotRun) {
      tell(terminal, `backlevel: ${error.message}`);
      return 2;
    }
    const stack = error instanceof Error ? (error.stack ?? error.message) : String(error);
    tell(
      terminal,
      `${stack}\n\nThis is a bug in backlevel ${programVersion()}, not in your schemas.`,
    );
    tell(terminal, 'Please report it, with the lines above and the schema that provoked it.');
    return 2;
  }
}

async function dispatch(argv: readonly string[], terminal: Terminal): Promise<ExitCode> {
  const [first] = argv;
  if (argv.length <= 1 && (first === undefined || first === '--help' || first === '-h')) {
    const { helpText } = await import('./help.js');
    const stream = first === undefined ? terminal.stderr : terminal.stdout;
    stream.write(helpText());
    return first === undefined ? 2 : 0;
  }
  if (argv.length === 1 && (first === '--version' || first === '-V')) {
    terminal.stdout.write(`${programVersion()}\n`);
    return 0;
  }
  const { runProgram } = await import('./program.js');
  return runProgram(argv, terminal);
}
