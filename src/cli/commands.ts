// All commands, as data. The program's own help is made from this alone, so that asking for it costs
// no more than starting node.

import type { CommandSpec, OptionSpec } from './command.js';

const FINDINGS_FORMATS = ['pretty', 'text', 'json', 'github', 'gitlab', 'sarif', 'junit'] as const;

/** Where and how findings are shown; every command takes these, before or after its name. */
export const GLOBAL_OPTIONS: readonly OptionSpec[] = [
  { flags: '--config <file>', about: 'the settings, instead of the nearest backlevel.config.yaml' },
  { flags: '--quiet', about: 'findings and results only' },
  { flags: '--max-warnings <count>', about: 'exit 1 when there are more warnings than this' },
];

const FINDINGS_FORMAT: OptionSpec = {
  flags: '--format <kind>',
  about: 'how findings are printed',
  choices: FINDINGS_FORMATS,
};

export const COMMANDS: readonly CommandSpec[] = [
  {
    name: 'init',
    summary: 'begin a project: a config, an example object, recipes for git and CI',
    args: [],
    options: [],
    examples: ['backlevel init'],
    load: async () => (await import('./commands/init.js')).init,
  },
  {
    name: 'generate',
    summary: 'compile the schemas into TypeScript',
    args: [],
    options: [
      { flags: '--check', about: 'write nothing; exit 1 if anything is not as it should be' },
      { flags: '--diff', about: 'write nothing; print what would change' },
      { flags: '--watch', about: 'generate again whenever a schema or a hook changes' },
      FINDINGS_FORMAT,
    ],
    examples: ['backlevel generate', 'backlevel generate --check --format github'],
    load: async () => (await import('./commands/generate.js')).generate,
  },
  {
    name: 'show',
    summary: 'print the shape of an object at a version, or every shape',
    args: [{ form: '[object]', about: 'Flavor, Flavor@1.1 or os_vif/VIF' }],
    options: [
      { flags: '--all', about: 'every object at every version' },
      {
        flags: '--format <kind>',
        about: 'how it is printed',
        choices: ['table', 'yaml', 'json', 'json-schema', 'ts'],
      },
    ],
    examples: ['backlevel show Flavor@1.0', 'backlevel show --all --format json'],
    load: async () => (await import('./commands/show.js')).show,
  },
  {
    name: 'convert',
    summary: 'backport or upgrade JSON from standard input with the generated code',
    args: [],
    options: [
      { flags: '--jsonl', about: 'one request a line (what it does without, too)' },
      { flags: '--schemas <folder>', about: 'these schemas, without a config' },
      { flags: '--prefix <word>', about: 'the prefix of envelope keys' },
      { flags: '--namespace <word>', about: 'the namespace of schemas that name none' },
      {
        flags: '--hooks <folder>',
        about: 'the hooks of these schemas, if not in hooks/ below them',
      },
    ],
    examples: [
      `echo '{"primitive": {…}, "to": "1.1"}' | backlevel convert`,
      'backlevel convert --schemas schemas --namespace nova --prefix nova_object < requests.jsonl',
    ],
    load: async () => (await import('./commands/convert.js')).convert,
  },
  {
    name: 'explain',
    summary: 'explain a finding, or a crossing from one version to another',
    args: [
      { form: '<subject>', about: 'a code such as history/gap, or an object' },
      { form: '[from]', about: 'the version that the data has' },
      { form: '[to]', about: 'the version that it is brought to' },
    ],
    options: [
      {
        flags: '--primitive <file>',
        about: 'show what becomes of this primitive (- is standard input)',
      },
    ],
    examples: ['backlevel explain generated/stale', 'backlevel explain Flavor 1.1 1.0'],
    load: async () => (await import('./commands/explain.js')).explain,
  },
  {
    name: 'hooks',
    summary: 'list the hooks that the histories declare',
    args: [],
    options: [
      { flags: '--write', about: 'add a skeleton for each that is missing' },
      FINDINGS_FORMAT,
    ],
    examples: ['backlevel hooks --write'],
    load: async () => (await import('./commands/hooks.js')).hooks,
  },
  {
    name: 'completion',
    summary: 'print a completion script for your shell',
    args: [{ form: '<shell>', about: 'bash, zsh or fish' }],
    options: [],
    examples: ['source <(backlevel completion bash)'],
    load: async () => (await import('./commands/completion.js')).completion,
  },
];
