// A rehearsal for people, and for programs.

import { tellState, tellStep } from '../../evolution/rollout/index.js';
import type {
  Break,
  DeclaredRefusal,
  GuardShown,
  RehearsalReport,
} from '../../testing/rehearsal/index.js';

/** What was found as text: the first thing that breaks, if any does, then what is refused, then the guards. */
export function formatRehearsal(report: RehearsalReport): string {
  const { releases, states, meetings, exchanges, refusals, guards, breaks } = report;
  const [first, ...more] = breaks;
  const lines = [
    `${releases.join(' to ')}: ${count(states, 'state')}, ${count(meetings, 'meeting')}, ${count(exchanges, 'exchange')}, seed ${report.seed}`,
    '',
    ...(first === undefined ? ['Nothing breaks.'] : breakLines(first)),
    ...(more.length === 0 ? [] : ['', `Further states in which something breaks: ${more.length}.`]),
    ...section('Refused, as declared:', refusals.map(refusalLine)),
    ...section('What the order is for:', guards.flatMap(guardLines)),
  ];
  return `${lines.join('\n')}\n`;
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
    ...(others === 0 ? [] : [`  and ${count(others, 'other')} like it`]),
  ];
}

function whatLines(what: Break['what']): readonly string[] {
  switch (what.kind) {
    case 'unsupported':
      return [`${what.process} still needs ${what.release}, which is retired`];
    case 'call':
      return [
        `${what.caller} calls ${what.object}.${what.method}(), which ${what.conductor} does not have`,
      ];
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

function refusalLine({ field, from, to, why, times }: DeclaredRefusal): string {
  return `${field} of ${from} does not reach ${to}: ${why} (${count(times, 'time')})`;
}

function guardLines({ guard, states, breaking, leaning, example }: GuardShown): readonly string[] {
  if (states === 0) return [];
  const leans = leaning === 0 ? '' : `, in ${leaning} only a conductor saves it`;
  const shown =
    breaking + leaning === 0
      ? 'nothing in this upgrade would break without it'
      : `without it, it breaks in ${breaking} of ${count(states, 'state')}${leans}`;
  const first = example === undefined ? [] : whatLines(example.what).slice(0, 1);
  return [`${guard.rule}: ${shown}`, ...first.map((line) => `  ${line}`)];
}

function count(n: number, noun: string): string {
  return `${n} ${noun}${n === 1 ? '' : 's'}`;
}
