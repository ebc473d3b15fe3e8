// When a step may be taken, and why not before. Each guard is there for something that would break without
// it; the rehearsal shows that it does.

import type { FleetState } from './fleet.js';
import type { Step, StepKind } from './steps.js';
import { STORE_GUARDS, type StoreGuardName } from './store-guards.js';

export interface Guard {
  readonly name: GuardName;
  /** The steps that it is asked about. */
  readonly guards: readonly StepKind[];
  /** What must be so, as an instruction: `lift pins only when …`. */
  readonly rule: string;
  readonly because: string;
  /** Whether the step may be taken; `releases` are all of the rollout, oldest first. */
  readonly allows: (state: FleetState, step: Step, releases: readonly string[]) => boolean;
}

export type GuardName = FleetGuardName | StoreGuardName;

type FleetGuardName =
  | 'one-upgrade-at-a-time'
  | 'conductors-newest'
  | 'pins-until-all-are-new'
  | 'back-only-while-pinned'
  | 'retire-what-nobody-uses'
  | 'never-back-to-retired';

/** What has to be minded with every fleet. */
export const GUARDS: readonly Guard[] = [
  {
    name: 'one-upgrade-at-a-time',
    guards: ['upgrade'],
    rule: 'begin with the next release when the one before is retired',
    because: 'two releases on, a process cannot read what is written even with a pin',
    allows: ({ retired }, step, releases) =>
      step.kind !== 'upgrade' ||
      releases.slice(0, releases.indexOf(step.from)).every((one) => retired.includes(one)),
  },
  {
    name: 'conductors-newest',
    guards: ['upgrade', 'roll-back'],
    rule: 'upgrade conductors before all others, and roll them back after all others',
    because: 'a conductor has to know the methods and the objects of whoever calls it',
    allows: conductorsStayNewest,
  },
  {
    name: 'pins-until-all-are-new',
    guards: ['lift-pin'],
    rule: 'lift pins when the last process runs the new code',
    because: 'a process that runs the old code cannot read what is written without a pin',
    allows: ({ processes }, step, releases) =>
      step.kind !== 'lift-pin' ||
      processes.every(({ code }) => releases.indexOf(code) > releases.indexOf(step.pin)),
  },
  {
    name: 'back-only-while-pinned',
    guards: ['roll-back'],
    rule: 'roll code back only while every process with the new code is pinned to the old one',
    because: 'the old code cannot read what is written without a pin',
    allows: ({ processes }, step, releases) =>
      step.kind !== 'roll-back' ||
      processes.every(({ code, pin = code }) => releases.indexOf(pin) <= releases.indexOf(step.to)),
  },
  {
    name: 'retire-what-nobody-uses',
    guards: ['retire'],
    rule: 'retire a release when no process runs it and no pin names it',
    because: 'what is retired may go from the schemas, and with it the way to speak it',
    allows: ({ processes }, step, releases) =>
      step.kind !== 'retire' ||
      processes.every(
        ({ code, pin = code }) => releases.indexOf(pin) > releases.indexOf(step.release),
      ),
  },
  {
    name: 'never-back-to-retired',
    guards: ['roll-back', 'put-pin-back', 'migrate-back'],
    rule: 'go back to no release that is retired',
    because: 'what is retired may go from the schemas, and with it the way to speak it',
    allows: ({ retired }, step) => {
      if (step.kind === 'roll-back' || step.kind === 'migrate-back') {
        return !retired.includes(step.to);
      }
      return step.kind !== 'put-pin-back' || !retired.includes(step.pin);
    },
  },
];

/** The guards of a fleet, with a store or without. */
export function guardsOf(isStored: boolean): readonly Guard[] {
  return isStored ? [...GUARDS, ...STORE_GUARDS] : GUARDS;
}

/** The guards that do not allow a step; none where it may be taken. */
export function forbids(
  guards: readonly Guard[],
  state: FleetState,
  step: Step,
  releases: readonly string[],
): readonly Guard[] {
  return guards.filter(
    (guard) => guard.guards.includes(step.kind) && !guard.allows(state, step, releases),
  );
}

function conductorsStayNewest(
  { processes }: FleetState,
  step: Step,
  releases: readonly string[],
): boolean {
  if (step.kind !== 'upgrade' && step.kind !== 'roll-back') return true;
  const then = processes.map((one) =>
    one.name === step.process ? { ...one, code: step.to } : one,
  );
  const codesOf = (role: string): readonly number[] =>
    then.filter((one) => one.role === role).map(({ code }) => releases.indexOf(code));
  return Math.min(...codesOf('conductor')) >= Math.max(...codesOf('node'));
}
