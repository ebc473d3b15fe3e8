// What can be done to the database of a fleet, one thing at a time: its tables gain and lose what a release needs,
// its rows go forward and back.

import type { StoreState } from './fleet.js';

export type StoreStep =
  /** The tables gain what a release needs: `db migrate`. */
  | { readonly kind: 'expand'; readonly to: string }
  /** Rows of these older releases are rewritten: `db migrate --online`. */
  | { readonly kind: 'migrate-online'; readonly from: readonly string[]; readonly to: string }
  /** Rows of these newer releases are taken back: `db migrate --to`. */
  | { readonly kind: 'migrate-back'; readonly from: readonly string[]; readonly to: string }
  /** What only older releases need is dropped: `db contract`. */
  | { readonly kind: 'contract'; readonly keep: string };

/** Every step that could be taken with a store; `releases` are all of the rollout, oldest first. */
export function storeSteps(
  { tables, rows }: StoreState,
  releases: readonly string[],
): readonly StoreStep[] {
  const next = releases[releases.indexOf(tables.at(-1) ?? '') + 1];
  const rank = (release: string): number => releases.indexOf(release);
  return [
    ...(next === undefined ? [] : [{ kind: 'expand' as const, to: next }]),
    ...tables.flatMap((to): readonly StoreStep[] => {
      const [older, newer] = [-1, 1].map((side) =>
        rows.filter((row) => Math.sign(rank(row) - rank(to)) === side),
      );
      return [
        ...(older?.length ? [{ kind: 'migrate-online' as const, from: older, to }] : []),
        ...(newer?.length ? [{ kind: 'migrate-back' as const, from: newer, to }] : []),
      ];
    }),
    ...tables.slice(1).map((keep) => ({ kind: 'contract' as const, keep })),
  ];
}

/** The store after a step, when nobody has written yet. */
export function afterInStore({ tables, rows }: StoreState, step: StoreStep): StoreState {
  switch (step.kind) {
    case 'expand':
      return { tables: [...tables, step.to], rows };
    case 'migrate-online':
    case 'migrate-back': {
      const left = rows.filter((row) => row !== step.to && !step.from.includes(row));
      return { tables, rows: [...left, step.to] };
    }
    case 'contract':
      return { tables: tables.slice(tables.indexOf(step.keep)), rows };
  }
}

/** What a person does who takes the step. */
export function tellStoreStep(step: StoreStep): string {
  switch (step.kind) {
    case 'expand':
      return `expand the tables to ${step.to}`;
    case 'migrate-online':
      return `migrate rows of ${step.from.join(' and ')} online to ${step.to}`;
    case 'migrate-back':
      return `migrate rows of ${step.from.join(' and ')} back to ${step.to}`;
    case 'contract':
      return `contract the tables to ${step.keep}`;
  }
}
