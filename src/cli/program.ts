// The commands as commander knows them: parsing, `--help` of each command, near names for misspelt ones.

import { Command, CommanderError, Option } from 'commander';
import type { CommandSpec, OptionSpec } from './command.js';
import { COMMANDS } from './commands.js';
import { GLOBAL_OPTIONS } from './shared-options.js';
import type { ExitCode } from './exit.js';
import { Options } from './options.js';
import type { Terminal } from './terminal.js';

/** Parses the arguments and runs the command they name. */
export async function runProgram(argv: readonly string[], terminal: Terminal): Promise<ExitCode> {
  const ended: { code: ExitCode } = { code: 0 };
  const program = new Command('backlevel');
  // An option means the same before the command's name and after it; after it wins.
  program.enablePositionalOptions();
  prepare(program, terminal);
  for (const option of GLOBAL_OPTIONS) program.addOption(toOption(option));
  for (const spec of COMMANDS) addCommand(program, spec, terminal, ended);
  try {
    await program.parseAsync([...argv], { from: 'user' });
  } catch (error) {
    if (!(error instanceof CommanderError)) throw error;
    return error.exitCode === 0 ? 0 : 2;
  }
  return ended.code;
}

function addCommand(
  program: Command,
  spec: CommandSpec,
  terminal: Terminal,
  ended: { code: ExitCode },
): void {
  const command = program.command(spec.name).summary(spec.summary).description(spec.summary);
  prepare(command, terminal);
  for (const { form, about } of spec.args) command.argument(form, about);
  for (const option of [...spec.options, ...GLOBAL_OPTIONS]) command.addOption(toOption(option));
  command.addHelpText(
    'after',
    `\nExamples\n${spec.examples.map((line) => `  ${line}`).join('\n')}`,
  );
  command.action(async () => {
    const run = await spec.load();
    const options = new Options({ ...program.opts(), ...command.opts() });
    ended.code = await run({ terminal, args: command.args, options });
  });
}

function prepare(command: Command, { stdout, stderr }: Terminal): void {
  command.exitOverride();
  command.showHelpAfterError('(`--help` says what there is)');
  command.configureOutput({
    writeOut: (text) => stdout.write(text),
    writeErr: (text) => stderr.write(text),
  });
}

function toOption({ flags, about, choices, isList }: OptionSpec): Option {
  const option = new Option(flags, about);
  if (isList === true) {
    option.argParser((text: string, before: unknown) =>
      Array.isArray(before) ? [...(before as readonly unknown[]), text] : [text],
    );
  }
  return choices === undefined ? option : option.choices(choices);
}
