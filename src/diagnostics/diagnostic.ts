// A user's mistake is returned, never thrown: this is what is returned.

/** A place in a text. Lines and columns count from 1, columns in UTF-16 units; offsets from 0. */
export interface Span {
  readonly file: string;
  readonly line: number;
  readonly column: number;
  readonly endLine: number;
  readonly endColumn: number;
  readonly offset: number;
  readonly endOffset: number;
}

/** Errors end a run with 1, warnings where `--max-warnings` says so, notes never. */
export type Severity = 'error' | 'warning' | 'note';

/** One finding: where, what, why and what to do. */
export interface Diagnostic {
  readonly code: string;
  readonly severity: Severity;
  readonly message: string;
  readonly cure: string;
  readonly span?: Span;
  readonly object?: string;
  readonly version?: string;
  /** Other places that explain it: `first declared here`. */
  readonly related?: readonly { readonly message: string; readonly span: Span }[];
  readonly fix?: { readonly command: string };
  /** What was seen, by name, in the order in which it is told: `value`, `expected`, `got`. */
  readonly details?: Readonly<Record<string, string>>;
  /** What an exception to it is bound to: another change has another text. */
  readonly evidence?: string;
}

/** A catalogue entry: a typed message, the cause, and what to do about it. */
export interface Definition<P> {
  readonly severity: Severity;
  readonly message: (parameters: P) => string;
  /** Why this is a finding at all, for `explain`. */
  readonly cause: string;
  readonly cure: string | ((parameters: P) => string);
}

// P comes from the message alone: inferred from where the entry stands, it would be `never`.

export function error<P>(definition: Omit<Definition<P>, 'severity'>): Definition<NoInfer<P>> {
  return { severity: 'error', ...definition };
}

export function warning<P>(definition: Omit<Definition<P>, 'severity'>): Definition<NoInfer<P>> {
  return { severity: 'warning', ...definition };
}

/** Tells what was done, where nothing has to be mended. */
export function note<P>(definition: Omit<Definition<P>, 'severity'>): Definition<NoInfer<P>> {
  return { severity: 'note', ...definition };
}
