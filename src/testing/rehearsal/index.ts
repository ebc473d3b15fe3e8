// The door: upgrades rehearsed.

export { rehearse, type RehearseInput } from './rehearse.js';
export type {
  Break,
  BrokenCall,
  BrokenMessage,
  DeclaredRefusal,
  GuardShown,
  RehearsalReport,
  Unsupported,
} from './report.js';
export { verifyPlan, type PlanOptions, type VerifiedPlan } from './verify-plan.js';
