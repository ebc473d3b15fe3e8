// Where a type stands, which decides the versions that its names mean.

import type { Type } from './model.js';

/** In what an object is now, or in what it was before something newer. */
export type Place = { readonly kind: 'now' } | { readonly kind: 'was'; readonly newer?: Type };

export const NOW: Place = { kind: 'now' };
