// The door of this floor: what a change asks of the version, and the gate that asks it.

export { askOf, ASKS, needsBump, type Ask } from './asks.js';
export { judge, type GateQuestions } from './gate/judge.js';
export { lockEdits, lockLacks } from './gate/lock-edits.js';
export { releasedOf, thingsOf, type Baseline, type Present, type Things } from './gate/state.js';
export { checkReleases, neededBy } from './releases/index.js';
export { tellChange } from './tell-change.js';
