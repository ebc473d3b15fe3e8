// All commands, as data. The program's own help is made from this alone, so that asking for it costs
// no more than starting node.

import type { CommandSpec } from './command.js';
import { DATA } from './specs/data.js';
import { FLEET } from './specs/fleet.js';
import { GATE } from './specs/gate.js';
import { SCHEMAS } from './specs/schemas.js';

const COMPLETION: CommandSpec = {
  name: 'completion',
  summary: 'print a completion script for your shell',
  args: [{ form: '<shell>', about: 'bash, zsh or fish', words: ['bash', 'zsh', 'fish'] }],
  options: [],
  examples: ['source <(backlevel completion bash)'],
  load: async () => (await import('./commands/completion.js')).completion,
};

/** As the help lists them. */
export const COMMANDS: readonly CommandSpec[] = [
  ...SCHEMAS,
  ...GATE,
  ...DATA,
  ...FLEET,
  COMPLETION,
];
