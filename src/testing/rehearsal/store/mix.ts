// Who meets whom in the store in a state: who wrote a row, and who reads and edits it. Many states have the same mixes.

import {
  tellProcess,
  writtenBy,
  type FleetState,
  type Process,
} from '../../../evolution/rollout/index.js';

/** A process as far as rows show it: its code, and the release that it writes by. */
export type Hand = Pick<Process, 'code' | 'pin'>;

export interface StoreMix {
  /** Releases whose tables there are, oldest first. */
  readonly tables: readonly string[];
  /** Who wrote the row; it may be gone by now. */
  readonly writer: Hand;
  readonly reader: Hand;
  /** Between which releases rows may still go forward and back; absent where tables are of one alone. */
  readonly way?: { readonly from: string; readonly to: string };
}

export interface MixInState {
  readonly mix: StoreMix;
  /** The name of the process that reads. */
  readonly reader: string;
}

/** Every row that there may be, with everybody who may read it; `releases` are all of the rollout, oldest first. */
export function storeMixesIn(
  state: FleetState,
  releases: readonly string[],
): readonly MixInState[] {
  const { processes, retired, store } = state;
  if (store === undefined) return [];
  const [from, to] = store.tables.filter((one) => !retired.includes(one));
  const way = from === undefined || to === undefined ? {} : { way: { from, to } };
  // What was expanded for a release after the next is not asked for yet.
  const tables = store.tables.slice(0, store.tables.indexOf(to ?? from ?? '') + 1);
  return store.rows
    .flatMap((row) => writersOf(row, state, releases))
    .flatMap((writer) =>
      processes.map(({ name, code, pin }) => {
        const reader = { code, ...(pin === undefined ? {} : { pin }) };
        return { mix: { tables, writer, reader, ...way }, reader: name };
      }),
    );
}

/** Whoever may have written a row of a release: its own code, and the next one's with a pin, if that may have run here. */
function writersOf(
  row: string,
  { processes, retired, store }: FleetState,
  releases: readonly string[],
): readonly Hand[] {
  const at = releases.indexOf(row);
  const next = releases[at + 1];
  if (next === undefined) return [{ code: row }];
  // It may have been rolled back since; it never ran while somebody had to speak what was before its pin.
  const isBegun =
    store?.tables.includes(next) === true &&
    releases.slice(0, at).every((one) => retired.includes(one));
  const isThere = isBegun || processes.some(({ code }) => code === next);
  return isThere ? [{ code: row }, { code: next, pin: row }] : [{ code: row }];
}

/** Two mixes with one key go the same way. */
export function keyOfStoreMix({ tables, writer, reader, way }: StoreMix): string {
  return JSON.stringify([tables, tellProcess(writer), tellProcess(reader), way]);
}

/** The release that a row is of. */
export function releaseOfRow({ writer }: StoreMix): string {
  return writtenBy(writer);
}
