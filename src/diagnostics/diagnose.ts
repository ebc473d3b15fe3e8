// Makes findings from the catalogue, so that a code, its message and its parameters cannot drift apart.

import { CATALOGUE, type Code, type ParametersOf } from './catalogue.js';
import type { Definition, Diagnostic, Span } from './diagnostic.js';

export type Details = Pick<
  Diagnostic,
  'object' | 'version' | 'related' | 'fix' | 'evidence' | 'details'
>;

/** Makes a finding with this code; a missing or misspelt parameter does not compile. */
export function diagnose<C extends Code>(
  code: C,
  span: Span | undefined,
  parameters: ParametersOf<C>,
  details: Partial<Details> = {},
): Diagnostic {
  // The catalogue is a union of definitions over different parameters; C picks one of them.
  const definition = CATALOGUE[code] as unknown as Definition<ParametersOf<C>>;
  const { severity, message, cure } = definition;
  return {
    code,
    severity,
    message: message(parameters),
    cure: typeof cure === 'string' ? cure : cure(parameters),
    ...(span === undefined ? {} : { span }),
    ...details,
  };
}
