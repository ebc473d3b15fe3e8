// The door: values made from schemas.

export { createRandom } from './random.js';
export type { Random } from './random.js';
export { randomPrimitive } from './random-primitive.js';
export type { MadePrimitive } from './random-primitive.js';
export { systematicPrimitives } from './systematic.js';
export type { SystematicPrimitive } from './systematic.js';
export type { At, MakerOptions } from './maker.js';
