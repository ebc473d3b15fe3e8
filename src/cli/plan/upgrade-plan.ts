// The upgrade from one release to the next as data: its phases, what happens to data meanwhile, what may go afterwards.

import {
  backportWindow,
  phasesOf,
  upgradeWindow,
  type Phase,
  type Window,
} from '../../evolution/rollout/index.js';
import type { stepData } from '../db/format-steps.js';
import type { LossReport } from '../losses/report.js';
import type { Afterwards } from './afterwards.js';

export interface PlanInput {
  readonly losses: LossReport;
  readonly isStored: boolean;
  readonly database: DatabaseSteps | undefined;
  readonly afterwards: Afterwards;
}

export interface DatabaseSteps {
  readonly engine: string;
  readonly expand: readonly ReturnType<typeof stepData>[];
  readonly contract: readonly ReturnType<typeof stepData>[];
}

export interface UpgradePlan {
  readonly older: string;
  readonly newer: string;
  readonly phases: readonly PlannedPhase[];
  /** The last phase from which one may go back the way one came. */
  readonly lastWayBack: number;
  /** While services of the newer release write at the older one's versions. */
  readonly backport: Window | undefined;
  /** While they may read what was written at them. */
  readonly upgrade: Window | undefined;
  readonly losses: LossReport;
  readonly refusals: readonly PlannedRefusal[];
  /** Absent where nothing is stored, or the newer release is not what the schemas are. */
  readonly database: DatabaseSteps | undefined;
  readonly afterwards: Afterwards;
}

export interface PlannedPhase {
  readonly number: number;
  readonly what: string;
  /** What is called for it; absent where it is done to processes. */
  readonly command?: string;
}

export interface PlannedRefusal {
  readonly path: string;
  /** The release that the object is of, and the one that it does not reach. */
  readonly from: string;
  readonly to: string;
  readonly why: string;
  /** The phases in which it can happen. */
  readonly when: Window | undefined;
  readonly file: string;
  readonly line: number;
}

export function upgradePlan({ losses, isStored, database, afterwards }: PlanInput): UpgradePlan {
  const { older, newer } = losses;
  const phases = phasesOf({ releases: [older, newer], isStored });
  const [backport, upgrade] = [backportWindow(phases, older), upgradeWindow(phases, older)];
  return {
    older,
    newer,
    phases: phases.map((phase) => ({
      number: phase.number,
      what: phase.what,
      ...commandOf(phase, older),
    })),
    lastWayBack: (phases.find(({ kind }) => kind === 'lift-pin')?.number ?? 1) - 1,
    backport,
    upgrade,
    losses,
    refusals: losses.objects.flatMap((object) => [
      ...refusals(object.backport, newer, older, backport),
      ...refusals(object.upgrade, older, newer, upgrade),
    ]),
    database,
    afterwards,
  };
}

function refusals(
  entries: LossReport['objects'][number]['backport'],
  from: string,
  to: string,
  when: Window | undefined,
): readonly PlannedRefusal[] {
  return entries
    .filter(({ kind }) => kind === 'refuse')
    .map(({ path, what, file, line }) => ({ path, from, to, why: what, when, file, line }));
}

function commandOf({ kind }: Phase, older: string): { readonly command?: string } {
  switch (kind) {
    case 'expand':
      return { command: 'backlevel db migrate' };
    case 'migrate-online':
      return { command: 'backlevel db migrate --online' };
    case 'contract':
      return { command: 'backlevel db contract' };
    case 'retire':
      return { command: `backlevel release retire ${older}` };
    case 'upgrade':
    case 'lift-pin':
    case 'roll-back':
    case 'put-pin-back':
    case 'migrate-back':
      return {};
  }
}
