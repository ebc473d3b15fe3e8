// The report for people: for each tag what was tried, then each failure with its smallest value.

import { amount } from '../../../core/amount.js';
import type { AgainstFailure, AgainstReport, TagReport, Way } from './report.js';

/** The whole report, with a line break at its end. */
export function formatAgainst({ seed, tags }: AgainstReport): string {
  return tags.map((tag) => tagText(tag, seed)).join('\n');
}

function tagText(report: TagReport, seed: number): string {
  const { tag, commit, runtime, objects, pairs, values, refused, failures, skipped, notes } =
    report;
  const head = `against ${tag} (${commit.slice(0, 10)}), runtime ${runtime}`;
  const counts = [
    amount(objects, 'object'),
    amount(pairs, 'pair'),
    amount(values, 'value'),
    `${refused} refused as declared`,
    `seed ${seed}`,
  ].join(', ');
  const lines = [
    ...notes.map((note) => `  note: ${note}`),
    ...failures.flatMap((failure) => ['', ...failureLines(tag, failure)]),
    ...(failures.length > 0 ? [''] : []),
    ...skipped.map(({ object, why }) => `  not tried: ${object}: ${why}`),
    `  ${counts}: ${failures.length === 0 ? 'clean' : amount(failures.length, 'failure')}`,
  ];
  return [head, ...lines].map((line) => `${line}\n`).join('');
}

function failureLines(tag: string, failure: AgainstFailure): readonly string[] {
  const { object, from, to, direction, step, value, about, expected, got, hint, others } = failure;
  const more = others === 0 ? '' : ` (and ${others} other values)`;
  return [
    `  ${object} ${from} → ${to}, ${WAYS[direction](tag)}: ${STEPS[step]}${more}`,
    `    value     ${value === undefined ? about : `${JSON.stringify(value)}  (${about})`}`,
    `    expected  ${expected}`,
    `    got       ${got}`,
    ...(hint === undefined ? [] : [`    hint      ${hint}`]),
  ];
}

const WAYS = {
  newToOld: (tag) => `the present writes to ${tag}`,
  oldToNew: (tag) => `${tag} writes to the present`,
  backports: (tag) => `the present and ${tag} backport`,
  edits: (tag) => `${tag} edits and sends back`,
} satisfies Record<Way, (tag: string) => string>;

const STEPS = {
  speaks: 'both sides speak of the same',
  written: 'what is written is what the history of its writer says',
  fits: 'what arrives is what the schemas of its reader know',
  read: 'what is made of it is what the history of its reader says',
  same: 'both sides make the same of it',
  edited: 'an edit is told, and nothing else is',
} as const satisfies Record<AgainstFailure['step'], string>;
