// The door of this floor: what a change asks of the version, and the gate that asks it.

export { askOf, ASKS, needsBump, type Ask } from './asks.js';
export { diffRecords, type ThingDiff, type ToldChange } from './diff/diff-records.js';
export { judge, type GateQuestions } from './gate/judge.js';
export { lockEdits, lockLacks } from './gate/lock-edits.js';
export {
  nameOf,
  releasedOf,
  thingsOf,
  type Baseline,
  type Present,
  type Things,
} from './gate/state.js';
export { sameSections } from './gate/versions.js';
export { checkReleases, neededBy } from './releases/index.js';
export { tellChange } from './tell-change.js';
export { majorTexts } from './bump/major-texts.js';
export { planBump, type BumpPlan, type PlannedEntry } from './bump/plan-bump.js';
export type { RenameChoices } from './bump/renames.js';
export { removeEntry } from './entry/remove-entry.js';
export { renumberEntry } from './entry/renumber-entry.js';
export { writeEntry } from './entry/write-entry.js';
export { isEntangled, rebaseFile, type RebasedFile } from './rebase/rebase-file.js';
export { tellRenumbered, type Renumbered } from './rebase/merge-history.js';
export type { Source } from './rebase/source.js';
