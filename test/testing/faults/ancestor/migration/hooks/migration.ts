import type { MigrationV1_0, MigrationV1_1 } from '../generated/migration.js';

/** With only `migration_type` set there is no `hidden` to be asked. */
export function backportTo1_0(far: MigrationV1_0, near: Readonly<MigrationV1_1>): void {
  const { hidden } = near as Required<MigrationV1_1>;
  far.visibility = hidden.toString();
}

export function upgradeTo1_1(far: MigrationV1_1, near: Readonly<MigrationV1_0>): void {
  if (near.visibility !== undefined) far.hidden = near.visibility === 'true';
}
