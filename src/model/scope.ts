// What every part of this floor needs to know while it reads one declaration, and where its findings go.

import type { Code, ParametersOf } from '../diagnostics/catalogue.js';
import { diagnose, type Details } from '../diagnostics/diagnose.js';
import type { Diagnostic, Span } from '../diagnostics/diagnostic.js';
import type { NameTable } from './name-table.js';
import type { Drift, Released } from './records/released.js';
import type { ModelSettings } from './settings.js';

export interface Scope {
  readonly names: NameTable;
  readonly settings: ModelSettings;
  /** The namespace that plain names are looked up in. */
  readonly namespace: string;
  /** The object, enum or mixin that is being read. */
  readonly owner: string;
  /** Findings are added here. */
  readonly found: Diagnostic[];
  /** What histories are held to. */
  readonly released: Released;
  /** Where they differ from it is added here. */
  readonly drifts: Drift[];
}

/** Adds a finding about the declaration that is being read. */
export function report<C extends Code>(
  scope: Scope,
  code: C,
  span: Span,
  parameters: ParametersOf<C>,
  details: Partial<Details> = {},
): void {
  scope.found.push(diagnose(code, span, parameters, { object: scope.owner, ...details }));
}
