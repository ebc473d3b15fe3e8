// When the tables and rows of a fleet's database may be touched, and what of them stands in the way of the fleet.
//
// That rows are taken back while somebody writes newer ones needs no guard here: they are newer again at once, which
// the state says, and it is the code that may not go back then.

import { writtenBy, type FleetState } from './fleet.js';
import type { Guard } from './guards.js';

export type StoreGuardName =
  | 'expand-before-code'
  | 'rows-as-all-read'
  | 'rows-back-before-code'
  | 'rows-leave-before-release'
  | 'contract-what-is-retired';

/** What has to be minded besides where objects are stored. */
export const STORE_GUARDS: readonly Guard[] = [
  {
    name: 'expand-before-code',
    guards: ['upgrade'],
    rule: 'expand the tables before the first process of a release starts',
    because: 'its code asks for columns that are not there',
    allows: ({ store }, step) =>
      step.kind !== 'upgrade' || store === undefined || store.tables.includes(step.to),
  },
  {
    name: 'rows-as-all-read',
    guards: ['migrate-online'],
    rule: 'migrate rows online no further than every process reads',
    because: 'a process that runs older code cannot read them any more',
    allows: ({ processes }, step, releases) =>
      step.kind !== 'migrate-online' ||
      processes.every(({ code }) => releases.indexOf(code) >= releases.indexOf(step.to)),
  },
  {
    name: 'rows-back-before-code',
    guards: ['roll-back'],
    rule: 'after a pin was lifted, roll code back only when all is pinned again and rows were taken back',
    because: 'the old code cannot read rows that were written without a pin',
    allows: (state, step, releases) =>
      step.kind !== 'roll-back' ||
      leftIn(state).every((row) => releases.indexOf(row) <= releases.indexOf(step.to)),
  },
  {
    name: 'rows-leave-before-release',
    guards: ['retire'],
    rule: 'retire a release when no row is of its versions',
    because: 'what is retired may go from the schemas, and with it the way to read its rows',
    allows: (state, step, releases) =>
      step.kind !== 'retire' ||
      leftIn(state).every((row) => releases.indexOf(row) > releases.indexOf(step.release)),
  },
  {
    name: 'contract-what-is-retired',
    guards: ['contract'],
    rule: 'contract when no row, process, pin or supported release is older',
    because: 'what is dropped is what they are read from and written to',
    allows: ({ processes, retired, store }, step, releases) => {
      if (step.kind !== 'contract' || store === undefined) return true;
      const keep = releases.indexOf(step.keep);
      const used = [...store.rows, ...processes.flatMap(({ code, pin = code }) => [code, pin])];
      return (
        used.every((one) => releases.indexOf(one) >= keep) &&
        releases.slice(0, keep).every((one) => retired.includes(one))
      );
    },
  },
];

/** Rows of releases that nobody writes any more: those that somebody writes are the matter of the fleet's own guards. */
function leftIn({ processes, store }: FleetState): readonly string[] {
  const written = processes.map(writtenBy);
  return (store?.rows ?? []).filter((row) => !written.includes(row));
}
