// The door: upgrades rehearsed.

export { rehearse, type RehearseInput } from './rehearse.js';
export type {
  Break,
  BrokenCall,
  BrokenMessage,
  BrokenRow,
  DeclaredRefusal,
  GuardShown,
  RehearsalReport,
  RehearsedStore,
  Unsupported,
} from './report.js';
export type { StoreLeg } from './store/index.js';
export { verifyPlan, type PlanOptions, type VerifiedPlan } from './verify-plan.js';
