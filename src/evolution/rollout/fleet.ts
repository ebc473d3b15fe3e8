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

/** One moment of a rollout. The store is to have its place here too. */
export interface FleetState {
  readonly processes: readonly Process[];
  /** Releases that nobody has to speak any more, oldest first. */
  readonly retired: readonly string[];
}

/** The fewest in which all can meet that meets in a fleet of any size: a conductor, and two of the others. */
export const SMALL_FLEET: readonly Member[] = [
  { name: 'conductor', role: 'conductor' },
  { name: 'node-1', role: 'node' },
  { name: 'node-2', role: 'node' },
];

/** The fleet before the upgrade: all of one release, nothing pinned. */
export function startOf(members: readonly Member[], release: string): FleetState {
  return { processes: members.map((member) => ({ ...member, code: release })), retired: [] };
}

/** Two states with one key are the same. */
export function keyOf({ processes, retired }: FleetState): string {
  return JSON.stringify([processes.map(({ name, code, pin }) => [name, code, pin]), retired]);
}

/** `conductor: 2026.1 pinned to 2025.2, node-1: 2025.2`. */
export function tellState({ processes, retired }: FleetState): string {
  const told = processes.map((one) => `${one.name}: ${tellProcess(one)}`);
  return [...told, ...retired.map((release) => `${release} retired`)].join(', ');
}

/** `2026.1 pinned to 2025.2`. */
export function tellProcess({ code, pin }: Pick<Process, 'code' | 'pin'>): string {
  return pin === undefined ? code : `${code} pinned to ${pin}`;
}
