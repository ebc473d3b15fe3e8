// `completion`: a static script for the user's shell, made from the table of commands.

import { COMMANDS } from '../commands.js';
import { GLOBAL_OPTIONS } from '../shared-options.js';
import type { ArgumentSpec, Invocation, OptionSpec } from '../command.js';
import { CannotRun, type ExitCode } from '../exit.js';
import { print } from '../terminal.js';

const SHELLS: Readonly<Record<string, () => string>> = { bash, zsh, fish };

export function completion({ terminal, args }: Invocation): Promise<ExitCode> {
  const shell = args[0] ?? '';
  const script = Object.hasOwn(SHELLS, shell) ? SHELLS[shell] : undefined;
  if (script === undefined) {
    throw new CannotRun(`there is no completion for \`${shell}\`; there is for bash, zsh and fish`);
  }
  print(terminal, script());
  return Promise.resolve(0);
}

function bash(): string {
  const cases = COMMANDS.map(
    ({ name, args, options }) =>
      `    ${name}) words="${longFlags(options).join(' ')}"; first="${firstWords(args).join(' ')}" ;;`,
  );
  return `# backlevel completion for bash: source <(backlevel completion bash)
_backlevel() {
  local current="\${COMP_WORDS[COMP_CWORD]}" words="" first=""
  if [ "$COMP_CWORD" -eq 1 ]; then
    words="${COMMANDS.map(({ name }) => name).join(' ')} ${longFlags([]).join(' ')}"
  else
    case "\${COMP_WORDS[1]}" in
${cases.map((line) => `  ${line}`).join('\n')}
    esac
    # The first word behind the command, unless an option was begun.
    case "$COMP_CWORD:$current" in
      2:-*) ;;
      2:*) words="\${first:-$words}" ;;
    esac
    case "\${COMP_WORDS[COMP_CWORD - 1]}" in
${bashChoices().join('\n')}
    esac
  fi
  COMPREPLY=($(compgen -W "$words" -- "$current"))
}
complete -o default -F _backlevel backlevel
`;
}

/** What may stand behind an option, command by command: \`--format\` means two things. */
function bashChoices(): readonly string[] {
  const withChoices = COMMANDS.flatMap(({ name, options }) =>
    options.flatMap(({ flags, choices }) =>
      choices === undefined ? [] : [{ name, flag: longFlag(flags), choices }],
    ),
  );
  const flags = [...new Set(withChoices.map(({ flag }) => flag))];
  return flags.map((flag) => {
    const inner = withChoices
      .filter((entry) => entry.flag === flag)
      .map(({ name, choices }) => `${name}) words="${choices.join(' ')}" ;;`);
    return `      ${flag}) case "\${COMP_WORDS[1]}" in ${inner.join(' ')} esac ;;`;
  });
}

function zsh(): string {
  const commands = COMMANDS.map(({ name, summary }) => `    ${quoted(`${name}:${summary}`)}`);
  const cases = COMMANDS.map(({ name, args, options }) => {
    const words = firstWords(args);
    const first = words.length === 0 ? '' : ` ${quoted(`1:word:(${words.join(' ')})`)}`;
    const specs = [...options, ...GLOBAL_OPTIONS].map(({ flags, about, choices }) =>
      quoted(
        `${longFlag(flags)}[${about.replace(/[[\]]/g, '')}]` +
          (flags.includes('<') ? `:value:${choices ? `(${choices.join(' ')})` : '_files'}` : ''),
      ),
    );
    return `    ${name}) _arguments ${specs.join(' ')}${first} '*:file:_files' ;;`;
  });
  return `#compdef backlevel
# backlevel completion for zsh: backlevel completion zsh > "\${fpath[1]}/_backlevel"
_backlevel() {
  local -a commands=(
${commands.join('\n')}
  )
  if (( CURRENT == 2 )); then
    _describe command commands
    return
  fi
  local command="\${words[2]}"
  shift words
  (( CURRENT -= 1 ))
  case "$command" in
${cases.join('\n')}
  esac
}
# Autoloaded, this is the function itself.
if [[ "\${funcstack[1]}" == _backlevel ]]; then
  _backlevel "$@"
else
  compdef _backlevel backlevel
fi
`;
}

function fish(): string {
  const lines = COMMANDS.flatMap(({ name, summary, args, options }) => [
    `complete -c backlevel -n __fish_use_subcommand -f -a ${name} -d ${quoted(summary)}`,
    ...fishWords(name, firstWords(args)),
    ...[...options, ...GLOBAL_OPTIONS].map(({ flags, about, choices }) => {
      const value = choices
        ? ` -x -a ${quoted(choices.join(' '))}`
        : flags.includes('<')
          ? ' -r'
          : '';
      const flag = longFlag(flags).slice(2);
      return `complete -c backlevel -n '__fish_seen_subcommand_from ${name}' -l ${flag}${value} -d ${quoted(about)}`;
    }),
  ]);
  return `# backlevel completion for fish: backlevel completion fish | source\n${lines.join('\n')}\n`;
}

function fishWords(name: string, words: readonly string[]): readonly string[] {
  if (words.length === 0) return [];
  const list = words.join(' ');
  const isFirst = `__fish_seen_subcommand_from ${name}; and not __fish_seen_subcommand_from ${list}`;
  return [`complete -c backlevel -n '${isFirst}' -f -a '${list}'`];
}

/** What the first argument may begin with. */
function firstWords(args: readonly ArgumentSpec[]): readonly string[] {
  return args[0]?.words ?? [];
}

function longFlags(options: readonly OptionSpec[]): readonly string[] {
  return [...options, ...GLOBAL_OPTIONS].map(({ flags }) => longFlag(flags)).concat('--help');
}

function longFlag(flags: string): string {
  return flags.split(' ')[0] ?? flags;
}

/** For all three shells: single quotes, with those inside replaced. */
function quoted(text: string): string {
  return `'${text.replaceAll("'", '’')}'`;
}
