// Commands for releases and for those who run a fleet of them.

import type { CommandSpec } from '../command.js';
import { FINDINGS_FORMAT, REPORT_FORMAT } from '../shared-options.js';

export const FLEET: readonly CommandSpec[] = [
  {
    name: 'release',
    summary: 'cut, list, compare and retire releases',
    args: [
      {
        form: '<action>',
        about: 'cut NAME, list, diff A B or retire NAME',
        words: ['cut', 'list', 'diff', 'retire'],
      },
      { form: '[names...]', about: 'names of releases' },
    ],
    options: [FINDINGS_FORMAT],
    examples: [
      'backlevel release cut 2026.1',
      'backlevel release diff 2025.2 2026.1',
      'backlevel release list --format json',
      'backlevel release retire 2025.1',
    ],
    load: async () => (await import('../commands/release.js')).release,
  },
  {
    name: 'plan',
    summary: 'an upgrade before it begins: steps, pins, losses, refusals, the database',
    args: [
      { form: '<older>', about: 'the release that runs' },
      { form: '[newer]', about: 'the one to come; without it, the schemas as they are' },
    ],
    options: [
      REPORT_FORMAT,
      {
        flags: '--engine <name>',
        about: 'whose SQL the steps of the database are in (sqlite)',
        choices: ['sqlite', 'postgres'],
      },
    ],
    examples: ['backlevel plan 2025.2 2026.1', 'backlevel plan 2026.1 --format markdown'],
    load: async () => (await import('../commands/plan.js')).plan,
  },
  {
    name: 'losses',
    summary: 'what two releases lose to each other: every drop, refusal and fill',
    args: [
      { form: '<older>', about: 'a release' },
      { form: '[newer]', about: 'a newer one; without it, the schemas as they are' },
    ],
    options: [REPORT_FORMAT],
    examples: ['backlevel losses 2025.2 2026.1', 'backlevel losses 2026.1 --format json'],
    load: async () => (await import('../commands/losses.js')).losses,
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
    load: async () => (await import('../commands/conductor.js')).conductor,
  },
  {
    name: 'db',
    summary: 'plan and take the steps of a database: expand, migrate online, contract',
    args: [
      {
        form: '<action>',
        about: 'plan, migrate, contract or status',
        words: ['plan', 'migrate', 'contract', 'status'],
      },
    ],
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
    load: async () => (await import('../commands/db.js')).db,
  },
];
