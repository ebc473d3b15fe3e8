// The program's own help, without commander: `--help` must answer in the time of bare node.

import { COMMANDS } from './commands.js';
import { GLOBAL_OPTIONS } from './shared-options.js';

/** What `backlevel --help` prints. */
export function helpText(): string {
  const commands = COMMANDS.map(({ name, args, summary }) => ({
    left: [name, ...args.map(({ form }) => form)].join(' '),
    right: summary,
  }));
  const options = [
    ...GLOBAL_OPTIONS.map(({ flags, about }) => ({ left: flags, right: about })),
    { left: '--version', right: 'print the version' },
    { left: '--help', right: 'print this; `backlevel <command> --help` says more' },
  ];
  return `backlevel: versioned objects for TypeScript

Usage: backlevel <command> [options]

Commands
${columns(commands)}

Options
${columns(options)}

Exit: 0 clean, 1 findings, 2 could not run.
`;
}

function columns(rows: readonly { readonly left: string; readonly right: string }[]): string {
  const width = Math.max(...rows.map(({ left }) => left.length));
  return rows.map(({ left, right }) => `  ${left.padEnd(width)}  ${right}`).join('\n');
}
