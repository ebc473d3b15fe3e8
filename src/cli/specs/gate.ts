// Commands of the gate: what changed, whether it may, and what it asks.

import type { CommandSpec } from '../command.js';
import { AGAINST, FINDINGS_FORMAT } from '../shared-options.js';

export const GATE: readonly CommandSpec[] = [
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
    load: async () => (await import('../commands/check.js')).check,
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
    load: async () => (await import('../commands/diff.js')).diff,
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
    load: async () => (await import('../commands/bump.js')).bump,
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
    load: async () => (await import('../commands/rebase.js')).rebase,
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
    load: async () => (await import('../commands/lock.js')).lock,
  },
];
