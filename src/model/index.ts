// The door of this floor: declarations in, the model and its findings out.

export type * from './model.js';
export { buildModel, type Modelled } from './build-model.js';
export { canonicalShape } from './canonical-shape.js';
export { compare, type Change, type ChangeKind } from './compare.js';
export { formatRef, formatType } from './format-type.js';
export type { ModelSettings } from './settings.js';
export { shapeAt, shapesOf } from './shape-at.js';
export { manifestOf, treeOf } from './tree.js';
