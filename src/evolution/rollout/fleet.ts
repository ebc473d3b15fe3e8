// A fleet in the middle of an upgrade: which code each of its processes runs, and what it writes by.

export type Role = 'conductor' | 'node';

export interface Member {
  readonly name: string;
  readonly role: Role;
}

export interface Process extends Member {
  /** The release whose code it runs. */
  readonly code: string;
  /** The release that it writes by; absent where it writes its code's own newest versions. */
  readonly pin?: string;
}

/** One moment of a rollout. */
export interface FleetState {
  readonly processes: readonly Process[];
  /** Releases that nobody has to speak any more, oldest first. */
  readonly retired: readonly string[];
  /** Absent where no object is stored. */
  readonly store?: StoreState;
}

/** What of the one database that all processes share decides who can work with it. */
export interface StoreState {
  /** Releases whose tables and columns it has, oldest first. */
  readonly tables: readonly string[];
  /** Releases at whose versions there may be rows. Whoever lives may write, so what is written now is always among them. */
  readonly rows: readonly string[];
}

/** The fewest in which all can meet that meets in a fleet of any size: a conductor, and two of the others. */
export const SMALL_FLEET: readonly Member[] = [
  { name: 'conductor', role: 'conductor' },
  { name: 'node-1', role: 'node' },
  { name: 'node-2', role: 'node' },
];

/** The fleet before the upgrade: all of one release, nothing pinned. */
export function startOf(members: readonly Member[], release: string, isStored = false): FleetState {
  const processes = members.map((member) => ({ ...member, code: release }));
  const store = { tables: [release], rows: [release] };
  return { processes, retired: [], ...(isStored ? { store } : {}) };
}

/** The release at whose versions a process writes. */
export function writtenBy({ code, pin = code }: Pick<Process, 'code' | 'pin'>): string {
  return pin;
}

/** Two states with one key are the same. */
export function keyOf({ processes, retired, store }: FleetState): string {
  const kept = store && [store.tables, [...store.rows].sort()];
  return JSON.stringify([processes.map(({ name, code, pin }) => [name, code, pin]), retired, kept]);
}

/** `conductor: 2026.1 pinned to 2025.2, node-1: 2025.2`; with a store `tables of 2025.2 and 2026.1, rows of 2025.2`. */
export function tellState({ processes, retired, store }: FleetState): string {
  const told = processes.map((one) => `${one.name}: ${tellProcess(one)}`);
  const gone = retired.map((release) => `${release} retired`);
  const kept =
    store === undefined
      ? []
      : [`tables of ${store.tables.join(' and ')}`, `rows of ${store.rows.join(' and ')}`];
  return [...told, ...gone, ...kept].join(', ');
}

/** `2026.1 pinned to 2025.2`. */
export function tellProcess({ code, pin }: Pick<Process, 'code' | 'pin'>): string {
  return pin === undefined ? code : `${code} pinned to ${pin}`;
}
