// What is found while files are read, in the order of their lines.

import { diagnose, type Diagnostic, type ParametersOf, type Span } from '../diagnostics/index.js';
import type { Code } from '../diagnostics/index.js';

export class Notes {
  readonly #found = new Map<string, Diagnostic>();

  /** Each once: what others extend or hold is looked at again for each of them. */
  say<C extends Code>(code: C, span: Span, parameters: ParametersOf<C>): void {
    const told = JSON.stringify(parameters, (key, value: unknown) =>
      key === 'object' ? undefined : value,
    );
    const id = `${code} ${span.file} ${span.offset} ${told}`;
    if (!this.#found.has(id)) this.#found.set(id, diagnose(code, span, parameters));
  }

  get all(): readonly Diagnostic[] {
    return [...this.#found.values()];
  }
}
