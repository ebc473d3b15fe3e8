// The door: an upgrade from release to release as states and steps, pure data.

export {
  explore,
  type Exploration,
  type Forbidden,
  type Reached,
  type Rollout,
} from './explore.js';
export {
  keyOf,
  SMALL_FLEET,
  startOf,
  tellProcess,
  tellState,
  writtenBy,
  type FleetState,
  type Member,
  type Process,
  type Role,
  type StoreState,
} from './fleet.js';
export { forbids, GUARDS, guardsOf, type Guard, type GuardName } from './guards.js';
export { orderOf, type Ordered } from './order.js';
export { backportWindow, phasesOf, upgradeWindow, type Phase, type Window } from './phases.js';
export { findRelease, PRESENT, type FoundRelease, type Release } from './release.js';
export { STORE_GUARDS } from './store-guards.js';
export { after, stepsFrom, tellStep, type Step, type StepKind } from './steps.js';
