// Commands about schemas and the code that is made of them.

import type { CommandSpec } from '../command.js';
import { FINDINGS_FORMAT } from '../shared-options.js';

export const SCHEMAS: readonly CommandSpec[] = [
  {
    name: 'init',
    summary: 'begin a project: a config, an example object, recipes for git and CI',
    args: [],
    options: [],
    examples: ['backlevel init'],
    load: async () => (await import('../commands/init.js')).init,
  },
  {
    name: 'adopt',
    summary: 'write schemas from TypeScript interfaces and JSON Schema files',
    args: [{ form: '<files...>', about: '.ts and .json; what cannot be carried over is a note' }],
    options: [
      { flags: '--out <folder>', about: 'where to write, instead of the folder of the schemas' },
      {
        flags: '--dry-run',
        about: 'write nothing; print what would be written, and the notes to standard error',
      },
      FINDINGS_FORMAT,
    ],
    examples: [
      'backlevel adopt src/models.ts',
      'backlevel adopt --dry-run api/order.schema.json',
      'backlevel adopt src/*.ts --out schemas/shop --format json',
    ],
    load: async () => (await import('../commands/adopt.js')).adopt,
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
    load: async () => (await import('../commands/generate.js')).generate,
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
    load: async () => (await import('../commands/show.js')).show,
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
    load: async () => (await import('../commands/explain.js')).explain,
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
    load: async () => (await import('../commands/hooks.js')).hooks,
  },
  {
    name: 'docs',
    summary: 'write a static site: every object, its history, its releases, its losses',
    args: [],
    options: [
      { flags: '--out <folder>', about: 'where it is written (schema-docs beside the config)' },
      { flags: '--title <text>', about: 'what it is called (the namespaces)' },
    ],
    examples: ['backlevel docs', 'backlevel docs --out site --title "Compute objects"'],
    load: async () => (await import('../commands/docs.js')).docs,
  },
];
