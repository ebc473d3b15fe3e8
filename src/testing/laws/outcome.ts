// What comes of a crossing, whoever did it: the code under test or the interpreter.

import type { Loss } from '../../core/envelope.js';
import type { JsonValue } from '../../core/json.js';
import { isError } from '../../runtime/index.js';

export type Outcome =
  | { readonly kind: 'value'; readonly primitive: JsonValue; readonly losses: readonly Loss[] }
  /** By a declared rule. */
  | { readonly kind: 'refused'; readonly path: string; readonly why: string }
  /** An error of the runtime's own, which is no answer to a valid value. */
  | { readonly kind: 'error'; readonly code: string; readonly message: string }
  /** Anything else that was thrown: a bug, of ours or of a hook. */
  | { readonly kind: 'crash'; readonly message: string };

export type Crossed = Extract<Outcome, { kind: 'value' }>;

/** Runs the code under test; whatever it throws is an outcome too. */
export function attempt(
  run: () => { readonly primitive: unknown; readonly losses: readonly Loss[] },
): Outcome {
  try {
    const { primitive, losses } = run();
    // What generated code gives is JSON by its own account; the judges ask whether that is so.
    return { kind: 'value', primitive: primitive as JsonValue, losses };
  } catch (error) {
    return failed(error);
  }
}

function failed(error: unknown): Outcome {
  if (!isError(error)) {
    const message = error instanceof Error ? `${error.name}: ${error.message}` : String(error);
    return { kind: 'crash', message };
  }
  const { code, path, message } = error;
  if (code === 'backport-refused' || code === 'upgrade-refused') {
    return { kind: 'refused', path, why: message };
  }
  return { kind: 'error', code, message };
}

/** One line that says what happened. */
export function tell(outcome: Outcome): string {
  switch (outcome.kind) {
    case 'value':
      return JSON.stringify(outcome.primitive);
    case 'refused':
      return `refused at ${outcome.path}: ${outcome.why}`;
    case 'error':
      return `${outcome.code}: ${outcome.message}`;
    case 'crash':
      return `it threw ${outcome.message}`;
  }
}
