// A rehearsal for people, and for programs.

import { amount } from '../../core/amount.js';
import { tellState, tellStep } from '../../evolution/rollout/index.js';
import type {
  Break,
  DeclaredRefusal,
  GuardShown,
  RehearsalReport,
  RehearsedStore,
  StoreLeg,
} from '../../testing/rehearsal/index.js';

/** What was found as text: the first thing that breaks, if any does, then what is refused, then the guards. */
export function formatRehearsal(report: RehearsalReport): string {
  const { releases, states, meetings, exchanges, store, refusals, guards, breaks } = report;
  const [first, ...more] = breaks;
  const lines = [
    `${releases.join(' to ')}: ${amount(states, 'state')}, ${amount(meetings, 'meeting')}, ${amount(exchanges, 'exchange')}, seed ${report.seed}`,
    ...(store === undefined ? [] : [storeLine(store)]),
    '',
    ...(first === undefined ? ['Nothing breaks.'] : breakLines(first)),
    ...(more.length === 0 ? [] : ['', `Further states in which something breaks: ${more.length}.`]),
    ...section('Refused, as declared:', refusals.map(refusalLine)),
    ...section('What the order is for:', guards.flatMap(guardLines)),
  ];
  return `${lines.join('\n')}\n`;
}

function storeLine(store: RehearsedStore): string {
  return store.isRehearsed
    ? `in the store: ${amount(store.mixes, 'mix', 'mixes')} of readers and writers, ${amount(store.rows, 'row')}`
    : `the store was not rehearsed: ${store.why}`;
}

/** The same as data for JSON. */
export function rehearsalJson(report: RehearsalReport): object {
  return {
    ...report,
    guards: report.guards.map(({ guard: { name, rule, because }, ...shown }) => {
      return { name, rule, because, ...shown };
    }),
  };
}

function section(title: string, lines: readonly string[]): readonly string[] {
  return lines.length === 0 ? [] : ['', title, ...lines.map((line) => `  ${line}`)];
}

function breakLines({ step, path, state, what, others }: Break): readonly string[] {
  const when = step === undefined ? 'before the first step' : `at step ${path.length}`;
  return [
    `It breaks ${when}${step === undefined ? '' : `: ${tellStep(step)}`}`,
    ...path.slice(0, -1).map((before, i) => `  ${i + 1}. ${tellStep(before)}`),
    `  then ${tellState(state)}`,
    ...whatLines(what).map((line) => `  ${line}`),
    ...(others === 0 ? [] : [`  and ${amount(others, 'other')} like it`]),
  ];
}

function whatLines(what: Break['what']): readonly string[] {
  switch (what.kind) {
    case 'unsupported':
      return [
        what.process === undefined
          ? `there are rows of ${what.release}, which is retired`
          : `${what.process} still needs ${what.release}, which is retired`,
      ];
    case 'call':
      return [
        `${what.caller} calls ${what.object}.${what.method}(), which ${what.conductor} does not have`,
      ];
    case 'row': {
      const [written, read] = what.versions;
      return [
        `${what.reader}, which has ${what.object} ${read}, meets a row of ${written} that ${what.writer} made${STORE_LEGS[what.leg]}`,
        `value     ${JSON.stringify(what.value)} (${what.about})`,
        ...(what.edit === undefined ? [] : [`edit      ${what.edit}`]),
        `expected  ${what.expected}`,
        `got       ${what.got}`,
      ];
    }
    case 'message': {
      const [sent, read] = what.versions;
      return [
        `${what.sender} sends ${what.object} ${sent} to ${what.receiver}, which has ${read}${LEGS[what.leg]}`,
        `value     ${JSON.stringify(what.value)} (${what.about})`,
        `expected  ${what.expected}`,
        `got       ${what.got}`,
      ];
    }
  }
}

const LEGS = {
  there: '',
  back: ', and gets it back',
  edited: ', and gets it back with one field edited',
} as const;

const STORE_LEGS = {
  create: ': it cannot be made',
  read: '',
  find: ', and looks for it',
  save: ', and saves an edit',
  reread: ', and edits it; then it is read again',
  migrate: ', and edits it; then it is migrated online',
  'migrate-back': ', and edits it; then it is migrated online and taken back',
  'migrate-again': ', and edits it; then it is migrated, taken back and migrated again',
  contract: ', and edits it; then it is migrated, and the tables are contracted',
  destroy: ': it cannot be taken away',
} as const satisfies Record<StoreLeg, string>;

function refusalLine({ field, from, to, why, times }: DeclaredRefusal): string {
  return `${field} of ${from} does not reach ${to}: ${why} (${amount(times, 'time')})`;
}

function guardLines({ guard, states, breaking, leaning, example }: GuardShown): readonly string[] {
  if (states === 0) return [];
  const leans = leaning === 0 ? '' : `, in ${leaning} only a conductor saves it`;
  const shown =
    breaking + leaning === 0
      ? 'nothing in this upgrade would break without it'
      : `without it, it breaks in ${breaking} of ${amount(states, 'state')}${leans}`;
  const first = example === undefined ? [] : whatLines(example.what).slice(0, 1);
  return [`${guard.rule}: ${shown}`, ...first.map((line) => `  ${line}`)];
}
