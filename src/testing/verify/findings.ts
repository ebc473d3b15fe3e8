// Failures as findings, so that they are told in every format that findings are told in.

import { diagnose, type Diagnostic } from '../../diagnostics/index.js';
import type { Failure, FailureKind } from './report.js';

const CODES = {
  valid: 'law/valid',
  composed: 'law/composed',
  upgradable: 'law/upgradable',
  thereAndBack: 'law/there-and-back',
  backAndThere: 'law/back-and-there',
  changes: 'law/changes',
  pure: 'law/pure',
  bounded: 'law/bounded',
  identity: 'law/identity',
  undeclaredLoss: 'law/undeclared-loss',
  unreachableRule: 'law/unreachable-rule',
  noValue: 'law/no-value',
} as const satisfies Record<FailureKind, string>;

/** The failure where it is to be mended, with the value that shows it. */
export function findingOf(failure: Failure): Diagnostic {
  const { kind, object, from, to, value, about, expected, got, place, others } = failure;
  const details = {
    ...(value === undefined ? {} : { value: JSON.stringify(value) }),
    expected,
    got,
    ...(about === '' ? {} : { 'made from': about }),
    ...(others === 0 ? {} : { 'others like it': String(others) }),
  };
  const whose = { object, version: from };
  const named = { object, from, to };
  if (kind === 'unreachableRule') {
    return diagnose('law/unreachable-rule', place, { ...named, what: expected }, whose);
  }
  return diagnose(CODES[kind], place, named, { ...whose, details });
}
