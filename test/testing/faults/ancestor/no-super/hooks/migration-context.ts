import type { MigrationContextV1_0, MigrationContextV1_1 } from '../generated/migration-context.js';

/** Thinks of the first object, and leaves the others where they are. */
export function backportTo1_0(
  far: MigrationContextV1_0,
  near: Readonly<MigrationContextV1_1>,
): void {
  const [first] = near.topologies ?? [];
  far.old_topology = first ?? null;
}

export function upgradeTo1_1(
  far: MigrationContextV1_1,
  near: Readonly<MigrationContextV1_0>,
): void {
  far.topologies = [near.old_topology, near.new_topology].filter(
    (one) => one !== undefined && one !== null,
  );
}
