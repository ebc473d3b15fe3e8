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

const AGAINST: OptionSpec = {
  flags: '--against <baseline>',
  about: 'what to compare with: a git ref, dir:PATH or lock',
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
    name: 'check',
    summary: 'hold schemas, history, releases, hooks and generated code to a baseline',
    args: [],
    options: [
      AGAINST,
      { flags: '--print-allow', about: 'print what would excuse each finding that may be excused' },
      FINDINGS_FORMAT,
    ],
    examples: [
      'backlevel check',
      'backlevel check --against origin/main --format github',
      'backlevel check --against v1.2',
    ],
    load: async () => (await import('./commands/check.js')).check,
  },
  {
    name: 'diff',
    summary: 'what changed, object by object, what bump it asks, what older peers lose',
    args: [
      { form: '[from]', about: 'a baseline: a git ref, dir:PATH or lock (the default)' },
      { form: '[to]', about: 'another one; without it, the schemas as they are' },
    ],
    options: [
      {
        flags: '--format <kind>',
        about: 'how it is printed',
        choices: ['text', 'json', 'markdown'],
      },
    ],
    examples: ['backlevel diff', 'backlevel diff v1.1 v1.2', 'backlevel diff main --format json'],
    load: async () => (await import('./commands/diff.js')).diff,
  },
  {
    name: 'bump',
    summary: 'write the missing versions and history entries into the schemas',
    args: [{ form: '[names...]', about: 'objects and enums; without any, all that changed' }],
    options: [
      AGAINST,
      { flags: '--dry-run', about: 'write nothing; print what would change' },
      { flags: '--major', about: 'make the new version a major, in a file of its own' },
      {
        flags: '--rename <old=new>',
        about: 'a field that was renamed, not removed and added; may be repeated',
        isList: true,
      },
      { flags: '--no-renames', about: 'take what was removed and added as just that' },
      FINDINGS_FORMAT,
    ],
    examples: ['backlevel bump', 'backlevel bump Flavor --rename host=hostname'],
    load: async () => (await import('./commands/bump.js')).bump,
  },
  {
    name: 'rebase',
    summary: 'give unreleased entries new numbers where the baseline has taken theirs',
    args: [
      { form: '[names...]', about: 'objects and enums; without any, all whose version is taken' },
    ],
    options: [
      AGAINST,
      { flags: '--dry-run', about: 'write nothing; print what would change' },
      FINDINGS_FORMAT,
    ],
    examples: ['backlevel rebase --against origin/main'],
    load: async () => (await import('./commands/rebase.js')).rebase,
  },
  {
    name: 'lock',
    summary: 'record the present shapes as released',
    args: [],
    options: [
      { flags: '--check', about: 'write nothing; exit 1 if the lock is not up to date' },
      FINDINGS_FORMAT,
    ],
    examples: ['backlevel lock', 'backlevel lock --check'],
    load: async () => (await import('./commands/lock.js')).lock,
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
    name: 'verify',
    summary: 'prove the laws: every backport and upgrade of every version, with the generated code',
    args: [{ form: '[objects...]', about: 'objects; without any, all' }],
    options: [
      { flags: '--seed <number>', about: 'make the random values of an earlier run again' },
      { flags: '--cases <count>', about: 'random values of each object at each version (5)' },
      {
        flags: '--against <tags...>',
        about: 'hold it to the code that these git tags really had, and their runtime',
        isList: true,
      },
      {
        flags: '--plan <releases...>',
        about: 'rehearse the upgrade of a fleet from one release to the next, in every state',
        isList: true,
      },
      FINDINGS_FORMAT,
    ],
    examples: [
      'backlevel verify',
      'backlevel verify Flavor --seed 4711 --cases 200',
      'backlevel verify --against v1.2 v1.3',
      'backlevel verify --plan 2025.2 2026.1',
    ],
    load: async () => (await import('./commands/verify.js')).verify,
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
    name: 'release',
    summary: 'cut, list, compare and retire releases',
    args: [
      { form: '<action>', about: 'cut NAME, list, diff A B or retire NAME' },
      { form: '[names...]', about: 'names of releases' },
    ],
    options: [FINDINGS_FORMAT],
    examples: [
      'backlevel release cut 2026.1',
      'backlevel release diff 2025.2 2026.1',
      'backlevel release list --format json',
      'backlevel release retire 2025.1',
    ],
    load: async () => (await import('./commands/release.js')).release,
  },
  {
    name: 'losses',
    summary: 'what two releases lose to each other: every drop, refusal and fill',
    args: [
      { form: '<older>', about: 'a release' },
      { form: '[newer]', about: 'a newer one; without it, the schemas as they are' },
    ],
    options: [{ flags: '--format <kind>', about: 'how it is printed', choices: ['text', 'json'] }],
    examples: ['backlevel losses 2025.2 2026.1', 'backlevel losses 2026.1 --format json'],
    load: async () => (await import('./commands/losses.js')).losses,
  },
  {
    name: 'conductor',
    summary: 'answer older peers on RabbitMQ: backport what they cannot read',
    args: [],
    options: [
      { flags: '--amqp <url>', about: 'the broker; without it BACKLEVEL_AMQP_URL' },
      { flags: '--topic <name>', about: 'what it answers (conductor)' },
      { flags: '--exchange <name>', about: 'where the topic stands (openstack)' },
      { flags: '--server <name>', about: 'its own name, by which it can be asked alone' },
      FINDINGS_FORMAT,
    ],
    examples: ['BACKLEVEL_AMQP_URL=amqps://user:secret@broker/nova backlevel conductor'],
    load: async () => (await import('./commands/conductor.js')).conductor,
  },
  {
    name: 'db',
    summary: 'plan and take the steps of a database: expand, migrate online, contract',
    args: [{ form: '<action>', about: 'plan, migrate, contract or status' }],
    options: [
      {
        flags: '--database <url>',
        about: 'sqlite:FILE or postgres://host/name; without it BACKLEVEL_DATABASE_URL',
      },
      {
        flags: '--engine <name>',
        about: 'whose SQL a plan without a database is in (sqlite)',
        choices: ['sqlite', 'postgres'],
      },
      {
        flags: '--from <release>',
        about: 'plan from the tables of this release, without a database',
      },
      { flags: '--keep <release>', about: 'the oldest release to keep (the oldest supported)' },
      { flags: '--online', about: 'migrate: rewrite rows of older versions in batches' },
      { flags: '--to <release>', about: 'migrate: take rows back to what this release reads' },
      { flags: '--pin <release>', about: 'migrate: no further than this release reads' },
      { flags: '--max-count <rows>', about: 'migrate: the most rows in this run (all)' },
      { flags: '--batch <rows>', about: 'migrate: rows in one transaction (100)' },
      { flags: '--sleep <ms>', about: 'migrate: rest between batches (0)' },
      { flags: '--dry-run', about: 'migrate: print what would be added' },
      { flags: '--format <kind>', about: 'how it is printed', choices: ['text', 'json'] },
    ],
    examples: [
      'backlevel db plan --from 2025.2 --engine postgres',
      'backlevel db migrate --database sqlite:fleet.db',
      'backlevel db migrate --online --max-count 10000 --sleep 50',
      'backlevel db migrate --to 2025.2',
      'backlevel db status',
      'backlevel db contract',
    ],
    load: async () => (await import('./commands/db.js')).db,
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
