// What ends a run before anything is read: a file that is not what its ending says.

import type { Span } from '../diagnostics/index.js';

export interface Problem {
  readonly span: Span;
  readonly message: string;
}
