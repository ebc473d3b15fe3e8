// Commands that run the generated code, on made-up values and on real data.

import type { CommandSpec } from '../command.js';
import { FINDINGS_FORMAT } from '../shared-options.js';

export const DATA: readonly CommandSpec[] = [
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
    load: async () => (await import('../commands/convert.js')).convert,
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
    load: async () => (await import('../commands/verify.js')).verify,
  },
  {
    name: 'audit',
    summary: 'count stored data: its versions, and what each hop would lose or refuse',
    args: [{ form: '<files...>', about: 'a primitive a line; - is standard input' }],
    options: [
      {
        flags: '--to <targets...>',
        about: 'releases, or Object=1.2; without it the newest and every supported release',
        isList: true,
      },
      { flags: '--schemas <folder>', about: 'these schemas, without a config' },
      { flags: '--prefix <word>', about: 'the prefix of envelope keys' },
      { flags: '--namespace <word>', about: 'the namespace of schemas that name none' },
      { flags: '--format <kind>', about: 'how it is printed', choices: ['text', 'json'] },
    ],
    examples: ['backlevel audit rows.jsonl', 'zcat rows.jsonl.gz | backlevel audit - --to 2025.2'],
    load: async () => (await import('../commands/audit.js')).audit,
  },
];
