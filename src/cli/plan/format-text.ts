// A plan for whoever carries it out, on a terminal.

import type { Window } from '../../evolution/rollout/index.js';
import { backportText, upgradeText } from '../losses/format-text.js';
import type { DatabaseSteps, UpgradePlan } from './upgrade-plan.js';

export function formatText(plan: UpgradePlan): string {
  const { older, newer, phases, lastWayBack, backport, upgrade, losses, database } = plan;
  const widest = Math.max(...phases.map(({ what }) => what.length));
  return [
    `From ${older} to ${newer}\n`,
    phases
      .map(
        ({ number, what, command }) =>
          `${String(number).padStart(3)}. ${command === undefined ? what : `${what.padEnd(widest)}  ${command}`}\n`,
      )
      .join(''),
    `Up to step ${lastWayBack} the way back is the way you came: nodes first, conductors last. After it, pins are put back and rows\nmigrated back first: backlevel db migrate --to ${older}\n`,
    backportText(
      `${within(backport)}: what ${newer} writes at ${older}'s versions loses`,
      losses.objects,
    ),
    upgradeText(`${within(upgrade)}: what ${older} wrote becomes at ${newer}`, losses.objects),
    refusalText(plan),
    ...(database === undefined ? [] : [databaseText(database)]),
    ...afterwardsText(plan),
  ].join('\n');
}

/** `Steps 2 to 5`. */
export function within(window: Window | undefined): string {
  if (window === undefined) return 'At no step';
  return window.from === window.to ? `Step ${window.from}` : `Steps ${window.from} to ${window.to}`;
}

function refusalText({ refusals }: UpgradePlan): string {
  if (refusals.length === 0) return 'Refused: nothing\n';
  const lines = refusals.map(
    ({ path, from, to, why, when }) =>
      `  ${within(when).toLowerCase()}: ${path} of ${from} does not reach ${to}, ${why}\n`,
  );
  return `Refused\n\n${lines.join('')}`;
}

function databaseText({ engine, expand, contract }: DatabaseSteps): string {
  const lines = (steps: DatabaseSteps['expand']): string =>
    steps
      .map(({ sql, locks }) => `  ${sql.replace(/\s*\n\s*/g, ' ')};  -- locks ${locks}\n`)
      .join('');
  return [
    `Database (${engine}): expand adds${expand.length === 0 ? ' nothing' : ''}\n`,
    lines(expand),
    `contract drops${contract.length === 0 ? ' nothing' : ''}\n`,
    lines(contract),
  ]
    .filter((part) => part !== '')
    .join('\n');
}

function afterwardsText({ older, afterwards }: UpgradePlan): readonly string[] {
  const { fields, versions } = afterwards;
  return [
    ...(fields.length === 0
      ? []
      : [
          `Fields that may be removed\n\n${fields
            .map(({ path, message, waitsFor }) => `  ${path}: ${whenOf(waitsFor)} (${message})\n`)
            .join('')}`,
        ]),
    ...(versions.length === 0
      ? []
      : [
          `Once ${older} is retired, no supported release speaks\n\n${versions
            .map((one) => `  ${one.object} ${one.versions.join(', ')}\n`)
            .join('')}`,
        ]),
  ];
}

/** From which release on a field may go. */
export function whenOf(waitsFor: readonly string[]): string {
  const last = waitsFor.at(-1);
  return last === undefined ? 'in the next release' : `in the release after ${last} is retired`;
}
